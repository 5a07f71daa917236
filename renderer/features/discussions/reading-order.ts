/**
 * What of a discussion stands on the page while someone reads it: "the line being read stays". Posts that sort after
 * the last one shown join below the unread line; posts that sort earlier wait until the reader asks for them.
 */
import type { PostView } from "../../../shared/contract/snapshots.ts";

/** A motion opened from the discussion, shown in its stream where its claimed time puts it. */
export interface OpenedMotion {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly mover: PostView["author"];
  readonly opened: number;
}

export interface Reading {
  /** Posts on the page. */
  readonly shown: ReadonlySet<string>;
  /** Posts read before, earlier than all on the page: behind "19 earlier posts". */
  readonly folded: ReadonlySet<string>;
  /** The post above which the unread line stands for this visit; null without one. */
  readonly line: string | null;
  /** The newest were here before the rest: what comes in between is history, and folds. */
  readonly history: boolean;
}

/** How many posts that I have read stay open when nothing is new. */
const openWhenAllRead = 12;

/** What is open when the reader comes: one read post for context, the line, the new; or the last few. */
export function openReading(posts: readonly PostView[], firstUnread: string | null, target: string | null): Reading {
  const led = posts.findIndex((post) => post.id === target);
  const at = led < 0 ? posts.findIndex((post) => post.id === firstUnread) : led;
  const from = at < 0 ? posts.length - openWhenAllRead : at - 1;
  // A link that would open one or two posts is not worth its line.
  const start = from <= 2 ? 0 : from;
  return { shown: ids(posts.slice(start)), folded: ids(posts.slice(0, start)), line: firstUnread, history: posts.some(({ ahead }) => ahead) };
}

/**
 * Takes in what arrived: later posts are shown, earlier ones wait, except what I have just written myself while a later
 * one came in. My own posts never begin the unread line. History that was still on its way folds as it comes.
 */
export function arrive(reading: Reading, posts: readonly PostView[]): Reading {
  const last = posts.findLastIndex((post) => reading.shown.has(post.id));
  const isNew = (post: PostView): boolean => !reading.shown.has(post.id) && !reading.folded.has(post.id);
  const arrived = posts.filter((post, at) => isNew(post) && (at > last || (post.author.me && !reading.history)));
  const earlier = reading.history ? posts.slice(0, last).filter(isNew) : [];
  if (arrived.length === 0 && earlier.length === 0) return reading;
  const line = reading.line ?? arrived.find((post) => !post.author.me)?.id ?? null;
  return { ...reading, shown: joined(reading.shown, ids(arrived)), folded: joined(reading.folded, ids(earlier)), line };
}

/** Posts that sort before something on the page and came after the reader did. */
export function waiting(reading: Reading, posts: readonly PostView[]): readonly PostView[] {
  return posts.filter((post) => !reading.shown.has(post.id) && !reading.folded.has(post.id));
}

export function folded(reading: Reading, posts: readonly PostView[]): readonly PostView[] {
  return posts.filter((post) => reading.folded.has(post.id));
}

export const unfold = (reading: Reading): Reading => ({ ...reading, shown: joined(reading.shown, reading.folded), folded: new Set() });

/** Puts the waiting posts in their places; if one belongs behind the fold, the fold opens. */
export function showWaiting(reading: Reading, posts: readonly PostView[]): Reading {
  const first = posts.findIndex((post) => reading.shown.has(post.id));
  const behind = waiting(reading, posts.slice(0, Math.max(first, 0))).length > 0;
  const open = behind ? unfold(reading) : reading;
  return { ...open, shown: joined(open.shown, ids(waiting(reading, posts))) };
}

const ids = (posts: readonly PostView[]): ReadonlySet<string> => new Set(posts.map((post) => post.id));
const joined = (one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> => new Set([...one, ...other]);

export type Item =
  | { readonly is: "post"; readonly key: string; readonly post: PostView }
  | { readonly is: "line"; readonly key: "line"; readonly count: number }
  | { readonly is: "motion"; readonly key: string; readonly motion: OpenedMotion };

/** The rows of the page in order. */
export function items(reading: Reading, posts: readonly PostView[], motions: readonly OpenedMotion[]): readonly Item[] {
  const list: Item[] = [];
  const ahead = [...motions].sort((a, b) => a.opened - b.opened);
  const shown = posts.filter((post) => reading.shown.has(post.id));
  const first = shown[0];
  const lineAt = shown.findIndex((post) => post.id === reading.line);
  while (reading.folded.size > 0 && first !== undefined && ahead[0] !== undefined && ahead[0].opened < first.time) ahead.shift();
  shown.forEach((post, i) => {
    while (ahead[0] !== undefined && i > 0 && ahead[0].opened < post.time) list.push(motionItem(ahead.shift()!));
    if (i === lineAt) list.push(lineItem(shown, lineAt));
    list.push({ is: "post", key: post.id, post });
  });
  return [...list, ...ahead.map(motionItem)];
}

const motionItem = (motion: OpenedMotion): Item => ({ is: "motion", key: `motion:${motion.id}`, motion });

/** Counts the posts of others below the line. */
const lineItem = (shown: readonly PostView[], at: number): Item => ({
  is: "line",
  key: "line",
  count: shown.slice(at).filter((post) => !post.author.me).length,
});
