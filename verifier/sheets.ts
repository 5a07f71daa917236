/** POLL-11. Who voted how on paper, as tellers signed it, and what of it counts. */
import { fromHex } from "./bytes.ts";
import type { Value } from "./cbor.ts";
import type { Past, Placed } from "./graph.ts";
import { choiceShape, choiceValue, fits, type Choice, type Method } from "./methods.ts";
import { id, ids, list, map, orNull, type Of, type Shape } from "./shapes.ts";

const lines = list(map({ member: [1, id], choice: [2, orNull(choiceShape)] }), 20_000);
type Line = Of<typeof lines>[number];
const once: Shape<readonly Line[]> = (v) => {
  const all = lines(v);
  return all === undefined || all.some(({ member }, i) => i > 0 && member <= all[i - 1]!.member) ? undefined : all;
};
export const sheetShape = map({ motion: [1, id], lines: [2, once] });
export interface Sheet {
  readonly act: Placed;
  readonly member: string;
  readonly record: Of<typeof sheetShape>;
}

/** What a motion says of it. */
interface Asked {
  readonly kind: string;
  readonly lots?: true;
  readonly tellers?: readonly string[];
  readonly roll: readonly string[];
  readonly method: Method;
  readonly options: readonly unknown[];
  readonly dots?: number;
}

export const tellersShape: Shape<readonly string[]> = ids(20);

export function mayNameTellers({ tellers, kind, lots, roll }: Asked): boolean {
  if (tellers === undefined) return true;
  const voters = new Set(roll);
  return kind === "ordinary" && lots === undefined && tellers.length > 1 && !tellers.some((teller) => !voters.has(teller));
}

export function faultOfSheet({ member, record }: Sheet, motion: Asked): string | null {
  const voters = new Set(motion.roll);
  if (!voters.has(member)) return "NotOnRoll";
  if (motion.tellers?.includes(member) === false) return "NotTeller";
  const isRight = ({ member: of, choice }: Line): boolean => voters.has(of) && (choice === null || fits(choice, motion.method, motion.options.length, motion.dots ?? 0));
  return record.lines.every(isRight) ? null : "WrongSheet";
}

export interface Paper {
  readonly member: string;
  readonly said: readonly { readonly teller: string; readonly choice: Choice | null }[];
  readonly is: "counted" | "beside" | "ownBallot" | "alone" | "differs" | "none";
}

/** What a past shows, besides the sheets. */
export interface Seen {
  readonly past: Past;
  /** POLL-4 leaves it out: what a member's expulsion voids, or a fork or a revocation. */
  isVoidFor(act: Placed, member: string): boolean;
  isOut(act: Placed): boolean;
  /** A promise of that member's does not know it. */
  isAfterSeal(act: Placed, member: string): boolean;
  hasBallot(member: string): boolean;
}

export function paperOf(sheets: readonly Sheet[], motion: Asked, seen: Seen): readonly Paper[] {
  const inPast = sheets.filter(({ act, member }) => seen.past.has(act) && !seen.isVoidFor(act, member) && !seen.isOut(act) && !seen.isAfterSeal(act, member));
  const standing = inPast.filter((sheet) => !inPast.some((later) => later.member === sheet.member && later.act.past.has(sheet.act)));
  standing.sort((a, b) => (a.member < b.member || (a.member === b.member && a.act.id < b.act.id) ? -1 : 1));
  const said = new Map<string, { teller: string; choice: Choice | null }[]>();
  for (const { act, member: teller, record } of standing) {
    for (const { member, choice } of record.lines) if (!seen.isVoidFor(act, member) && !seen.isAfterSeal(act, member)) said.set(member, [...(said.get(member) ?? []), { teller, choice }]);
  }
  return [...said.keys()].sort().map((member): Paper => {
    const all = said.get(member)!;
    const different = new Set(all.map(({ choice }) => JSON.stringify(choice)));
    const is = seen.hasBallot(member) ? "ownBallot" : different.size > 1 ? "differs" : all.every(({ teller }) => teller === all[0]!.teller) ? "alone" : all[0]!.choice === null ? "none" : motion.tellers === undefined ? "beside" : "counted";
    return { member, said: all, is };
  });
}

/** The choices that are added to the ballots. */
export const onPaper = (paper: readonly Paper[]): readonly { readonly member: string; readonly choice: Choice }[] => paper.flatMap(({ member, said, is }) => (is === "counted" ? [{ member, choice: said[0]!.choice! }] : []));

export const paperValue = (paper: readonly Paper[]): Value => onPaper(paper).map(({ member, choice }) => [fromHex(member), choiceValue(choice)]);
