/** Ties a discussion's page to the engine. */
import { useMemo } from "react";
import { useBeforeYou } from "../../app/before-you.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { MemberRef, PostView } from "../../../shared/contract/snapshots.ts";
import { useAsked } from "./asked.ts";
import { useSelectedWords, type SelectedWords } from "./selected-words.ts";
import { useStream, type StreamActions } from "./stream-model.ts";
import type { ThreadPageActions, ThreadPageSnapshot } from "./ThreadView.tsx";

interface ThreadSource {
  readonly group: string;
  readonly thread: string;
  readonly target: string | null;
}

/** `undefined` until the engine has answered, `null` when the discussion is not here. */
export function useThreadPage({ group, thread, target }: ThreadSource): { snapshot: ThreadPageSnapshot; actions: ThreadPageActions } | null | undefined {
  const snapshot = useSnapshot({ query: "thread", group, thread });
  const allMotions = useSnapshot({ query: "motions", group });
  const threads = useSnapshot({ query: "threads", group });
  const motions = useMemo(
    () => (snapshot?.motions ?? []).flatMap(({ id }) => allMotions?.find((motion) => motion.id === id) ?? []),
    [snapshot?.motions, allMotions],
  );
  const { stream, actions, composer, composerActions } = useStream({ group, thread, snapshot, motions, target });
  const run = useRun();
  const asked = useAsked(group);
  const beforeYou = useBeforeYou(group);
  const selected = useSelectedWords();
  const people = useMemo(() => authorsOf(snapshot?.posts ?? []), [snapshot?.posts]);
  if (!snapshot) return snapshot;

  const first = snapshot.posts[0];
  return {
    snapshot: {
      group,
      id: thread,
      title: snapshot.title,
      before: snapshot.before ? beforeYou : null,
      begun: first && !snapshot.before ? { author: first.author, time: first.time } : null,
      posts: snapshot.posts.length,
      muted: snapshot.muted,
      people,
      motions,
      options: snapshot.posts.flatMap(({ id, option, retracted, author }) => (option === undefined || retracted ? [] : [{ post: id, title: option, author }])),
      stream,
      composer,
      threads: threads ?? [],
      asking: new Set(asked.map((ask) => ask.thread)),
    },
    actions: { stream: actions, composer: composerActions, selected, mute: (muted) => void run({ type: "thread.mute", group, thread, muted }), quoteSelected: () => quoteSelected(snapshot.posts, selected(), actions) },
  };
}

/** Answers the post whose words are selected, quoting them. */
export function quoteSelected(posts: readonly PostView[], words: SelectedWords | null, actions: StreamActions): void {
  const post = words && posts.find((each) => each.id === words.post);
  if (post && words) actions.answer(post, words.text);
}

/** Who wrote, in the order of their first posts. */
function authorsOf(posts: readonly PostView[]): readonly MemberRef[] {
  const authors = new Map<string, MemberRef>();
  for (const { author } of posts) if (!authors.has(author.id)) authors.set(author.id, author);
  return [...authors.values()];
}
