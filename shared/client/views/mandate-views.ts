/** Offices, who holds them, and what other groups put before this one (MAN-1…9). */
import type { MemberId, MotionId } from "../../base/ids.ts";
import { days } from "../../base/units.ts";
import type { EndedView, HolderView, MandatesSnapshot, OfficeView, PresentedView, SignatureView, SupportView } from "../../contract/mandate-snapshots.ts";
import type { MemberRef } from "../../contract/member-ref.ts";
import type { MandateLine } from "../../contract/snapshots.ts";
import type { Mandates } from "../../governance/mandates.ts";
import { certificateIn } from "../../poll/certificate.ts";
import type { MotionView } from "../../poll/motion-view.ts";
import type { GroupContext } from "../group-context.ts";
import { presentedTo, reportOf } from "../mandates/credentials.ts";

type PresentedTo = (office: MotionId) => OfficeView["presentedTo"];

export function mandatesSnapshot(context: GroupContext, presentedElsewhere: PresentedTo): MandatesSnapshot {
  const { mandates } = context.group.fold.assembly;
  const { offices, broken } = presentedTo(context.group);
  return {
    offices: mandates.offices(null).map((office) => officeView(context, mandates, office, presentedElsewhere(office))),
    presented: [
      ...offices.map(({ newest, report, mandate, holders, bearer }): PresentedView => ({
        id: newest.act.id,
        by: context.ref(newest.member),
        time: newest.act.time,
        group: report.group!,
        mandate: { ...mandate, holders: mandate.holders.filter(({ id }) => holders.includes(id)) },
        problems: [],
        bearer: bearer === null ? null : context.ref(bearer.here),
        lapsed: bearer === null ? holders.length === 0 : !holders.includes(bearer.there),
      })),
      ...broken.map((one): PresentedView => {
        const { group, problems } = reportOf(one);
        return { id: one.act.id, by: context.ref(one.member), time: one.act.time, group, mandate: null, problems, bearer: null, lapsed: false };
      }),
    ],
  };
}

function officeView(context: GroupContext, mandates: Mandates, office: MotionId, elsewhere: OfficeView["presentedTo"]): OfficeView {
  const ref = (id: MemberId) => context.ref(id);
  const me = context.group.me;
  const { title, scope, instructions, constituents, seats, acts, floor, lapses, renewal = null } = mandates.termsOf(office, null);
  const deciding = mandates.constituents(office, null);
  const holders = mandates.holders(office, null);
  const mine = mandates.supportedBy(me, office, null);
  return {
    id: office,
    title,
    scope,
    instructions,
    constituents: constituents.map(ref),
    deciding: deciding.size,
    seats,
    acts,
    floor,
    lapses,
    renewal,
    confirmBy: confirmBy(mandates, office),
    disputed: mandates.newest(office, null).length > 1,
    holders: holders.map(({ view, member }): HolderView => {
      const recall = { mandate: view.id, member };
      return {
        member: ref(member),
        mandate: view.id,
        since: attested(view),
        ...supportView(context, mandates, office, member, view),
        lost: mandates.hasLostSupport({ view, member }, null),
        petition: mandates.signers(office, recall, null).map((one) => signature(context, one)),
        recall: openRecall(context, office, recall),
      };
    }),
    candidates: mandates
      .candidates(office, null)
      .filter(({ member }) => !holders.some((one) => one.member === member))
      .map(({ member, stands, askedBy }) => ({ member: ref(member), stands, askedBy: askedBy.map(ref), ...supportView(context, mandates, office, member, null) })),
    iDecide: deciding.has(me),
    mySupport: mine ?? [],
    petitionSize: mandates.petitionSize(office, null),
    petition: mandates.signers(office, null, null).map((one) => signature(context, one)),
    votes: mandates
      .motionsOf(office, null)
      .filter(isOpen)
      .map(({ id, motion: { record } }) => ({ motion: id, title: record.title, recall: record.kind === "recall", of: record.kind === "recall" ? ref(record.names[0]!) : null })),
    ended: endedMandates(context, mandates, office),
    deeds: mandates.deeds
      .filter(({ view }) => mandates.officeBy(view.id) === office)
      .map((deed) => ({ id: deed.act.id, member: ref(deed.member), act: deed.record.act, text: deed.record.text, time: deed.act.time, stands: mandates.stands(deed, null) }))
      .sort((a, b) => b.time - a.time),
    presentedTo: elsewhere,
  };
}

/** MAN-1. By the time the newest certificate was attested, as machines say; null: never. */
export function confirmBy(mandates: Mandates, office: MotionId): number | null {
  const { renewal } = mandates.termsOf(office, null);
  const [holder] = mandates.holders(office, null);
  return renewal === undefined || holder === undefined ? null : attested(holder.view) + days(renewal);
}

