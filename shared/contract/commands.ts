/**
 * What a person can ask of the engine, from the window or the command line. Each command is checked against its schema
 * at the edge and answered with its `Answers` type or a Refusal. Times are ms since 1970; durations ms. Texts are
 * people's words, limits in UTF-8 bytes are checked by the engine (ENC-5).
 */
import * as v from "valibot";
import { searchPlaces } from "./search.ts";

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const text = v.string();
const bytes = v.custom<Uint8Array>((given) => given instanceof Uint8Array);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Files that were read in and go with a text. */
const uploads = v.optional(v.array(text));
const fraction = v.strictObject({
  numerator: v.pipe(v.number(), v.integer(), v.minValue(0)),
  denominator: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** True: more than; false: at least. */
  strict: v.boolean(),
});

export const rankedMethods = ["schulze", "irv", "stv-scottish", "stv-meek"] as const;
export const methodNames = ["yes-no-abstain", "consensus", "approval", "score", ...rankedMethods] as const;

const index = v.pipe(v.number(), v.integer());
const option = v.strictObject({ title: text, text, necessity: text, practicality: text });

/** Choices by method: one word; the approved options; 0 to 5 points each; groups of equal rank, best first (option index, -1 = "None of these"). */
export const choiceSchema = v.variant("method", [
  v.strictObject({ method: v.literal("yes-no-abstain"), vote: v.picklist(["yes", "no", "abstain"]) }),
  v.strictObject({ method: v.literal("consensus"), position: v.picklist(["agree", "standAside", "block"]) }),
  v.strictObject({ method: v.literal("approval"), approved: v.pipe(v.array(index), v.readonly()) }),
  v.strictObject({ method: v.literal("score"), scores: v.pipe(v.array(count), v.readonly()) }),
  v.strictObject({ method: v.picklist(rankedMethods), ranks: v.pipe(v.array(v.pipe(v.array(index), v.readonly())), v.readonly()) }),
]);

