/**
 * The payloads of poll entries (POLL-1…6): motion, ballot, seal, close, attestation, dispute, withdrawal, counts by hand, sheets, numbers for a lot. Which it is says the
 * header's kind. What a record means together with others is judged in fault.ts.
 */
import type { Brand } from "../base/brand.ts";
import { fromHex, toHex } from "../base/bytes.ts";
import { type CborValue } from "../base/cbor.ts";
import { idLength, type ContentId, type EntryId, type MemberId, type MotionId, type ThreadId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, fields, flag, id, leftOut, list, listOrNone, nullable, numbered, record, sortedIds, text, time, whole, word, type Field, type RecordCodec } from "../base/record.ts";
import { labels } from "../crypto/labels.ts";
import { labelledHash, sizes } from "../crypto/sodium.ts";
import { kinds } from "../log/kind.ts";
import type { Act } from "../log/past.ts";
import { mostDots, type Choice, type MethodName } from "../tally/choice.ts";
import { bases, bylawsField, fractionField, type Bylaws, type Measure } from "./bylaws.ts";
import { choiceField, methods } from "./choice-field.ts";
import { mandateField, type MandateMatter } from "./mandate-field.ts";
import { motionKinds, type MotionKind } from "./motion-kind.ts";
import { sheetCodec, type Sheet } from "./sheet-field.ts";

export interface MotionOption {
  readonly title: string;
  readonly text: string;
  readonly necessity: string;
  readonly practicality: string;
  /** How many can take part in it: of a sign-up, and of nothing else. */
  readonly places?: number;
}

/** LAW-2. What a motion of kind "bylaws" puts in the place of what. */
export interface BylawsChange {
  readonly bylaws: Bylaws;
  /** The motion that brought those it replaces; null: the genesis. */
  readonly replaces: MotionId | null;
}

/** FILE-3. A file that goes with a motion. The content is said here too, so that the mover signs it and a record shows it. */
export interface MotionFile {
  readonly file: EntryId;
  readonly content: ContentId;
  readonly name: string;
  readonly size: number;
}

/** POLL-1. Nothing in it can be changed after opening; the cut of the roll is the entry's past. */
export interface Motion extends Measure {
  readonly title: string;
  readonly situation: string;
  readonly options: readonly MotionOption[];
  readonly kind: MotionKind;
  /** MEM-4, MEM-6, MEM-7: the members a motion is about that gives or takes a place, or takes a mandate back; of any other none. */
  readonly names: readonly MemberId[];
  readonly method: MethodName;
  /** Ascending. */
  readonly roll: readonly MemberId[];
  /** ms since 1970, judged by each member's own clock. */
  readonly deadline: number;
  /** POLL-10: secret ballots come later. */
  readonly secrecy: "open";
  readonly implementer: MemberId;
  readonly reportBy: number | null;
  readonly thread: ThreadId | null;
  readonly textHash: Hash;
  readonly files?: readonly MotionFile[];
  /** Of methods that fill several seats, and of no others. */
  readonly seats?: number;
  /** How many each member has to give, by dots and by nothing else. */
  readonly dots?: number;
  /** POLL-15. A lot settles what votes cannot tell, from a seed of numbers that voters throw in. */
  readonly lots?: true;
  /** POLL-15. The motion whose lot did not fall, and whose numbers the new one does without. */
  readonly redraws?: { readonly motion: MotionId; readonly without: readonly MemberId[] };
  /** POLL-11. Whose sheets are added to the ballots; none are where it is left out. */
  readonly tellers?: readonly MemberId[];
  /** POLL-14. The decision a repeal ends, and of nothing else. */
  readonly repeals?: MotionId;
  /** POLL-12. It asks what members think and binds nobody. */
  readonly advice?: true;
  /** Of changes of the bylaws, and of no others. */
  readonly change?: BylawsChange;
  /** Of mandates and recalls, and of no others. */
  readonly mandate?: MandateMatter;
}

