/** MEM-4, MEM-8, ID-4. Of whom something lies in the places of a group that does not count, and how much. */
import type { AsideRow } from "../../contract/snapshots.ts";
import { placeOf } from "../../log/kind.ts";
import { hasPlace } from "../bars.ts";
import type { GroupContext } from "../group-context.ts";

export function asideRows(context: GroupContext): readonly AsideRow[] {
  const { fold } = context.group;
  const standing = fold.assembly.standing();
  const rows = new Map<string, AsideRow>();
  for (const { by, kind } of fold.places.aside.values()) {
    const place = placeOf(kind);
    const why = !hasPlace(standing, by.author) ? "removed" : standing.of(by.author) === "left" ? "left" : "revoked";
    const key = `${place} ${by.author} ${why}`;
    rows.set(key, { place, member: context.ref(by.author), why, count: (rows.get(key)?.count ?? 0) + 1 });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count || (a.member.name < b.member.name ? -1 : 1));
}
