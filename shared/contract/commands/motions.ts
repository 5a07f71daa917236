/** Motions and ballots. */
import * as v from "valibot";
import { count, fraction, id, text, uploads } from "./fields.ts";

export const rankedMethods = ["schulze", "irv", "stv-scottish", "stv-meek"] as const;
export const methodNames = ["yes-no-abstain", "consensus", "approval", "score", "dots", "time-poll", "sign-up", "lots", ...rankedMethods] as const;

const index = v.pipe(v.number(), v.integer());
/** `places`: of a sign-up, and of nothing else. */
export const option = v.strictObject({ title: text, text, necessity: text, practicality: text, places: v.optional(v.pipe(count, v.minValue(1))) });

/** Choices by method: one word (also whether a lot shall fall); the approved options; 0 to 5 points each; dots for each; an answer to each time; where one takes a place; groups of equal rank, best first (option index, -1 = "None of these"). */
export const choiceSchema = v.variant("method", [
  v.strictObject({ method: v.literal("yes-no-abstain"), vote: v.picklist(["yes", "no", "abstain"]) }),
  v.strictObject({ method: v.literal("consensus"), position: v.picklist(["agree", "standAside", "block"]) }),
  v.strictObject({ method: v.literal("approval"), approved: v.pipe(v.array(index), v.readonly()) }),
  v.strictObject({ method: v.literal("score"), scores: v.pipe(v.array(count), v.readonly()) }),
  v.strictObject({ method: v.literal("dots"), dots: v.pipe(v.array(count), v.readonly()) }),
  v.strictObject({ method: v.literal("time-poll"), answers: v.pipe(v.array(v.picklist(["no", "ifNeedBe", "yes"])), v.readonly()) }),
  v.strictObject({ method: v.literal("sign-up"), taken: v.pipe(v.array(index), v.readonly()) }),
  v.strictObject({ method: v.literal("lots"), vote: v.picklist(["yes", "no", "abstain"]) }),
  v.strictObject({ method: v.picklist(rankedMethods), ranks: v.pipe(v.array(v.pipe(v.array(index), v.readonly())), v.readonly()) }),
]);

export const motionCommands = [
  v.strictObject({
    type: v.literal("motion.open"),
    group: id,
    title: text,
    situation: text,
    options: v.array(option),
    method: v.picklist(methodNames),
    /** Of methods that choose several. */
    seats: v.optional(v.pipe(count, v.minValue(1))),
    /** By dots: how many each member has to give. */
    dots: v.optional(v.pipe(count, v.minValue(1))),
    /** A lot settles ties, and which options are drawn (POLL-15); always with the method "lots". */
    lots: v.optional(v.literal(true)),
    /** Whose sheets count: two at least (POLL-11). */
    tellers: v.optional(v.array(id)),
    /** It asks what members think and binds nobody (POLL-12). */
    advice: v.optional(v.literal(true)),
    quorum: fraction,
    threshold: fraction,
    base: v.picklist(["cast", "present", "all"]),
    /** The motion that brought the bylaws it was written under; null: the founding. Not asked when absent. */
    under: v.optional(v.nullable(id)),
    deadline: v.number(),
    /** The mover when absent. */
    implementer: v.optional(id),
    reportBy: v.nullable(v.number()),
    /** The thread the motion came from. */
    thread: v.optional(id),
    files: uploads,
  }),
  v.strictObject({ type: v.literal("ballot.cast"), group: id, motion: id, choice: choiceSchema }),
  v.strictObject({ type: v.literal("ballot.withdraw"), group: id, motion: id }),
  /** "I am done": promise no later ballot (POLL-3). */
  v.strictObject({ type: v.literal("motion.seal"), group: id, motion: id }),
  /** Close now if enough have promised (POLL-4, 6). */
  v.strictObject({ type: v.literal("motion.close"), group: id, motion: id }),
  /** What I counted, of hands or paper; `second`: the count of another teller that I counted too (POLL-11). */
  v.strictObject({ type: v.literal("motion.countByHand"), group: id, motion: id, votes: v.array(count), second: v.optional(id) }),
  /** Who voted how on paper, by name, in place of what I entered before; null: gave none (POLL-11). */
  v.strictObject({ type: v.literal("motion.enterSheet"), group: id, motion: id, lines: v.pipe(v.array(v.strictObject({ member: id, choice: v.nullable(choiceSchema) })), v.readonly()) }),
  /** The mover takes it back (POLL-13). */
  v.strictObject({ type: v.literal("motion.withdraw"), group: id, motion: id }),
  /** Opens the motion to end a decision (POLL-14). */
  v.strictObject({ type: v.literal("motion.repeal"), group: id, motion: id, grounds: text, deadline: v.optional(v.number()) }),
  /** Puts it to the vote to draw a lot again without the numbers it waits for (POLL-15). */
  v.strictObject({ type: v.literal("motion.drawAgain"), group: id, motion: id, deadline: v.optional(v.number()) }),
  v.strictObject({ type: v.literal("motion.dispute"), group: id, motion: id, text }),
] as const;
