/** The profile of this machine, and looking for something in all of it. */
import * as v from "valibot";
import { searchPlaces } from "../search.ts";
import { count, id, text } from "./fields.ts";

export const profileCommands = [
  v.strictObject({ type: v.literal("profile.create"), name: text, passphrase: text }),
  v.strictObject({ type: v.literal("profile.unlock"), passphrase: text }),
  v.strictObject({ type: v.literal("profile.lock") }),
  v.strictObject({ type: v.literal("profile.changePassphrase"), current: text, next: text }),
  v.strictObject({ type: v.literal("profile.panic") }),
  v.strictObject({ type: v.literal("profile.setAddresses"), signalling: v.array(text), stun: v.array(text) }),
  /** A SOCKS5 proxy (`host:port`) for relays, of all groups; null for none. */
  v.strictObject({ type: v.literal("profile.setProxy"), proxy: v.nullable(text) }),
  /** LOG-7. Answers whether this profile is a copy of one that may still be in use elsewhere. */
  v.strictObject({ type: v.literal("profile.settleCopy"), isCopy: v.boolean() }),
  v.strictObject({ type: v.literal("draft.save"), key: text, text }),
  /** Bytes: files up to `auto` are fetched by themselves; fetched ones may take `quota` in each group. */
  v.strictObject({ type: v.literal("profile.setFileLimits"), auto: count, quota: count }),
  /**
   * Everywhere, or in one group, in one of its places, on the page of one thing, of one person, between two times. The
   * last word may be the beginning of one. Without words it finds the newest of what the filters let through.
   */
  v.strictObject({
    type: v.literal("search"),
    text,
    group: v.optional(id),
    place: v.optional(v.picklist(searchPlaces)),
    within: v.optional(id),
    person: v.optional(id),
    from: v.optional(v.number()),
    to: v.optional(v.number()),
    limit: v.optional(v.number()),
  }),
] as const;
