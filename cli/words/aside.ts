/** What does not count, below what does. */
import type { AsideRow } from "../../shared/contract/snapshots.ts";
import type { Session } from "../session.ts";
import { counted } from "./lists.ts";

export async function asideLines(session: Session, group: string, place: AsideRow["place"]): Promise<readonly string[]> {
  const rows = (await session.look({ query: "aside", group })).filter((row) => row.place === place);
  return rows.map(({ member, why, count }) => `${sentences[why](member.name, counted(count, "thing"))}: ${count === 1 ? "it does" : "they do"} not count.`);
}

const sentences: Readonly<Record<AsideRow["why"], (who: string, what: string) => string>> = {
  removed: (who, what) => `${who} wrote ${what} here after their removal`,
  left: (who, what) => `${who} wrote ${what} here after leaving`,
  revoked: (who, what) => `A revoked machine of ${who} wrote ${what} here`,
};
