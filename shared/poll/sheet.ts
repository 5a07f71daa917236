/**
 * POLL-11. Sheets: who voted how on paper or by a show of hands, by name, as tellers signed it. Which lines stand is judged from
 * one past alone, like ballots; whether they are added to the ballots is said by the motion, when it opens.
 */
import type { CborValue } from "../base/cbor.ts";
import { idBytes, type EntryId, type MemberId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { canonical, fits, sameChoice, type Asked, type Choice } from "../tally/choice.ts";
import { choiceField } from "./choice-field.ts";
import type { ForksSeen } from "./forks.ts";
import type { By, MotionView } from "./motion-view.ts";
import type { Motion } from "./records.ts";
import type { Sheet, SheetLine } from "./sheet-field.ts";

/** Two at least, of the roll; where nobody's place or office is at stake, and no numbers are thrown in. */
export function tellersFit({ tellers, kind, lots, roll }: Pick<Motion, "kind" | "roll"> & { readonly tellers?: readonly MemberId[] | undefined; readonly lots?: true | undefined }): boolean {
  return tellers === undefined || (kind === "ordinary" && lots !== true && tellers.length >= 2 && tellers.every((teller) => roll.includes(teller)));
}

export type SheetFault = "NotTeller" | "WrongSheet";

/** What a sheet must be, besides written by a member of the roll. */
export function faultOfSheet(sheet: Sheet, author: MemberId, view: MotionView, asked: Asked): SheetFault | null {
  const { tellers } = view.motion.record;
  if (tellers !== undefined && !tellers.includes(author)) return "NotTeller";
  return sheet.lines.every(({ member, choice }) => view.roll.has(member) && (choice === null || fits(choice, asked))) ? null : "WrongSheet";
}

/** What becomes of the lines about one member. */
export type PaperStatus =
  /** Like a ballot of theirs. */
  | "counted"
  /** The motion named no tellers: shown, and never added. */
  | "beside"
  /** The member voted themselves, or took back what they had: that is what counts. */
  | "ownBallot"
  /** Only one teller says so. */
  | "alone"
  /** Tellers say different things. */
  | "differs"
  /** They agree that the member gave none. */
  | "none";

export interface PaperLine {
  readonly member: MemberId;
  /** Ascending by teller; one who contradicts themselves on two machines stands here twice. */
  readonly said: readonly { readonly teller: MemberId; readonly choice: Choice | null }[];
  readonly is: PaperStatus;
  /** Where all say the same. */
  readonly choice: Choice | null;
}

/** A line, its sheet and who signed it. */
interface Entered extends SheetLine {
  readonly sheet: EntryId;
  readonly teller: MemberId;
}

/** Ascending by member. Null: by everything heard. */
export function paperIn(view: MotionView, past: Past | null, seen: ForksSeen): readonly PaperLine[] {
  return [...grouped(standingLines(view, past, seen), ({ member }) => member)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([member, entered]): PaperLine => {
    const sorted = entered.toSorted((a, b) => (a.teller < b.teller || (a.teller === b.teller && a.sheet < b.sheet) ? -1 : 1));
    const agreed = sorted.every(({ choice }) => same(choice, sorted[0]!.choice));
    const choice = agreed && sorted[0]!.choice !== null ? canonical(sorted[0]!.choice) : null;
    const ownBallot = view.ballotsOf(member).some(({ act }) => past === null || past.has(act));
    return { member, said: sorted.map(({ teller, choice: each }) => ({ teller, choice: each === null ? null : canonical(each) })), is: statusOf(view, sorted, agreed, ownBallot), choice };
  });
}

function statusOf(view: MotionView, entered: readonly Entered[], agreed: boolean, ownBallot: boolean): PaperStatus {
  if (ownBallot) return "ownBallot";
  if (!agreed) return "differs";
  if (new Set(entered.map(({ teller }) => teller)).size < 2) return "alone";
  if (entered[0]!.choice === null) return "none";
  return view.motion.record.tellers === undefined ? "beside" : "counted";
}

/** Of each teller the sheet that follows all their others, of several that do not know each other all; of these nothing about whom had promised before. */
function standingLines(view: MotionView, past: Past | null, seen: ForksSeen): readonly Entered[] {
  const inPast = view.sheets.filter((one) => (past === null || past.has(one.act)) && !seen.lost(one.act) && !seen.revoked(one.act) && !view.isExpelled(one, past));
  const isAfterSeal = ({ act, member }: By<"sheet">): boolean => view.sealsOf(member).some((seal) => (past === null || past.has(seal.act)) && !seen.revoked(seal.act) && !seal.act.past.has(act));
  return [...grouped(inPast, ({ member }) => member)].flatMap(([teller, all]) =>
    latest(all.filter((one) => !isAfterSeal(one))).flatMap(({ act }) => {
      const lines = act.record.lines.filter(({ member }) => !view.isExpelled({ act, member }, past) && !isAfterSeal({ act, member }));
      return lines.map((line) => ({ ...line, sheet: act.id, teller }));
    }),
  );
}

function latest(sheets: readonly By<"sheet">[]): readonly By<"sheet">[] {
  const last: By<"sheet">[] = [];
  for (const one of sheets.toSorted((a, b) => b.act.lamport - a.act.lamport)) if (!last.some(({ act }) => act.past.has(one.act))) last.push(one);
  return last;
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => MemberId): ReadonlyMap<MemberId, readonly T[]> {
  const groups = new Map<MemberId, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}

const same = (a: Choice | null, b: Choice | null): boolean => (a === null || b === null ? a === b : sameChoice(canonical(a), canonical(b)));

/** What attesters sign of it, where the motion names tellers. */
export const paperValue = (paper: readonly PaperLine[]): CborValue => paper.filter(({ is }) => is === "counted").map(({ member, choice }) => [idBytes(member), choiceField.write(choice!)]);
