/** The pages of the place "Discussions", as the router shows them. */
import { useRef } from "react";
import { Redirect, useLocation, useSearchParams } from "wouter";
import { paths } from "../../app/paths.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useFocusOnAnswer } from "./Composer.tsx";
import { useDiscussions } from "./discussions-model.ts";
import { DiscussionsView } from "./DiscussionsView.tsx";
import { useNewThread } from "./new-thread-model.ts";
import { NewThreadView } from "./NewThreadView.tsx";
import { useThreadPage } from "./thread-model.ts";
import { ThreadMissing, ThreadView } from "./ThreadView.tsx";

export function DiscussionsPage({ group }: { readonly group: string }) {
  const model = useDiscussions(group);
  return model ? <DiscussionsView {...model} /> : <main />;
}

/** `?post=` in the address leads to one post. Discussions of a motion or of something in the library stand on its page. */
export function ThreadPage({ group, thread }: { readonly group: string; readonly thread: string }) {
  const [search] = useSearchParams();
  const motions = useSnapshot({ query: "motions", group });
  const item = useSnapshot({ query: "item", group, item: thread });
  const post = search.get("post") ?? undefined;
  if (motions?.some((motion) => motion.id === thread)) return <Redirect to={paths.motion(group, thread, post)} replace />;
  if (item) return <Redirect to={paths.item(group, thread, post)} replace />;
  return <KnownThread group={group} thread={thread} post={post} />;
}

function KnownThread({ group, thread, post }: { readonly group: string; readonly thread: string; readonly post: string | undefined }) {
  const [, go] = useLocation();
  const scroll = useRef<HTMLElement>(null);
  const model = useThreadPage({ group, thread, target: post ?? null });
  const field = useFocusOnAnswer(model?.snapshot.composer.answering ?? null);
  if (model === undefined) return <main />;
  if (model === null) return <ThreadMissing group={group} onBack={() => go(paths.place(group, "discussions"))} />;
  return <ThreadView {...model} scroll={scroll} field={field} />;
}

export function NewThreadPage({ group }: { readonly group: string }) {
  return <NewThreadView {...useNewThread(group)} />;
}
