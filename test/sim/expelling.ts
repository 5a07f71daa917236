/** Members who are expelled and go on writing, in every place of a group; and the orders in which it may be heard. */
import * as Y from "yjs";
import type { EntryId } from "../../shared/base/ids.ts";
import type { GroupFold } from "../../shared/client/group-fold.ts";
import { rollAbout } from "../../shared/client/opening.ts";
import { reportCodec, taskCodec, taskWordCodec } from "../../shared/deeds/records.ts";
import { postCodec, threadCodec } from "../../shared/discussion/records.ts";
import { commentCodec, documentCodec, documentNameCodec, documentUpdateCodec } from "../../shared/document/records.ts";
import { decodeUpdate, encodeUpdate, joinUpdates, type Update } from "../../shared/document/update.ts";
import { fileCodec } from "../../shared/files/records.ts";
import { itemCodec, itemPlaceCodec, shelfCodec } from "../../shared/library/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import type { Placed } from "../../shared/log/log.ts";
import { meetingCodec, meetingWordCodec } from "../../shared/meeting/records.ts";
import { everyoneHears, foldOf, type Machine } from "./machine.ts";
import type { Seeded } from "./seeded.ts";

const yes = { method: "yes-no-abstain", vote: "yes" } as const;

/** The first of them opens the motion, and all carry it. */
export async function decide(kind: "expulsion" | "reinstatement", about: Machine, by: readonly Machine[]): Promise<void> {
  const [mover] = by as readonly [Machine, ...Machine[]];
  const matter = { kind, names: [about.group.me] } as const;
  const motion = await mover.openMotion({ ...matter, roll: rollAbout(mover.group, matter) });
  for (const step of ["vote", "seal"] as const) {
    await everyoneHears(by);
    for (const m of by) await (step === "vote" ? m.vote(motion, yes) : m.seal(motion));
  }
  await everyoneHears(by);
  await mover.close(motion);
  await everyoneHears(by);
  for (const m of by) await m.attest(motion);
  await everyoneHears(by);
}

export const start = ({ group }: Machine, title: string): Promise<Placed> => group.author(kinds.thread, () => threadCodec.encode({ title, text: title }));
export const say = ({ group }: Machine, thread: EntryId, text: string): Promise<Placed> => group.author(kinds.post, () => postCodec.encode({ thread, text, replyTo: null, quote: null }));

export const draft = ({ group }: Machine, title: string): Promise<Placed> => group.author(kinds.document, () => documentCodec.encode({ title, folder: "" }));

/** What an editor that shows what this machine shows writes at the beginning, or at the end, of a text. */
export async function write({ group }: Machine, document: EntryId, words: string, at: "start" | "end" = "end"): Promise<Placed> {
  const { text } = group.fold.documents.all.get(document)!;
  text.settle();
  const doc = new Y.Doc({ gc: false });
  doc.transact((t) => {
    for (const update of text.updates) Y.applyUpdate(doc, update);
    t.local = true;
  });
  doc.clientID = text.view.next(group.own.device).client;
  const updates: Update[] = [];
  doc.on("update", (bytes: Uint8Array) => updates.push(decodeUpdate(bytes) as Update));
  const root = doc.getXmlFragment("content");
  doc.transact(() => {
    if (root.length === 0) root.insert(0, [new Y.XmlElement("paragraph")]);
    const paragraph = root.get(0) as Y.XmlElement;
    if (paragraph.length === 0) paragraph.insert(0, [new Y.XmlText()]);
    const line = paragraph.get(0) as Y.XmlText;
    line.insert(at === "start" ? 0 : line.length, words);
  });
  const after = text.heads;
  return group.author(kinds.documentUpdate, () => documentUpdateCodec.encode({ document, after, update: encodeUpdate(joinUpdates(updates)) }));
}

export function wordsOf(fold: GroupFold, document: EntryId): string {
  const { text } = fold.documents.all.get(document)!;
  text.settle();
  return text.live.words;
}

