/** `veche identity recover`: the same member again on a new machine, with the twelve words (ID-6). */
import { fromUtf8 } from "../../shared/base/bytes.ts";
import { areRootWords } from "../../shared/governance/paper.ts";
import type { JoinRow } from "../../shared/contract/snapshots.ts";
import { ask } from "../asking.ts";
import { command, Refused, secondsOf, WrongUsage } from "../command.ts";
import { readInput } from "../input.ts";
import { withSession, type Session } from "../session.ts";
import { joinRefusals } from "../words/joining.ts";

const usualTimeout = 60;

export default command({
  name: "identity recover",
  usage: "[LINK …] [--words-file FILE] [--lost] [--replace]",
  summary: "Brings you back with your twelve words: into the group of each link, as the member you were.",
  help: `
  --words-file FILE       the words; otherwise they are asked for
  --lost                  your other machines are lost: they are shut out of each of these groups, for ever
  --replace               also where groups of this profile rest on its own words; each then has 24 words of its own
  --as NAME               your name; needed where there is no profile yet, which is then made
  --timeout SECONDS       waits so long for a machine of each group (default ${usualTimeout})

There is no server that could know your groups. Ask any member of each for an invite; you come back as the member you
were, and the invite stays unspent. 24 words of one group bring you back into that group alone: give one LINK of it. Without a LINK the words are taken in: on a machine that was linked to a lost one, it can link others then.

Example: veche identity recover veche:join#pwEBAlgg… --words-file words.txt --lost --as Ada`,
  options: { "words-file": { type: "string" }, lost: { type: "boolean", default: false }, replace: { type: "boolean", default: false }, as: { type: "string" }, timeout: { type: "string" } },
  words: [0, 32],
  run: ({ values, words: links, out }) =>
    withSession(values, out, async (session) => {
      const timeout = secondsOf(values.timeout, "timeout", usualTimeout);
      const typed = await typedWords(values["words-file"]);
      const [one] = links;
      const ofOne = one !== undefined && areRootWords(typed);
      if (ofOne && links.length > 1) throw new WrongUsage("These are the words of one group; give one link of that group.");
      const { groups: rooted } = ofOne ? { groups: [] } : await session.run({ type: "identity.enter", words: typed, replace: values.replace === true });
      const entered: { group: string; name: string }[] = [];
      for (const link of links) entered.push(await comeBack(session, { link, lost: values.lost === true, ...(ofOne ? { words: typed } : {}) }, timeout));
      out.answer({ groups: entered, rooted }, () =>
        [...entered.map(({ name }) => `You are back in ${name}.`), links.length === 0 ? "The words are taken in. To come back into a group, give a link of any of its members." : ""].filter((line) => line !== "").join("\n"),
      );
    }),
});

async function typedWords(file: string | undefined): Promise<string> {
  if (file === undefined) {
    if (!process.stdin.isTTY) throw new WrongUsage("There is no terminal to ask for the words on; give --words-file FILE.");
    return ask("Your twelve words: ");
  }
  return fromUtf8(await readInput(file)) ?? "";
}

async function comeBack(session: Session, asked: { readonly link: string; readonly lost: boolean; readonly words?: string }, timeout: number): Promise<{ group: string; name: string }> {
  const { join, group } = await session.run({ type: "identity.return", ...asked });
  const isOver = (row: JoinRow | undefined): boolean => row?.state.is === "joined" || row?.state.is === "refused";
  const joins = await session.until({ query: "joins" }, (rows) => isOver(rows.find(({ id }) => id === join)), timeout * 1000);
  const state = joins?.find(({ id }) => id === join)?.state;
  if (state?.is === "refused") throw new Refused(joinRefusals[state.reason]);
  if (state?.is !== "joined") throw new Refused(`No member's machine answered in ${timeout} s; one of them must be online. The link is kept: 'veche serve' goes on trying.`);
  const seen = await session.until({ query: "group", group }, (snapshot) => snapshot?.foot.allHere === true, 10_000);
  return { group, name: seen?.name ?? (await session.look({ query: "group", group }))?.name ?? "" };
}