export const commandSchema = v.variant("type", [
  // The profile of this machine
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

  // Groups
  v.strictObject({ type: v.literal("group.found"), name: text, template: v.picklist(["assembly"]) }),
  v.strictObject({ type: v.literal("group.join"), link: text }),
  v.strictObject({ type: v.literal("group.cancelJoin"), join: text }),
  /** SYNC-9. Makes the first of the two codes; `of` is a group, or one this machine asks to join. */
  v.strictObject({ type: v.literal("pair.show"), of: id }),
  /** Takes in what the other machine shows: its first code, which is answered, or the answer to mine. */
  v.strictObject({ type: v.literal("pair.take"), code: text }),
  v.strictObject({ type: v.literal("pair.stop") }),
  v.strictObject({ type: v.literal("group.constitute"), group: id }),
  /** A fresh single-use invite. `days` until the machines of members stop admitting with it. */
  v.strictObject({ type: v.literal("invite.create"), group: id, days: v.optional(v.number()) }),
  v.strictObject({ type: v.literal("invite.revoke"), group: id, invite: id }),
  /** Opens the motion that names these members (all unnamed, unconflicted ones when absent). MEM-7. */
  v.strictObject({ type: v.literal("members.name"), group: id, members: v.optional(v.array(id)) }),
  /** Opens the motion to expel a member, or to take one back. Until its deadline they can answer in its discussion. MEM-4, MEM-6 */
  v.strictObject({ type: v.literal("member.propose"), group: id, member: id, what: v.picklist(["expulsion", "reinstatement"]), title: text, grounds: text, deadline: v.optional(v.number()) }),
  /** Ends one's own membership. MEM-8 */
  v.strictObject({ type: v.literal("group.leave"), group: id }),

  // Bundles. One is read out, or taken in, piece by piece.
  /** What is not known to be with these members, or with everybody. */
  v.strictObject({ type: v.literal("bundle.write"), group: id, members: v.optional(v.array(id)) }),
  v.strictObject({ type: v.literal("bundle.read"), bundle: text }),
  v.strictObject({ type: v.literal("bundle.open") }),
  v.strictObject({ type: v.literal("bundle.take"), bundle: text, bytes }),
  v.strictObject({ type: v.literal("bundle.finish"), bundle: text }),
  v.strictObject({ type: v.literal("bundle.drop"), bundle: text }),

  // Relays of a group (SYNC-6)
  v.strictObject({ type: v.literal("relay.add"), group: id, address: text }),
  v.strictObject({ type: v.literal("relay.remove"), group: id, address: text }),
  /** Does not wait for the next look. */
  v.strictObject({ type: v.literal("relay.look"), group: id }),
  // Folders that machines share. A whole path; null: where one begins to look.
  v.strictObject({ type: v.literal("folder.within"), folder: v.nullable(text) }),
  v.strictObject({ type: v.literal("folder.add"), group: id, folder: text }),
  /** Its files stay. */
  v.strictObject({ type: v.literal("folder.remove"), group: id, folder: text }),
  /** Looks through all of them at once, and answers when that is done. */
  v.strictObject({ type: v.literal("folder.look"), group: id }),

  // Discussions
  v.strictObject({ type: v.literal("thread.start"), group: id, title: text, text, files: uploads }),
  /** `thread` is a thread, a motion, an item of the library or a comment on a document. */
  v.strictObject({ type: v.literal("post.write"), group: id, thread: id, text, replyTo: v.optional(id), quote: v.optional(text), files: uploads }),
  v.strictObject({ type: v.literal("post.edit"), group: id, post: id, text }),
  v.strictObject({ type: v.literal("post.retract"), group: id, post: id }),
  /** One short text (an emoji) per member and post counts; an empty one takes it back. */
  v.strictObject({ type: v.literal("post.react"), group: id, post: id, reaction: text }),
  v.strictObject({ type: v.literal("thread.markRead"), group: id, thread: id, upTo: id }),

  /** Nothing from a discussion, or of a motion, is told of. On this machine alone. */
  v.strictObject({ type: v.literal("thread.mute"), group: id, thread: id, muted: v.boolean() }),
  /** Before notices are shown: answers those of them that were not told before, and never again. */
  v.strictObject({ type: v.literal("notices.tell"), group: id, notices: v.array(text) }),

  // Library
  v.strictObject({ type: v.literal("shelf.make"), group: id, title: text, about: text }),
  v.strictObject({ type: v.literal("shelf.change"), group: id, shelf: id, title: text, about: text }),
  /** `names` is what of the group is to be read; without it `title` says what: a book, an address. */
  v.strictObject({ type: v.literal("shelf.add"), group: id, shelf: id, names: v.optional(id), title: text, note: text }),
  v.strictObject({ type: v.literal("item.change"), group: id, item: id, title: text, note: text }),
  /** Before another item of the same shelf, or to the end. Anyone may (LIB-2). */
  v.strictObject({ type: v.literal("item.move"), group: id, item: id, before: v.nullable(id) }),
  /** A shelf with nothing on it, or an item; false puts it back. */
  v.strictObject({ type: v.literal("library.remove"), group: id, of: id, removed: v.boolean() }),
  /** Kept here; told to the others only while `shared` (LIB-3). */
  v.strictObject({ type: v.literal("item.progress"), group: id, item: id, state: v.picklist(["none", "reading", "read"]), shared: v.boolean() }),
  // Documents
  /** `folder`: names joined by "/"; empty at the top. */
  v.strictObject({ type: v.literal("document.create"), group: id, title: text, folder: text }),
  v.strictObject({ type: v.literal("document.rename"), group: id, document: id, title: text, folder: text }),
  /** An update as the window's Y.Doc gave it, written under the `client` and in the `generation` of the document's snapshot (DOC-3). */
  v.strictObject({ type: v.literal("document.write"), group: id, document: id, generation: count, update: bytes }),
  /** Done for now (blur, close): what was written becomes an entry at once. */
  v.strictObject({ type: v.literal("document.flush"), group: id, document: id }),
  /** Where my caret is, in the window's own bytes; shown to connected members while they and I have the document open. */
  v.strictObject({ type: v.literal("document.point"), group: id, document: id, caret: v.nullable(bytes) }),
  /** The document as these of its updates and all they rest on make it, as a Yjs state (DOC-5): a version of its history, or heads. */
  v.strictObject({ type: v.literal("document.at"), group: id, document: id, heads: v.array(id) }),
  /** `from` and `to`: Yjs relative positions. Replies are posts whose thread is the comment. */
  v.strictObject({ type: v.literal("comment.add"), group: id, document: id, from: bytes, to: bytes, quote: text, text }),
  v.strictObject({ type: v.literal("comment.resolve"), group: id, comment: id, resolved: v.boolean() }),
  // Files. One is read in piece by piece, then posted with a text or shared by itself.
  /** `place`: the draft it belongs to. */
  v.strictObject({ type: v.literal("file.begin"), group: id, place: text, name: text, mediaType: text, size: count }),
  v.strictObject({ type: v.literal("file.append"), group: id, upload: text, bytes }),
  v.strictObject({ type: v.literal("file.finish"), group: id, upload: text }),
  v.strictObject({ type: v.literal("file.abandon"), group: id, upload: text }),
  v.strictObject({ type: v.literal("file.share"), group: id, upload: text }),
  v.strictObject({ type: v.literal("file.fetch"), group: id, file: id }),
  v.strictObject({ type: v.literal("file.stop"), group: id, file: id }),
  /** Kept: not cleared to make room, nor when its author takes it back. */
  v.strictObject({ type: v.literal("file.keep"), group: id, file: id, keep: v.boolean() }),
  v.strictObject({ type: v.literal("file.clear"), group: id, file: id }),
  /** Its author takes it back: the machines of those who do not keep it let go of its bytes. */
  v.strictObject({ type: v.literal("file.remove"), group: id, file: id }),
  v.strictObject({ type: v.literal("file.read"), group: id, file: id, at: count, length: count }),

  // Motions
  v.strictObject({
    type: v.literal("motion.open"),
    group: id,
    title: text,
    situation: text,
    options: v.array(option),
    method: v.picklist(methodNames),
    /** Of methods that fill several. */
    seats: v.optional(v.pipe(count, v.minValue(1))),
    quorum: fraction,
    threshold: fraction,
    base: v.picklist(["cast", "present", "all"]),
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
  v.strictObject({ type: v.literal("motion.dispute"), group: id, motion: id, text }),

  // Records
  v.strictObject({ type: v.literal("record.export"), group: id, motion: id }),
  v.strictObject({ type: v.literal("record.verify"), file: bytes, group: v.optional(id) }),
]);

export type Command = v.InferOutput<typeof commandSchema>;
export type CommandType = Command["type"];
export type Choice = v.InferOutput<typeof choiceSchema>;
export type Fraction = v.InferOutput<typeof fraction>;
export type MotionOptionInput = v.InferOutput<typeof option>;
export type MethodName = (typeof methodNames)[number];
