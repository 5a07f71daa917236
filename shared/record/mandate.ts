/** MAN-9. What a record says of an office: who holds it as far as the file shows, and what of two files is newer. */
import type { MemberId } from "../base/ids.ts";
import type { RecordMandate } from "../contract/record-report.ts";
import type { MandateEnd } from "../contract/mandate-names.ts";
import type { Assembly } from "../governance/assembly.ts";
import { nameOf } from "../governance/governance.ts";
import { officeOf } from "../governance/motion-rules.ts";
import type { MotionView } from "../poll/motion-view.ts";

export function mandateOf(assembly: Assembly, view: MotionView): RecordMandate | null {
  const { mandates, governance } = assembly;
  const office = officeOf(view);
  if (office === null || !mandates.exists(office, null)) return null;
  const { motions, acts } = mandates.decided(office, null);
  const newest = mandates.newest(office, null);
  const { title, scope, acts: allowed } = mandates.termsOf(office, null);
  const member = (id: MemberId) => governance.members.get(id)!;
  const ended = newest.flatMap((one) =>
    mandates.electedBy(one, null).flatMap((id): RecordMandate["ended"] => {
      const [end] = mandates.ends({ view: one, member: id }, null);
      const gone = assembly.standing().of(id) !== "active";
      if (end === undefined && !gone) return [];
      const by: MandateEnd = end?.by ?? "gone";
      const time = end === undefined ? one.motion.time : end.by === "recall" ? attested(motions.find(({ motion }) => motion.id === end.act.id)!) : end.act.time;
      return [{ id, name: nameOf(member(id)), by, time }];
    }),
  );
  return {
    office,
    title,
    scope,
    acts: allowed,
    disputed: newest.length > 1,
    holders: mandates.holders(office, null).map(({ member: id }) => ({ id, name: nameOf(member(id)), devices: governance.devicesOf(id) })),
    ended,
    decided: [...motions.map(({ id }) => id as string), ...acts.map(({ id }) => id as string)].sort(),
    asOf: Math.max(...motions.map(attested), ...acts.map(({ time }) => time)),
  };
}

/** When a motion was last attested, as the attesters' machines say. */
const attested = (view: MotionView): number => Math.max(view.motion.time, ...view.rounds.flatMap((round) => view.attestationsIn(round)).map(({ act }) => act.time));

/** Whether a file knows all that another knows of the same office, and more. */
export function isNewer(one: RecordMandate, than: RecordMandate): boolean {
  const known = new Set(one.decided);
  return one.office === than.office && known.size > than.decided.length && than.decided.every((id) => known.has(id));
}