/** A vote on who holds the office is under way. */
export const openElection = (mandates: Mandates, office: MotionId): boolean => mandates.motionsOf(office, null).some((view) => view.motion.record.kind === "mandate" && view.id !== office && isOpen(view));

/** Whom this machine's clock says to be confirmed, from when on. */
export function dueForConfirmation({ clock }: GroupContext, mandates: Mandates, office: MotionId): number | null {
  const due = confirmBy(mandates, office);
  return due === null || clock.now() < due || openElection(mandates, office) ? null : due;
}

function supportView(context: GroupContext, mandates: Mandates, office: MotionId, member: MemberId, since: MotionView | null): SupportView {
  const live = mandates.liveSupport(office, member, since, null);
  const refs = (ids: readonly MemberId[]) => ids.map((id) => context.ref(id));
  return { supports: refs(live.supports), withdrew: refs(live.withdrew), silent: refs(live.silent) };
}

const signature = (context: GroupContext, { member, act, text }: { readonly member: MemberId; readonly act: { readonly time: number }; readonly text: string }): SignatureView => ({ member: context.ref(member), time: act.time, text });

/** Nothing is certified yet, and its mover has not withdrawn it (POLL-13). */
const isOpen = (view: MotionView): boolean => {
  if (view.withdrawals.length > 0) return false;
  const { is } = certificateIn(view, null);
  return is !== "certified" && is !== "contradicted";
};

/** The vote under way on taking a mandate back. */
export function openRecall({ group }: GroupContext, office: MotionId, { mandate, member }: { readonly mandate: MotionId; readonly member: MemberId }): MotionId | null {
  const motions = group.fold.assembly.mandates.motionsOf(office, null);
  return motions.find((view) => view.motion.record.mandate!.ends === mandate && view.motion.record.names[0] === member && isOpen(view))?.id ?? null;
}

const attested = (view: MotionView): number => Math.max(view.motion.time, ...view.rounds.flatMap((round) => view.attestationsIn(round)).map(({ act }) => act.time));

/** Mandates that ended, newest first: the first end of each counts. */
export function endedMandates(context: GroupContext, mandates: Mandates, office: MotionId): readonly EndedView[] {
  const { assembly } = context.group.fold;
  const rows = mandates.decided(office, null).motions.flatMap((view) =>
    mandates.electedBy(view, null).flatMap((id): EndedView[] => {
      const [end] = mandates.ends({ view, member: id }, null).toSorted((a, b) => a.act.lamport - b.act.lamport);
      const member = context.ref(id);
      if (end !== undefined) {
        const motion = assembly.motions.get(end.act.id as MotionId)?.view;
        return [{ member, mandate: view.id, since: attested(view), by: end.by, time: motion === undefined ? end.act.time : attested(motion) }];
      }
      const isNewest = mandates.newest(office, null).includes(view);
      return isNewest && assembly.standing().of(id) !== "active" ? [{ member, mandate: view.id, since: attested(view), by: "gone", time: attested(view) }] : [];
    }),
  );
  return rows.sort((a, b) => b.time - a.time);
}

/** MAN-2. Offices that others ask me to stand for, as long as I have not said whether I do. */
export function askedToStand(context: GroupContext): readonly { readonly office: MotionId; readonly title: string; readonly by: readonly MemberRef[] }[] {
  const { mandates } = context.group.fold.assembly;
  const { me } = context.group;
  return mandates.offices(null).flatMap((office) => {
    if (mandates.held(me, office, null) !== null) return [];
    const asked = mandates.candidates(office, null).find(({ member, stands }) => member === me && !stands);
    return asked === undefined ? [] : [{ office, title: mandates.termsOf(office, null).title, by: asked.askedBy.map((id) => context.ref(id)) }];
  });
}

/** MAN-5, MAN-7. Delegates for whose recall somebody signed, or who lost support. */
export function mandateLines(context: GroupContext): readonly MandateLine[] {
  const { mandates } = context.group.fold.assembly;
  return mandates.offices(null).flatMap((office) =>
    mandates.holders(office, null).flatMap(({ view, member }): readonly MandateLine[] => {
      const recall = { mandate: view.id, member };
      const signers = mandates.signers(office, recall, null);
      const lost = mandates.hasLostSupport({ view, member }, null);
      const open = openRecall(context, office, recall);
      const due = dueForConfirmation(context, mandates, office);
      if (signers.length === 0 && !lost && open === null && due === null) return [];
      const { title } = mandates.termsOf(office, null);
      return [{ title, holder: context.ref(member), signed: signers.length, needed: mandates.petitionSize(office, null), iSigned: signers.some((one) => one.member === context.group.me), lost, due, recall: open }];
    }),
  );
}