/** POLL-2. An empty ballot (no choice) withdraws. */
interface Ballot {
  readonly motion: MotionId;
  readonly replaces: readonly EntryId[];
  readonly choice: Choice | null;
  /** POLL-15. Of the number its author throws in; with every choice where the motion is by lots, else never. */
  readonly commitment?: Uint8Array;
}

/** POLL-15. The number a counted ballot committed to. */
interface Seed {
  readonly motion: MotionId;
  readonly value: Uint8Array;
}

/** POLL-3. The promise to cast no later ballot; its past is what its author had heard. */
interface Seal {
  readonly motion: MotionId;
}

/** POLL-4. */
interface Close {
  readonly motion: MotionId;
  readonly seals: readonly EntryId[];
}

/** POLL-5. What its author counted. In round 1 it counts the close; in later rounds it rests on the attestations it lists. */
export interface Attestation {
  readonly motion: MotionId;
  readonly close: EntryId;
  readonly round: number;
  readonly result: Hash;
  readonly adopted: boolean;
  /** The winning option; null when nothing is adopted, and for yes/no. */
  readonly option: number | null;
  /** Attestations of the round before. */
  readonly lists: readonly EntryId[];
}

/** POLL-6. */
interface Dispute {
  readonly motion: MotionId;
  readonly text: string;
  readonly evidence: readonly EntryId[];
}

/** POLL-13. */
interface Withdrawal {
  readonly motion: MotionId;
}

/** POLL-11. Of hands or paper; by `handCountLines`. */
interface HandCount {
  readonly motion: MotionId;
  readonly votes: readonly number[];
}

/** POLL-11. What another teller makes of the same vote. */
interface SecondCount extends HandCount {
  readonly count: EntryId;
}

export type PollRecord =
  | ({ readonly type: "motion" } & Motion)
  | ({ readonly type: "ballot" } & Ballot)
  | ({ readonly type: "seal" } & Seal)
  | ({ readonly type: "close" } & Close)
  | ({ readonly type: "attest" } & Attestation)
  | ({ readonly type: "dispute" } & Dispute)
  | ({ readonly type: "withdrawal" } & Withdrawal)
  | ({ readonly type: "handCount" } & HandCount)
  | ({ readonly type: "secondCount" } & SecondCount)
  | ({ readonly type: "sheet" } & Sheet)
  | ({ readonly type: "seed" } & Seed);
export type PollRecordType = PollRecord["type"];
type PollRecordOf<T extends PollRecordType> = Extract<PollRecord, { type: T }>;

export type PollAct = Act<PollRecord>;
export type PollActOf<T extends PollRecordType> = Act<PollRecordOf<T>>;
export const isA = <T extends PollRecordType>(type: T, act: PollAct): act is PollActOf<T> => act.record.type === type;

/** Lower-case hex of 32 bytes: of a motion's text, or of a result. */
export type Hash = Brand<string, "Hash">;

/** Rounds beyond this are refused: each follows at least the delays of POLL-6. */
export const maxRound = 1000;
const maxEvidence = 100;
const maxTellers = 20;
/** Ballots of one member that do not follow each other: one per machine, a few when a machine was copied. */
const maxReplaced = 32;

/** The bytes of a record's payload. They may be longer than a payload may be (ENC-5): the log refuses those. */
export const encodePollRecord = (value: PollRecord): Uint8Array => (codecs[value.type] as RecordCodec<object>).encode(value);

/** Null for another kind, and for bytes that are not that record's one encoding within its bounds. */
export function decodePollRecord(kind: number, bytes: Uint8Array): PollRecord | null {
  const type = (Object.keys(codecs) as PollRecordType[]).find((name) => kinds[name] === kind);
  const value = type === undefined ? null : codecs[type].decode(bytes);
  return value === null ? null : ({ type, ...value } as PollRecord);
}

/** POLL-1. What the motion says to people, in one hash. */
export function motionTextHash(motion: Pick<Motion, "title" | "situation" | "options">): Hash {
  const options = motion.options.map((o): CborValue => optionField.write(o));
  return hashOf(labelledHash(labels.motionText, motion.title, motion.situation, options));
}

export const hashOf = (bytes: Uint8Array): Hash => toHex(bytes) as Hash;

