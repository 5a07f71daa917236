/**
 * ID-3. Whom this person compared numbers with, face to face. Kept on this machine alone, with the machines the other had
 * then: one that came since takes the mark away.
 */
import type { MemberId } from "../base/ids.ts";
import type { CommandOf } from "../contract/answers.ts";
import type { ComparedState } from "../contract/member-snapshots.ts";
import { nameOf } from "../governance/governance.ts";
import { safetyNumber, type Compared } from "../governance/safety.ts";
import { ok } from "../base/result.ts";
import { refuse, type Done } from "./checks.ts";
import type { GroupContext } from "./group-context.ts";
import type { ComparedMark } from "./group-store.ts";

/** Null of oneself, and of whoever is gone. */
export function safetyNumberOf(context: GroupContext, member: MemberId): string | null {
  const { group } = context;
  if (member === group.me || !group.fold.assembly.standing().isEntitled(member)) return null;
  return safetyNumber(group.group, sideOf(context, group.me), sideOf(context, member));
}

export function comparedState(context: GroupContext, member: MemberId): ComparedState {
  const mark = context.compared.get(member);
  if (mark !== undefined) return sideOf(context, member).devices.every((device) => mark.devices.includes(device)) ? { is: "compared", at: mark.at } : { is: "changed", at: mark.at };
  const name = nameOf(context.governance.members.get(member)!);
  const namesake = member !== context.group.me && [...context.compared.keys()].some((other) => other !== member && nameOf(context.governance.members.get(other)!) === name);
  return namesake ? { is: "namesake" } : { is: "no" };
}

/** `number`: the one that was compared, which must still be this machine's; null takes the mark away. */
export async function compare(context: GroupContext, { member, number }: CommandOf<"member.compare">): Promise<Done<null>> {
  const id = member as MemberId;
  const mine = context.governance.members.has(id) ? safetyNumberOf(context, id) : null;
  if (mine === null && number !== null) return refuse({ kind: "NoSuchMember" });
  if (number !== null && digitsIn(number) !== digitsIn(mine!)) return refuse({ kind: "NumbersDiffer" });
  const mark: ComparedMark | null = number === null ? null : { devices: [...sideOf(context, id).devices].sort(), at: Math.floor(context.clock.now()) };
  await context.store.saveCompared(id, mark);
  if (mark === null) context.compared.delete(id);
  else context.compared.set(id, mark);
  return ok(null);
}

const digitsIn = (text: string): string => text.replace(/\D/gu, "");

const sideOf = ({ governance }: GroupContext, id: MemberId): Compared => ({ id, devices: governance.devices.unrevokedOf(id, null).map(({ device }) => device) });
