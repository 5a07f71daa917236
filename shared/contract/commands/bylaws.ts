/** The rules of a group, and admission as they ask for it (LAW-1…5). */
import * as v from "valibot";
import { bases, histories, templates, type Bylaws } from "../bylaws.ts";
import { fraction, id, text } from "./fields.ts";

const measure = { quorum: fraction, threshold: fraction, base: v.picklist(bases) };
const days = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3650));

const bylawsSchema = v.strictObject({
  template: v.picklist(templates),
  whoInvites: v.picklist(["everyMember", "voters"]),
  ...measure,
  deadlineDays: v.pipe(days, v.minValue(1)),
  ties: v.picklist(["fail", "runOff"]),
  history: v.picklist(histories),
  changing: v.nullable(v.strictObject(measure)),
  expelling: v.nullable(v.strictObject(measure)),
  admission: v.picklist(["byNaming", "byMotion"]),
  sponsors: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
  probationDays: days,
  noticeDays: days,
  binding: v.picklist(["certified", "provisionalIfReversible"]),
  dormantAfterDays: days,
  petition: fraction,
  usualMethod: v.picklist(["yes-no-abstain", "consensus"]),
}) satisfies v.GenericSchema<unknown, Bylaws>;

export const bylawsCommands = [
  /** Opens the motion. `replaces`: the motion that brought the bylaws it was written under; null: the founding. */
  v.strictObject({ type: v.literal("bylaws.change"), group: id, title: text, grounds: text, bylaws: bylawsSchema, replaces: v.nullable(id), deadline: v.optional(v.number()) }),
  /** Stands for a newcomer. */
  v.strictObject({ type: v.literal("member.sponsor"), group: id, member: id }),
  /** Opens the motion that gives a newcomer a vote. */
  v.strictObject({ type: v.literal("member.admit"), group: id, member: id, title: text, grounds: text, deadline: v.optional(v.number()) }),
] as const;
