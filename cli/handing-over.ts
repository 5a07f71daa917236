/** After something was written: stays until members' machines have it, or for a while, and says how many have. */
import type { ConnectionSnapshot } from "../shared/contract/snapshots.ts";
import { copyHelp, groupHelp, inGroup, maybeCopy, secondsOf } from "./command.ts";
import type { Output } from "./output.ts";
import type { Session } from "./session.ts";
import { counted } from "./words/lists.ts";

const usualWait = 3;

/** Options of commands that write in a group. */
export const writing = { ...inGroup, ...maybeCopy, wait: { type: "string" } } as const;
export const writingHelp = `${groupHelp}
  --wait SECONDS          stays so long to hand it over to members (default ${usualWait}; 0 where nobody's address is known)
${copyHelp}`;

export async function handOver(session: Session, group: string, wait: string | undefined, out: Output): Promise<void> {
  const connection = await session.look({ query: "connection", group });
  const { others } = connection.foot;
  if (session.served || others === 0) return;
  const knowsSomebody = connection.servers.some((server) => !server.mine);
  const seconds = secondsOf(wait, "wait", knowsSomebody ? usualWait : 0);
  const having = (c: ConnectionSnapshot): number => c.members.filter((m) => m.link?.saysAllHere === true).length;
  if (seconds > 0) await session.until({ query: "connection", group }, (c) => having(c) === others, seconds * 1000);
  const reached = seconds > 0 ? having(await session.look({ query: "connection", group })) : 0;
  if (reached === 0) out.note("Kept on this machine; members get it when they are met ('veche serve' stays online).");
  else out.note(`Handed to ${reached} of ${counted(others, "other member")}.`);
}
