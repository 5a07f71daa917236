/** POLL-1…6. The records of motions and of what is said in one, and what is wrong with a motion by itself. */
import { base, changeShape, fraction, type Bylaws } from "./bylaws.ts";
import { hex } from "./bytes.ts";
import type { Value } from "./cbor.ts";
import type { Placed } from "./graph.ts";
import { choiceShape, fillsSeveral, methods, mostDots } from "./methods.ts";
import { faultOfMatter, matterShape } from "./office-records.ts";
import { bool, bytes, id, ids, list, map, numbered, one, orNull, parse, text, time, whole, type Of, type Shape } from "./shapes.ts";
import { mayNameTellers, sheetShape, tellersShape } from "./sheets.ts";
import { labelledHash } from "./sodium.ts";

const said: Shape<true> = (v) => (v === true ? true : undefined);
const hashShape: Shape<string> = (v) => (v instanceof Uint8Array && v.length === 32 ? hex(v) : undefined);
const file = map({ file: [1, id], content: [2, id], name: [3, text(255)], size: [4, whole(0, 2 ** 46)] });
const someFiles: Shape<readonly Of<typeof file>[]> = (v) => (Array.isArray(v) && v.length === 0 ? undefined : list(file, 20)(v));
const option = map({ title: [1, text(200)], text: [2, text(20_000)], necessity: [3, text(20_000)], practicality: [4, text(20_000)], places: [5, whole(1, 20_000), "mayBeAbsent"] });
const kinds = { founding: 0, naming: 1, ordinary: 2, expulsion: 3, reinstatement: 4, bylaws: 5, admission: 6, mandate: 8, recall: 9, repeal: 10 };
const motionShape = map({
  title: [1, text(200)], situation: [2, text(60_000)], options: [3, list(option, 50)], kind: [4, numbered(kinds)], names: [5, ids(20_000)],
  method: [6, one(...methods)], roll: [7, ids(20_000)], quorum: [8, fraction], threshold: [9, fraction], base: [10, base], deadline: [11, time], secrecy: [12, one("open")],
  implementer: [13, id], reportBy: [14, orNull(time)], thread: [15, orNull(id)], textHash: [16, hashShape], files: [17, someFiles, "mayBeAbsent"], seats: [18, whole(1, 50), "mayBeAbsent"],
  change: [19, changeShape, "mayBeAbsent"], mandate: [20, matterShape, "mayBeAbsent"],
  tellers: [30, tellersShape, "mayBeAbsent"],
  dots: [21, whole(1, mostDots), "mayBeAbsent"], repeals: [22, id, "mayBeAbsent"], advice: [24, said, "mayBeAbsent"], lots: [28, said, "mayBeAbsent"], redraws: [29, map({ motion: [1, id], without: [2, ids(20_000)] }), "mayBeAbsent"],
});
const ballotShape = map({ motion: [1, id], replaces: [2, ids(32)], choice: [3, orNull(choiceShape)], commitment: [4, hashShape, "mayBeAbsent"] });
const seedShape = map({ motion: [1, id], value: [2, bytes(32)] });
const sealShape = map({ motion: [1, id] });
const closeShape = map({ motion: [1, id], seals: [2, ids(20_000)] });
const attestShape = map({ motion: [1, id], close: [2, id], round: [3, whole(1, 1000)], result: [4, hashShape], adopted: [5, bool], option: [6, orNull(whole(0, 49))], lists: [7, ids(20_000)] });
const byHand = list(whole(0, 1_000_000), 50);
const handCountShape = map({ motion: [1, id], votes: [2, byHand] });
const secondCountShape = map({ motion: [1, id], votes: [2, byHand], count: [3, id] });
export type HandCount = Said<Of<typeof handCountShape>>;
export type SecondCount = Said<Of<typeof secondCountShape>>;
const withdrawalShape = map({ motion: [1, id] });
const disputeShape = map({ motion: [1, id], text: [2, text(10_000)], evidence: [3, ids(100)] });

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;
type OptionRecord = Optional<Of<typeof option>, "places">;
export type MotionRecord = Omit<Optional<Of<typeof motionShape>, "files" | "seats" | "dots" | "tellers" | "repeals" | "advice" | "lots" | "redraws" | "mandate">, "options" | "change"> & { readonly change?: { readonly bylaws: Bylaws; readonly replaces: string | null }; readonly options: readonly OptionRecord[] };

