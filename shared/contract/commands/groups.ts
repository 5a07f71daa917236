/** Founding, joining and leaving groups; inviting; who belongs and who votes. */
import * as v from "valibot";
import { histories } from "../bylaws.ts";
import { id, text } from "./fields.ts";

export const groupCommands = [
  v.strictObject({ type: v.literal("group.found"), name: text, template: v.picklist(["assembly", "consensus", "union", "coop"]), history: v.optional(v.picklist(histories)) }),
  v.strictObject({ type: v.literal("group.join"), link: text }),
  v.strictObject({ type: v.literal("group.cancelJoin"), join: text }),
  v.strictObject({ type: v.literal("group.constitute"), group: id }),
  /** A fresh single-use invite. `days` until the machines of members stop admitting with it. */
  v.strictObject({ type: v.literal("invite.create"), group: id, days: v.optional(v.number()) }),
  v.strictObject({ type: v.literal("invite.revoke"), group: id, invite: id }),
  /** Opens the motion that names these members (all unnamed, unconflicted ones when absent). MEM-7. */
  v.strictObject({ type: v.literal("members.name"), group: id, members: v.optional(v.array(id)) }),
  /** Opens the motion to expel a member, or to take one back. Until its deadline they can answer in its discussion. MEM-4, MEM-6 */
  v.strictObject({ type: v.literal("member.propose"), group: id, member: id, what: v.picklist(["expulsion", "reinstatement"]), title: text, grounds: text, deadline: v.optional(v.number()) }),
  /** Folds a member's posts away, or unfolds them. On this machine alone. */
  v.strictObject({ type: v.literal("member.mute"), group: id, member: id, muted: v.boolean() }),
  /** ID-3. The number that was compared face to face and found the same; null: no longer. On this machine alone. */
  v.strictObject({ type: v.literal("member.compare"), group: id, member: id, number: v.nullable(text) }),
  /** Ends one's own membership. MEM-8 */
  v.strictObject({ type: v.literal("group.leave"), group: id }),
] as const;
