/** `veche evidence`: what can be shown of members who broke a rule. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catchUp, reading, readingHelp } from "../catching-up.ts";
import { command } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { reasonClause } from "../words/reasons.ts";
import type { EvidenceRow } from "../../shared/contract/snapshots.ts";

export default command({
  name: "evidence",
  usage: "",
  summary: "Shows forks, double votes and refused acts, with their proof.",
  help: `
  --save DIR              writes each as a file: what was signed, and the key that signed it
${readingHelp}

Example: veche evidence --save ./evidence`,
  options: { ...reading, save: { type: "string" } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      await catchUp(session, group, values.wait);
      const evidence = await session.look({ query: "evidence", group });
      if (values.save !== undefined) {
        for (const { id } of evidence.rows) {
          const { file, fileName } = await session.run({ type: "evidence.export", group, evidence: id });
          await writeFile(join(values.save, fileName), file);
        }
      }
      out.answer(evidence, () => (evidence.rows.length === 0 ? "Nothing can be shown of anybody." : evidence.rows.map(evidenceWords).join("\n")));
    }),
});

function evidenceWords({ who, what, proven }: EvidenceRow): string {
  const name = who?.name ?? "An unknown sender";
  const said = (): string => {
    switch (what.is) {
      case "forked":
        return `${name}'s machine wrote two histories`;
      case "votedTwice":
        return `${name} cast two different ballots on “${what.title}”, neither of which takes back the other`;
      case "attestedTwice":
        return `${name} confirmed two different results of “${what.title}”`;
      case "refused":
        return `Something of ${name} broke a rule: ${reasonClause(what.reason)}`;
    }
  };
  return `${proven ? "Proven" : "Not proven"}: ${said()}.`;
}