const hashField: Field<Hash> = {
  write: (v) => fromHex(v),
  read: (v) => (v instanceof Uint8Array && v.length === idLength ? hashOf(v) : undefined),
};

const optionField: Field<MotionOption> = fields<MotionOption>({
  title: [1, text(limits.optionTitle)],
  text: [2, text(limits.optionText)],
  necessity: [3, text(limits.optionText)],
  practicality: [4, text(limits.optionText)],
  places: [5, leftOut(whole(1, limits.roll))],
});

const fileField: Field<MotionFile> = fields<MotionFile>({ file: [1, id<EntryId>()], content: [2, id<ContentId>()], name: [3, text(limits.fileName)], size: [4, whole(0, limits.fileSize)] });

/** Said, or left out. */
const yes: Field<true> = { write: () => true, read: (v) => (v === true ? true : undefined) };

const motionId = id<MotionId>();
/** Of each line; nobody counts more hands. */
const handVotes = list(whole(0, 1_000_000), limits.options);

/** By what they are, which is also what their kind is called. */
const codecs = {
  motion: record<Motion>({
    title: [1, text(limits.title)],
    situation: [2, text(limits.situation)],
    options: [3, list(optionField, limits.options)],
    kind: [4, numbered(motionKinds)],
    names: [5, sortedIds<MemberId>(limits.roll)],
    method: [6, word(methods)],
    roll: [7, sortedIds<MemberId>(limits.roll)],
    quorum: [8, fractionField],
    threshold: [9, fractionField],
    base: [10, word(bases)],
    deadline: [11, time],
    secrecy: [12, word(["open"])],
    implementer: [13, id<MemberId>()],
    reportBy: [14, nullable(time)],
    thread: [15, nullable(id<ThreadId>())],
    textHash: [16, hashField],
    files: [17, listOrNone(fileField, limits.filesInPost)],
    seats: [18, leftOut(whole(1, limits.options))],
    dots: [21, leftOut(whole(1, mostDots))],
    repeals: [22, leftOut(motionId)],
    advice: [24, leftOut(yes)],
    lots: [28, leftOut(yes)],
    tellers: [30, leftOut(sortedIds<MemberId>(maxTellers))],
    redraws: [29, leftOut(fields<NonNullable<Motion["redraws"]>>({ motion: [1, motionId], without: [2, sortedIds<MemberId>(limits.roll)] }))],
    change: [19, leftOut(fields<BylawsChange>({ bylaws: [1, bylawsField], replaces: [2, nullable(motionId)] }))],
    mandate: [20, leftOut(mandateField)],
  }),
  ballot: record<Ballot>({ motion: [1, motionId], replaces: [2, sortedIds<EntryId>(maxReplaced)], choice: [3, nullable(choiceField)], commitment: [4, leftOut(bytesOf(sizes.hash))] }),
  seal: record<Seal>({ motion: [1, motionId] }),
  close: record<Close>({ motion: [1, motionId], seals: [2, sortedIds<EntryId>(limits.roll)] }),
  attest: record<Attestation>({
    motion: [1, motionId],
    close: [2, id<EntryId>()],
    round: [3, whole(1, maxRound)],
    result: [4, hashField],
    adopted: [5, flag],
    option: [6, nullable(whole(0, limits.options - 1))],
    lists: [7, sortedIds<EntryId>(limits.roll)],
  }),
  dispute: record<Dispute>({ motion: [1, motionId], text: [2, text(limits.disputeText)], evidence: [3, sortedIds<EntryId>(maxEvidence)] }),
  withdrawal: record<Withdrawal>({ motion: [1, motionId] }),
  handCount: record<HandCount>({ motion: [1, motionId], votes: [2, handVotes] }),
  secondCount: record<SecondCount>({ motion: [1, motionId], votes: [2, handVotes], count: [3, id<EntryId>()] }),
  sheet: sheetCodec,
  seed: record<Seed>({ motion: [1, motionId], value: [2, bytesOf(sizes.hash)] }),
} satisfies { readonly [T in PollRecordType]: RecordCodec<Omit<PollRecordOf<T>, "type">> };
