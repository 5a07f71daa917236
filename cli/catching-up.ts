/** Before something is read, or where something named is not here yet: hears from members who are online. */
import { groupHelp, inGroup, secondsOf } from "./command.ts";
import { NotHere, type Session } from "./session.ts";

/** Options of commands that read in a group. */
export const reading = { ...inGroup, wait: { type: "string" } } as const;
export const readingHelp = `${groupHelp}
  --wait SECONDS          first catches up with members who are online, for at most so long (default 0)`;

/** So long where something named is not here and nothing was said of waiting. */
const usualPatience = 3;

export async function catchUp(session: Session, group: string, wait: string | undefined): Promise<void> {
  const seconds = secondsOf(wait, "wait", 0);
  if (seconds > 0) await heard(session, group, seconds);
}

/** What `find` finds; where it finds nothing, once more after hearing from members. */
export async function orCaughtUp<T>(session: Session, group: string, wait: string | undefined, find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    const { servers, foot } = await session.look({ query: "connection", group });
    const knowsSomebody = foot.others > 0 && servers.some((server) => !server.mine);
    await heard(session, group, knowsSomebody ? secondsOf(wait, "wait", usualPatience) : 0);
    return find();
  }
}

async function heard(session: Session, group: string, seconds: number): Promise<void> {
  if (!session.served) await session.until({ query: "group", group }, (snapshot) => snapshot?.foot.allHere === true, seconds * 1000);
}
