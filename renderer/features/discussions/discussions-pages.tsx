/** The pages of the place "Discussions", as the router shows them. */
import { useRef } from "react";
import { useLocation, useSearchParams } from "wouter";
import { paths } from "../../app/paths.ts";
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

/** `?post=` in the address leads to one post. */
export function ThreadPage({ group, thread }: { readonly group: string; readonly thread: string }) {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const scroll = useRef<HTMLElement>(null);
  const model = useThreadPage({ group, thread, target: search.get("post") });
  const field = useFocusOnAnswer(model?.snapshot.composer.answering ?? null);
  if (model === undefined) return <main />;
  if (model === null) return <ThreadMissing group={group} onBack={() => go(paths.place(group, "discussions"))} />;
  return <ThreadView {...model} scroll={scroll} field={field} />;
}

export function NewThreadPage({ group }: { readonly group: string }) {
  return <NewThreadView {...useNewThread(group)} />;
}