/** Something in each place that others can be about. */
export interface Things {
  readonly thread: EntryId;
  readonly document: EntryId;
  readonly shelf: EntryId;
  readonly item: EntryId;
  readonly task: EntryId;
  readonly motion: EntryId;
  readonly meeting: EntryId;
}

export async function furnish(m: Machine): Promise<Things> {
  const { group } = m;
  const thread = (await start(m, "The cellar key")).id;
  const document = (await draft(m, "The house rules")).id;
  const shelf = (await group.author(kinds.shelf, () => shelfCodec.encode({ title: "To read", about: "" }))).id;
  const item = (await group.author(kinds.shelfItem, () => itemCodec.encode({ shelf, names: null, title: "A book", note: "", place: 1 }))).id;
  const motion = (await m.openMotion()) as string as EntryId;
  const task = (await group.author(kinds.task, () => taskCodec.encode({ motion, title: "Paint the door", note: "" }))).id;
  const meeting = (await group.author(kinds.meeting, () => meetingCodec.encode({ title: "Monday", about: "", place: "yard", at: 1 }))).id;
  return { thread, document, shelf, item, task, motion, meeting };
}

/** Everything a machine can do to them, one after the other. */
export const doings: readonly ((m: Machine, on: Things, n: number) => Promise<unknown>)[] = [
  (m, { thread }, n) => say(m, thread, `said ${n}`),
  (m, { document }, n) => write(m, document, `w${n} `),
  (m, { document }, n) => write(m, document, `W${n} `, "start"),
  ({ group }, { document }, n) => group.author(kinds.documentName, () => documentNameCodec.encode({ document, title: `Name ${n}`, folder: "" })),
  ({ group }, { document }, n) => group.author(kinds.comment, () => commentCodec.encode({ document, from: Uint8Array.of(1), to: Uint8Array.of(1), quote: "", text: `comment ${n}` })),
  (m, _, n) => draft(m, `Draft ${n}`),
  ({ group }, { shelf }, n) => group.author(kinds.shelfItem, () => itemCodec.encode({ shelf, names: null, title: `Book ${n}`, note: "", place: n })),
  ({ group }, { item }, n) => group.author(kinds.itemPlace, () => itemPlaceCodec.encode({ item, place: n })),
  ({ group }, { task }, n) => group.author(kinds.taskWord, () => taskWordCodec.encode({ task, word: n % 2 === 0 ? "take" : "leave", note: `n ${n}` })),
  ({ group }, { motion }, n) => group.author(kinds.report, () => reportCodec.encode({ motion, state: "underway", text: `report ${n}`, next: null })),
  ({ group }, { meeting }, n) => group.author(kinds.meetingWord, () => meetingWordCodec.encode({ meeting, word: "item", text: `item ${n}` })!),
  ({ group }, _, n) => group.author(kinds.file, () => fileCodec.encode({ name: `file ${n}`, mediaType: "", size: 1, key: new Uint8Array(32), root: new Uint8Array(32) })),
];

export function shuffled<T>(all: readonly T[], seeded: Seeded): T[] {
  const out = all.slice();
  for (let at = out.length - 1; at > 0; at--) {
    const other = seeded.below(at + 1);
    [out[at], out[other]] = [out[other]!, out[at]!];
  }
  return out;
}

/** Folds of the same entries in other orders, looked at on the way or not. */
export function* inOtherOrders(of: Machine, seeded: Seeded, rounds: number): Iterable<GroupFold> {
  for (let round = 0; round < rounds; round++) {
    const entries = shuffled(of.entries, seeded);
    const fold = foldOf(of, round % 2 === 0 ? entries : []);
    if (round % 2 === 1) {
      for (const entry of entries) {
        fold.offer([entry]);
        fold.takeChanges();
        if (seeded.below(8) === 0) for (const { text } of fold.documents.all.values()) text.settle();
      }
    }
    yield fold;
  }
}
