/** Puts members on the line of time, those close together as one point, so that names do not lie over each other. */
import { days, hours } from "../../../shared/base/units.ts";
import type { MemberRef } from "../../../shared/contract/snapshots.ts";

export interface Cluster {
  /** Percent of the line: 0 now, 25 an hour ago, 50 a day, 75 three days, 100 a week or more. */
  readonly place: number;
  readonly members: readonly MemberRef[];
}

const marks: readonly (readonly [number, number])[] = [
  [0, 0],
  [hours(1), 25],
  [days(1), 50],
  [days(3), 75],
  [days(7), 100],
];

/** At least so far apart, in percent; and so many on the line. */
const apart = 14;

export function placeOf(gone: number): number {
  for (let at = 1; at < marks.length; at += 1) {
    const [from = 0, start = 0] = marks[at - 1] ?? [];
    const [to = 0, end = 100] = marks[at] ?? [];
    if (gone <= to) return start + ((gone - from) / (to - from)) * (end - start);
  }
  return 100;
}

export function clusters(heard: readonly { readonly member: MemberRef; readonly time: number }[], now: number): Cluster[] {
  const found: { place: number; members: MemberRef[] }[] = [];
  for (const { member, time } of [...heard].sort((a, b) => b.time - a.time)) {
    const place = Math.min(98, Math.max(4, placeOf(Math.max(0, now - time))));
    const last = found[found.length - 1];
    if (last && place - last.place < apart) last.members.push(member);
    else found.push({ place, members: [member] });
  }
  return found;
}
