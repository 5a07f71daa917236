/** Names as short as they can be told apart: given names where no two members of the roll share one. */
import { givenName } from "../../design/Person.tsx";
import type { MemberRef } from "../../../shared/contract/snapshots.ts";

export function shortNames(members: readonly MemberRef[]): (member: MemberRef) => string {
  const given = (member: MemberRef): string => givenName(member.name);
  const times = new Map<string, number>();
  for (const member of members) times.set(given(member), (times.get(given(member)) ?? 0) + 1);
  return (member) => (times.get(given(member)) === 1 ? given(member) : member.name);
}
