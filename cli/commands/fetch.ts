/** `veche fetch`: gets a file from whoever has it, and writes it out. */
import { open } from "node:fs/promises";
import { mib } from "../../shared/base/units.ts";
import { orCaughtUp } from "../catching-up.ts";
import { command, groupHelp, inGroup, Refused, secondsOf } from "../command.ts";
import { reason } from "../passphrase.ts";
import { fileOf, groupOf, withSession, type Session } from "../session.ts";
import { formatSize } from "../words/files.ts";
import { refusalSentence } from "../words/refusals.ts";

const piece = mib(1);
const usualPatience = 60;

export default command({
  name: "fetch",
  usage: "FILE",
  summary: "Fetches a file from members who have it.",
  help: `
  -o, --output PATH       writes it there when it has come; an existing file is not overwritten
  --keep                  keeps it on this machine, also when its author takes it back
  --wait SECONDS          gives up when nothing more has come for so long (default ${usualPatience}); what came stays
${groupHelp}

What has come is not fetched again: the same command goes on where it was cut short.

Example: veche fetch 3f1c -o plan.pdf`,
  options: { ...inGroup, output: { type: "string", short: "o" }, keep: { type: "boolean", default: false }, wait: { type: "string" } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const file = await orCaughtUp(session, group, undefined, () => fileOf(session, group, typed!));
      await session.run(values.keep ? { type: "file.keep", group, file, keep: true } : { type: "file.fetch", group, file });
      const view = await arrived(session, group, file, secondsOf(values.wait, "wait", usualPatience));
      if (values.output !== undefined) await writeOut(session, { group, file, size: view.size, path: values.output });
      out.answer({ file, name: view.name, size: view.size, output: values.output ?? null }, () => `${view.name} is here (${formatSize(view.size)})${values.output === undefined ? "" : `, written to ${values.output}`}.`);
    }),
});

/** Resolves when all of it is here; refused when it stands still for too long. */
async function arrived(session: Session, group: string, file: string, patience: number) {
  for (let bytes = -1; ; ) {
    const view = await session.until({ query: "file", group, file }, (f) => f === null || f.here.is === "here" || f.here.is === "failed" || bytesOf(f.here) > bytes, patience * 1000);
    if (view?.here.is === "here") return view;
    if (view === null) {
      const shown = await session.look({ query: "file", group, file });
      const holders = shown?.holders.length ?? 0;
      throw new Refused(holders === 0 ? "Nobody who has this file was reached; what came of it stays here." : `Nothing more of the file came for ${patience} seconds; what came stays here.`);
    }
    if (view.here.is === "failed") throw new Refused("This machine's disk does not take the file; what came of it stays here.");
    bytes = bytesOf(view.here);
  }
}

const bytesOf = (here: { readonly is: string; readonly bytes?: number }): number => here.bytes ?? 0;

async function writeOut(session: Session, { group, file, size, path }: { group: string; file: string; size: number; path: string }): Promise<void> {
  try {
    await using out = await open(path, "wx", 0o600);
    for (let at = 0; at < size; ) {
      const read = await session.engine.run({ type: "file.read", group, file, at, length: piece });
      if (!read.ok) throw new Refused(refusalSentence(read.error));
      await out.write(read.value.bytes);
      at += read.value.bytes.length;
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`The file cannot be written to ${path} (${reason(error)}); it stays in the profile.`);
  }
}
