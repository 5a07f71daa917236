/** Offices, mandates, support, recall, and what other groups are shown of them (MAN-1…9). An office is named by the motion that made it. */
import * as v from "valibot";
import { mandateActNames } from "../mandate-names.ts";
import { bytes, count, fraction, id, text } from "./fields.ts";
import { methodNames } from "./motions.ts";

export const mandateCommands = [
  /**
   * Opens the motion that makes an office and, if all members give it, gives it at once. `constituents`: nobody means all members.
   * Without a method: yes or no where there is a seat for each of the holders, else they are ranked.
   */
  v.strictObject({
    type: v.literal("office.propose"),
    group: id,
    title: text,
    scope: text,
    instructions: text,
    constituents: v.array(id),
    seats: v.pipe(count, v.minValue(1)),
    acts: v.array(v.picklist(mandateActNames)),
    /** Of the constituents: support is lost when fewer are left. */
    floor: fraction,
    lapses: v.boolean(),
    /** Days after which whoever holds it is to be confirmed. */
    renewal: v.optional(v.pipe(count, v.minValue(1), v.maxValue(3650))),
    holders: v.array(id),
    method: v.optional(v.picklist(methodNames)),
    /** A lot settles ties, or says who is drawn (POLL-15); always with the method "lots". */
    lots: v.optional(v.literal(true)),
    grounds: text,
    deadline: v.optional(v.number()),
  }),
  /** Opens the motion that gives an office anew. Without a method: yes or no where there is a seat for each, else ranked. */
  v.strictObject({
    type: v.literal("office.certify"),
    group: id,
    office: id,
    nominees: v.pipe(v.array(id), v.minLength(1)),
    method: v.optional(v.picklist(methodNames)),
    lots: v.optional(v.literal(true)),
    instructions: v.optional(text),
    grounds: text,
    deadline: v.optional(v.number()),
  }),
  /** Of another: asks them to stand. Of oneself: stands, or does not, and lays the office down. */
  v.strictObject({ type: v.literal("office.nominate"), group: id, office: id, member: id, stands: v.boolean() }),
  /** All whom I support now, at most one a seat; nobody takes support back. */
  v.strictObject({ type: v.literal("office.support"), group: id, office: id, members: v.array(id) }),
  /** Asks for a vote on recalling a member, or (null) on giving the office anew. The name that is still missing opens the vote on a recall. */
  v.strictObject({ type: v.literal("office.petition"), group: id, office: id, recall: v.nullable(id), text, signs: v.boolean(), deadline: v.optional(v.number()) }),
  /** Done as a delegate, in the name of those who gave the mandate. */
  v.strictObject({ type: v.literal("office.act"), group: id, office: id, act: v.picklist(mandateActNames), text }),
  /** The record that shows who holds an office, for other groups. */
  v.strictObject({ type: v.literal("credential.write"), group: id, office: id }),
  /** Puts such a record of another group before this one. */
  v.strictObject({ type: v.literal("credential.present"), group: id, file: bytes }),
  /** Presents what changes in an office of `group` to `council` from now on: who is in both is seen to be. */
  v.strictObject({ type: v.literal("credential.link"), group: id, office: id, council: id, on: v.boolean() }),
] as const;
