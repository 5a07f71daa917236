/** `veche credential save`: writes what shows another group who holds an office of this one (MAN-9). */
import { command, groupHelp, inGroup } from "../command.ts";
import { officeHelp, officeOf } from "../offices.ts";
import { save } from "../saving.ts";
import { groupOf, withSession } from "../session.ts";

export default command({
  name: "credential save",
  usage: "OFFICE [-o FILE]",
  summary: "Writes a file that shows another group who holds an office of this one.",
  help: `
  -o, --output FILE       where to (default: a name made of the office's title, in this folder); - is stdout
${groupHelp}

${officeHelp} The file says as of when it speaks; saved again after a recall, it shows the mandate as ended.

Example: veche credential save "City Council" -o amara.veche-record`,
  options: { ...inGroup, output: { type: "string", short: "o" } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const office = await officeOf(session, group, typed!);
      const { file, fileName } = await session.run({ type: "credential.write", group, office: office.id });
      const path = values.output ?? fileName;
      if (await save(path, file)) out.answer({ office: office.id, group, file: path, bytes: file.length }, () => path);
    }),
});