/** An act of a motion, what it says and who said it. */
export interface Said<R> {
  readonly act: Placed;
  readonly member: string;
  readonly record: R;
}
export type Ballot = Said<Optional<Of<typeof ballotShape>, "commitment">>;
export type Seed = Said<Of<typeof seedShape>>;
export type Seal = Said<Of<typeof sealShape>>;
export type Close = Said<Of<typeof closeShape>>;
export type Attestation = Said<Of<typeof attestShape>>;

export const readMotion = (record: Uint8Array): MotionRecord | undefined => parse(motionShape, record) as MotionRecord | undefined;

const saidShapes: Readonly<Record<number, Shape<{ readonly motion: string }>>> = { 21: ballotShape, 22: sealShape, 23: closeShape, 24: attestShape, 25: disputeShape, 26: withdrawalShape, 27: handCountShape, 28: secondCountShape, 29: seedShape, 36: sheetShape };

/** What is said in a motion by an entry of that kind. */
export const readSaid = (kind: number, record: Uint8Array): { readonly motion: string } | undefined => {
  const shape = saidShapes[kind];
  return shape === undefined ? undefined : parse(shape, record);
};

/** POLL-1, MEM-7. What is wrong with a motion by itself. */
export function faultOfMotion(motion: MotionRecord): string | null {
  const [least, most] = motion.method === "yes-no-abstain" || motion.method === "consensus" ? [0, 1] : [1, 50];
  if (motion.roll.length === 0) return "EmptyRoll";
  if (motion.options.length < least || motion.options.length > most) return "WrongNumberOfOptions";
  if (fillsSeveral(motion.method) || motion.method === "lots" ? motion.seats === undefined || motion.seats > motion.options.length : motion.seats !== undefined) return "WrongSeats";
  if ((motion.method === "dots") !== (motion.dots !== undefined)) return "WrongDots";
  if (motion.options.some(({ places }) => (places === undefined) === (motion.method === "sign-up"))) return "WrongPlaces";
  if (motion.advice === true && motion.kind !== "ordinary") return "AdviceOnMembers";
  if (!mayNameLot(motion)) return "WrongLots";
  if (!mayNameTellers(motion)) return "WrongTellers";
  const options = motion.options.map((o): Value => new Map<number, Value>([[1, o.title], [2, o.text], [3, o.necessity], [4, o.practicality], ...(o.places === undefined ? [] : [[5, o.places] as const])]));
  if (motion.textHash !== labelledHash("motion-text", motion.title, motion.situation, options)) return "WrongTextHash";
  if ((motion.kind === "repeal") === (motion.repeals === undefined)) return "RepealsWrong";
  const { kind, names, change } = motion;
  const unfit = faultOfMatter(motion);
  if (unfit !== null) return unfit;
  if (kind !== "ordinary" && kind !== "mandate" && motion.method !== "yes-no-abstain") return "NamesWrong";
  const [nobody, somebody] = [names.length === 0, names.length === 1];
  const fitting = { founding: true, naming: !nobody, ordinary: nobody, bylaws: nobody, repeal: nobody, mandate: nobody, admission: somebody, expulsion: somebody, reinstatement: somebody, recall: somebody };
  if (!fitting[kind]) return "NamesWrong";
  return kind === "bylaws" ? (change === undefined || motion.options.length > 0 ? "ChangeWrong" : null) : change === undefined ? null : "ChangeWrong";
}

function mayNameLot({ lots, method, kind, roll, redraws }: MotionRecord): boolean {
  if (lots === undefined) return method !== "lots" && redraws === undefined;
  const without = roll.filter((member) => redraws?.without.includes(member) === true);
  return ["ordinary", "mandate"].includes(kind) && !["yes-no-abstain", "consensus"].includes(method) && 2 * without.length < roll.length && (redraws === undefined || redraws.without.length > 0);
}
