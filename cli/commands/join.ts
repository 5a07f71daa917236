/** `veche join`: enters a group with a link, and waits until in. */
import type { JoinRow } from "../../shared/contract/snapshots.ts";
import { command, copyHelp, maybeCopy, Refused, secondsOf } from "../command.ts";
import { withSession, type Session } from "../session.ts";
import { counted } from "../words/lists.ts";
import { joinRefusals } from "../words/joining.ts";

const usualTimeout = 60;
/** For discussions to follow, once in. */
const historyPatience = 10_000;

export default command({
  name: "join",
  usage: "LINK [--as NAME] [--timeout SECONDS]",
  summary: "Joins a group with an invite link.",
  help: `
  --as NAME               your name in the group; needed where there is no profile yet, which is then made
  --timeout SECONDS       gives up after so long (default ${usualTimeout}); the link is kept and tried again by 'veche serve'
${copyHelp}

Waits until a member's machine has let you in, then prints the group's eight words: compare them with a member.

Example: veche join veche:join#pwEBAlgg… --as Bela`,
  options: { ...maybeCopy, as: { type: "string" }, timeout: { type: "string" } },
  words: [1, 1],
  run: ({ values, words: [link], out }) =>
    withSession(values, out, async (session) => {
      const timeout = secondsOf(values.timeout, "timeout", usualTimeout);
      const { join, group } = await session.run({ type: "group.join", link: link! });
      out.note("Looking for a member's machine …");
      const seen = await session.until({ query: "joins" }, (joins) => isOver(joins.find((row) => row.id === join)), timeout * 1000);
      const row = (seen ?? (await session.look({ query: "joins" }))).find((each) => each.id === join);
      if (row?.state.is === "refused") throw new Refused(joinRefusals[row.state.reason]);
      if (row?.state.is !== "joined") throw new Refused(await whyNot(session, row, timeout));
      await session.until({ query: "group", group }, (snapshot) => snapshot?.foot.allHere === true, historyPatience);
      const [snapshot, members] = await Promise.all([session.look({ query: "group", group }), session.look({ query: "members", group })]);
      const name = snapshot?.name ?? "";
      out.answer(
        { group, name, eightWords: members.eightWords, members: members.members.map((m) => m.name) },
        () => `Joined ${name}, with ${counted(members.members.length - 1, "other member")}.\nGroup: ${group}\nEight words: ${members.eightWords.join(" ")}`,
      );
    }),
});

const isOver = (row: JoinRow | undefined): boolean => row === undefined || row.state.is === "joined" || row.state.is === "refused";

async function whyNot(session: Session, row: JoinRow | undefined, timeout: number): Promise<string> {
  const again = "The link is kept: 'veche serve' goes on trying.";
  if (row?.state.is !== "looking") return `A member's machine was found, but not all had arrived after ${timeout} s. ${again}`;
  const { tried, unreachable } = row.state;
  if (tried.length === 0) return `The link names no address at which members can be met, and none of their machines was found on this network. ${again}`;
  if (unreachable.length === tried.length) return `None of the link's addresses could be reached in ${timeout} s (${tried.join(", ")}). ${again}`;
  const { name } = await session.look({ query: "profile" });
  return `No member's machine answered ${name} in ${timeout} s; one of them must be online. ${again}`;
}
