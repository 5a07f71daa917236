/** Who belonged to the Harbour Street Tenants and went, and the pages of each of them and of who is here. */
import { days } from "../../../shared/base/units.ts";
import type { EvidenceSnapshot, MemberRow, MemberSnapshot } from "../../../shared/contract/snapshots.ts";
import { membersOf } from "./harbour-street.ts";
import { motionId } from "./motions.ts";
import { idOf, ref } from "./people.ts";

const stranger = (name: string) => ({ id: idOf(name), name, me: false });
export const pavel = stranger("Pavel N.");
export const carla = stranger("Carla V.");

/** One left, one was expelled. */
export function goneOf(now: number): readonly MemberRow[] {
  const row = { founder: false, votes: false, namingMotion: null, awaits: null, sponsors: [], dormant: false, inviteDoubled: false, admittedBy: "Amara Okafor", joined: now - days(400), forked: false, reached: false, heard: null, compared: { is: "no" } } as const;
  return [
    { ...row, ...pavel, standing: "left", removals: [], leftAt: now - days(160) },
    { ...row, ...carla, standing: "removed", removals: [{ motion: motionId(11), title: "Expel Carla V.?", time: now - days(250), stands: true }], leftAt: null },
  ];
}

export function memberOf(now: number, id: string, muted: boolean): MemberSnapshot | null {
  const row = [...membersOf(now), ...goneOf(now)].find((each) => each.id === id);
  if (row === undefined) return null;
  const here = row.standing === "active";
  const joined = { id: "joined", time: row.joined, what: { is: "joined", who: row, by: ref("amara") } } as const;
  const expelled = [
    { id: "keys", time: now - days(250), what: { is: "keysRenewed", without: [carla] } },
    { id: "removed", time: now - days(250), what: { is: "removed", who: carla, motion: motionId(11), stands: true } },
    { id: "proposed", time: now - days(257), what: { is: "proposed", what: "expulsion", by: ref("liwei"), who: carla, motion: motionId(11) } },
  ] as const;
  const left = { id: "left", time: now - days(160), what: { is: "left", who: pavel } } as const;
  return {
    ...row,
    underWay: null,
    safetyNumber: here && !row.me ? "01234 56789 24680 13579 11223 34455 66778 89900 31415 92653 58979 32384" : null,
    history: [...(id === carla.id ? expelled : id === pavel.id ? [left] : []), joined],
    muted,
    barred: { expulsion: here && !row.me ? null : "NotInThatPlace", reinstatement: here ? "NotInThatPlace" : null },
    voters: membersOf(now).filter((each) => each.id !== id),
    openDays: 7,
    noticeDays: 3,
  };
}

/** Samir's machine wrote two histories; Tomasz confirmed two results; something was refused. */
export function evidenceOf(now: number): EvidenceSnapshot {
  const thing = (word: string, seq: number) => ({ entry: idOf(word), device: idOf("machine"), seq, time: now - days(1), header: "a4", signature: "5e", result: null });
  return {
    rows: [
      { id: "1", time: now - days(1), who: ref("samir"), what: { is: "forked" }, proven: true, proof: [thing("one", 41), thing("other", 41)], mayPropose: true },
      { id: "2", time: now - days(2), who: ref("tomasz"), what: { is: "attestedTwice", motion: motionId(29), title: "The repair fund: 4,180 €" }, proven: true, proof: [{ ...thing("a", 12), result: idOf("r") }, { ...thing("b", 13), result: idOf("s") }], mayPropose: true },
      { id: "3", time: now - days(3), who: null, what: { is: "refused", reason: "AuthorNotMember" }, proven: false, proof: [thing("c", 2)], mayPropose: false },
    ],
    more: 0,
  };
}
