/**
 * [LOG-5] What is said of a thing that is not here yet waits for it. Each such entry lies in the log, whose bounds are its own;
 * that it waited must cost no more than had the thing been here, in whatever order somebody sends them by the thousand.
 */
import { describe, expect, it } from "vitest";
import type { DeviceId, EntryId, MemberId } from "../../shared/base/ids.ts";
import { seconds } from "../../shared/base/units.ts";
import { Deeds, deedsState } from "../../shared/deeds/deeds.ts";
import { replyCodec, reviewCodec } from "../../shared/deeds/records.ts";
import { Discussion, discussionState, type Written } from "../../shared/discussion/discussion.ts";
import { editCodec, postCodec } from "../../shared/discussion/records.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { Library, libraryState } from "../../shared/library/library.ts";
import { itemCodec, itemWordsCodec } from "../../shared/library/records.ts";
import { Meetings, meetingsState } from "../../shared/meeting/meetings.ts";
import { meetingCodec, meetingWordCodec } from "../../shared/meeting/records.ts";

const many = 20_000;
const id = (n: number): EntryId => n.toString(16).padStart(64, "0") as EntryId;
const by = (lamport: number): Written => ({ id: id(lamport), author: id(1) as string as MemberId, device: id(2) as string as DeviceId, lamport, time: 0 });
const thing = id(9);

interface Fold {
  readonly add: (by: Written, kind: Kind, record: Uint8Array) => unknown;
  readonly state: () => unknown;
}
type Said = readonly [kind: Kind, record: Uint8Array];

const folds: Readonly<Record<string, { readonly fold: () => Fold; readonly made: Said; readonly word: Said }>> = {
  "replies to a review": {
    fold: () => withState(new Deeds(), deedsState),
    made: [kinds.review, reviewCodec.encode({ of: id(3), aim: "", done: "", learnt: "", self: "" })],
    word: [kinds.reply, replyCodec.encode({ review: thing, text: "No." })],
  },
  "words on a meeting": {
    fold: () => withState(new Meetings(), meetingsState),
    made: [kinds.meeting, meetingCodec.encode({ title: "Spring", about: "", place: "", at: 0 })],
    word: [kinds.meetingWord, meetingWordCodec.encode({ meeting: thing, word: "note", text: "Rain" })],
  },
  "new words for something on a shelf": {
    fold: () => withState(new Library(), libraryState),
    made: [kinds.shelfItem, itemCodec.encode({ shelf: id(3), names: null, title: "Tides", note: "", place: 1 })],
    word: [kinds.itemWords, itemWordsCodec.encode({ item: thing, title: "Low tides", note: "" })],
  },
  "edits of a post": {
    fold: () => withState(new Discussion(), discussionState),
    made: [kinds.post, postCodec.encode({ thread: id(3), text: "Low tide", replyTo: null, quote: null, files: [] })],
    word: [kinds.edit, editCodec.encode({ post: thing, text: "High tide" })],
  },
};

function withState<F extends Pick<Fold, "add">>(fold: F, state: (fold: F) => unknown): Fold {
  return { add: (...said) => fold.add(...said), state: () => state(fold) };
}

describe(`${many} words that wait`, () => {
  it.each(Object.keys(folds))("%s, the newest first, hold nobody up and come to the same", (name) => {
    const { fold, made, word } = folds[name]!;
    const lamports = Array.from({ length: many }, (_, i) => 100 + i);
    const known = fold();
    known.add({ ...by(9), id: thing }, ...made);
    for (const lamport of lamports) known.add(by(lamport), ...word);
    const early = fold();
    const before = process.cpuUsage();
    for (const lamport of lamports.toReversed()) early.add(by(lamport), ...word);
    early.add({ ...by(9), id: thing }, ...made);
    const { user, system } = process.cpuUsage(before);
    expect(early.state()).toEqual(known.state());
    expect((user + system) / 1000).toBeLessThan(seconds(2));
  });
});
