/** The stream of posts of a thread or a motion and what a reader can do in it: ties the engine to Stream and Composer. */
import { useCallback, useMemo, useState } from "react";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionRow, PostView, ThreadSnapshot } from "../../../shared/contract/snapshots.ts";
import { useAttaching, type Attaching } from "../files/attaching.ts";
import { useAsked } from "./asked.ts";
import { useDraft, type Draft } from "./draft.ts";
import { arrive, folded, items, openReading, showWaiting, unfold, waiting, type Item, type Reading } from "./reading-order.ts";

/** What the next post answers. */
export interface Answering {
  readonly post: string;
  readonly author: PostView["author"];
  readonly quote: string | null;
}

export interface StreamSnapshot {
  readonly group: string;
  readonly items: readonly Item[];
  /** All posts, shown or not. */
  readonly posts: number;
  readonly folded: { readonly count: number; readonly from: number; readonly to: number } | null;
  /** Posts that sort earlier than one on the page and wait to be asked for. */
  readonly waiting: number;
  /** Posts that ask me something I have not answered. */
  readonly asks: ReadonlySet<string>;
  readonly target: string | null;
  readonly marked: Marked | null;
  /** The post of mine that is being rewritten. */
  readonly editing: string | null;
  readonly refusal: Refusal | null;
}

/** Whose posts say so: of the member a motion is about, or of those who hold a mandate by it (MAN-8). */
export interface Marked {
  readonly members: readonly string[];
  readonly as: "concerned" | "delegate";
}

export interface PostActions {
  answer(post: PostView, quote: string | null): void;
  react(post: string, reaction: string): void;
  edit(post: string | null): void;
  retract(post: string): void;
}

export interface StreamActions extends PostActions {
  unfold(): void;
  showWaiting(): void;
  /** The furthest post seen. */
  seen(post: string): void;
}

export interface ComposerSnapshot {
  readonly draft: Draft;
  readonly answering: Answering | null;
  readonly refusal: Refusal | null;
  readonly attaching: Attaching;
  /** Names that "@" offers. */
  readonly people: readonly string[];
  /** POLL-16. The title under which the text is proposed as an option; null: it is a plain post. */
  readonly option: string | null;
  /** Counts posts of this visit, so that each is announced. */
  readonly posted: number;
}

export interface ComposerActions {
  write(text: string): void;
  answerNobody(): void;
  /** Null: not as an option after all. */
  propose(option: string | null): void;
  post(): void;
}

interface StreamSource {
  readonly group: string;
  /** A thread, a motion or an item of the library. */
  readonly thread: string;
  readonly snapshot: ThreadSnapshot | null | undefined;
  readonly motions: readonly MotionRow[];
  /** The post a link led to. */
  readonly target: string | null;
  readonly marked?: Marked | null;
  /** Words of a text outside the discussion that the next post quotes, unless it answers another. */
  readonly passage?: Draft;
}

export function useStream({ group, thread, snapshot, motions, target, marked = null, passage }: StreamSource) {
  const posts = snapshot?.posts ?? noPosts;
  const [reading, setReading] = useState<Reading | null>(null);
  // Set while rendering: what arrives joins the page in the same frame it is known in.
  if (snapshot) {
    const next = reading === null ? openReading(posts, snapshot.firstUnread, target) : arrive(reading, posts);
    if (next !== reading) setReading(next);
  }

  const asks = useAsks(group, thread);
  const { postActions, editing, refusal, answering, answerNobody } = usePostActions(group);
  const list = useMemo(() => (reading ? items(reading, posts, motions) : []), [reading, posts, motions]);
  const behind = useMemo(() => (reading ? folded(reading, posts) : []), [reading, posts]);
  const held = useMemo(() => (reading ? waiting(reading, posts).length : 0), [reading, posts]);
  const first = behind[0];
  const last = behind.at(-1);
  const seen = useSeen({ group, thread, posts, firstUnread: snapshot?.firstUnread ?? null });

  const stream: StreamSnapshot = {
    group,
    posts: posts.length,
    items: list,
    folded: first && last ? { count: behind.length, from: first.time, to: last.time } : null,
    waiting: held,
    asks,
    target,
    marked,
    editing,
    refusal,
  };
  const actions: StreamActions = {
    ...postActions,
    unfold: () => setReading((now) => now && unfold(now)),
    showWaiting: () => setReading((now) => now && showWaiting(now, posts)),
    seen,
  };
  return { stream, actions, ...useComposer({ group, thread, answering, answerNobody, passage }) };
}

/** Acts on posts; they keep their identity, so that a new post does not draw the others again. */
function usePostActions(group: string) {
  const run = useRun();
  const { act, refusal } = useAct();
  const [answering, setAnswering] = useState<Answering | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const postActions = useMemo<PostActions>(
    () => ({
      answer: (post, quote) => setAnswering({ post: post.id, author: post.author, quote }),
      react: (post, reaction) => void act(run({ type: "post.react", group, post, reaction })),
      edit: setEditing,
      retract: (post) => void act(run({ type: "post.retract", group, post })),
    }),
    [act, run, group],
  );
  return { postActions, editing, refusal, answering, answerNobody: useCallback(() => setAnswering(null), []) };
}

interface ComposerSource {
  readonly group: string;
  readonly thread: string;
  readonly answering: Answering | null;
  readonly answerNobody: () => void;
  readonly passage: Draft | undefined;
}

function useComposer({ group, thread, answering, answerNobody, passage }: ComposerSource) {
  const run = useRun();
  const { act, refusal } = useAct();
  const draft = useDraft(`thread:${thread}`);
  const attaching = useAttaching(group, `thread:${thread}`);
  const title = useDraft(`option:${thread}`);
  const [proposing, setProposing] = useState(false);
  const option = proposing || title.text !== "" ? title.text : null;
  const [posted, setPosted] = useState(0);
  const members = useSnapshot({ query: "members", group })?.members;
  const people = useMemo(() => (members ?? []).filter(({ me, standing }) => !me && (standing === "active" || standing === "suspended")).map(({ name }) => name), [members]);
  const composer: ComposerSnapshot = { draft, answering, refusal, attaching, people, option, posted };
  const composerActions: ComposerActions = {
    write: draft.write,
    answerNobody,
    propose: (next) => {
      setProposing(next !== null);
      if (next === null) title.clear();
      else title.write(next);
    },
    post: async () => {
      const text = draft.text.trim();
      const { uploads, reading } = attaching;
      if (reading || (text === "" && uploads.length === 0)) return;
      const quoted = answering === null ? (passage?.text.trim() ?? "") : (answering.quote ?? "");
      const reply = { ...(answering && { replyTo: answering.post }), ...(quoted !== "" && { quote: quoted }), ...(option !== null && { option }) };
      if (!(await act(run({ type: "post.write", group, thread, text, files: uploads.map(({ id }) => id), ...reply })))) return;
      draft.clear();
      title.clear();
      setProposing(false);
      if (answering === null) passage?.clear();
      answerNobody();
      setPosted((now) => now + 1);
    },
  };
  return { composer, composerActions };
}

/** Posts of a discussion that ask me something I have not answered. */
function useAsks(group: string, thread: string): ReadonlySet<string> {
  const asked = useAsked(group);
  return useMemo(() => new Set(asked.filter((ask) => ask.thread === thread).map((ask) => ask.post)), [asked, thread]);
}

interface SeenSource {
  readonly group: string;
  readonly thread: string;
  readonly posts: readonly PostView[];
  readonly firstUnread: string | null;
}

/** Marks what was read as one reads; says nothing about posts that were read before. */
function useSeen({ group, thread, posts, firstUnread }: SeenSource): (post: string) => void {
  const run = useRun();
  const place = useMemo(() => new Map(posts.map((post, at) => [post.id, at])), [posts]);
  return useCallback(
    (post) => {
      const at = place.get(post);
      const from = firstUnread === null ? undefined : place.get(firstUnread);
      if (at !== undefined && from !== undefined && at >= from) void run({ type: "thread.markRead", group, thread, upTo: post });
    },
    [run, group, thread, place, firstUnread],
  );
}

const noPosts: readonly PostView[] = [];
