/** Beginning on this machine, founding and joining: what the engine says and does about it. */
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useInvitation } from "../../app/deep-link.ts";
import { paths } from "../../app/paths.ts";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { History, Template } from "../../../shared/contract/bylaws.ts";
import type { BackActions, BackSnapshot } from "./BackDoor.tsx";
import type { FoundSnapshot } from "./FoundDoor.tsx";
import type { JoinActions, JoinSnapshot } from "./JoinDoor.tsx";
import type { WelcomeActions, WelcomeSnapshot } from "./WelcomeView.tsx";

export function useWelcome(): { snapshot: WelcomeSnapshot; actions: WelcomeActions } {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const { link } = useInvitation();
  return {
    snapshot: { busy, refusal, invited: link !== null },
    actions: { begin: (name, passphrase) => void act(run({ type: "profile.create", name, passphrase })) },
  };
}

export function useFound(): { snapshot: FoundSnapshot; found: (name: string, template: Template, history: History) => void } {
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();

  async function found(name: string, template: Template, history: History): Promise<void> {
    const done = await act(run({ type: "group.found", name, template, ...(history !== "all" && { history }) }));
    if (done) go(paths.invite(done.answer.group));
  }
  return { snapshot: { busy, refusal }, found: (name, template, history) => void found(name, template, history) };
}

/** `awaits`: a join that was asked for elsewhere on this page leads into its group too. */
export function useJoin(): { snapshot: JoinSnapshot; actions: JoinActions; awaits: (join: string) => void } {
  const run = useRun();
  const [, go] = useLocation();
  const { act, busy, refusal } = useAct();
  const { link, used } = useInvitation();
  const joins = useSnapshot({ query: "joins" }) ?? [];

  // A join that ends while this page is open leads into the group; those that ended before are left alone.
  const awaited = useRef(new Set<string>());
  const arrived = joins.find((join) => join.state.is === "joined" && awaited.current.has(join.id));
  useEffect(() => {
    for (const join of joins) if (join.state.is !== "joined" && join.state.is !== "refused") awaited.current.add(join.id);
  });
  useEffect(() => {
    if (arrived) go(paths.place(arrived.group, "agenda"));
  }, [arrived, go]);

  async function ask(asked: string): Promise<void> {
    const done = await act(run({ type: "group.join", link: asked }));
    if (!done) return;
    awaited.current.add(done.answer.join);
    used();
  }
  return {
    snapshot: { busy, refusal, link, joins: joins.filter(({ returns }) => !returns) },
    actions: {
      join: (asked) => void ask(asked),
      cancel: (join) => void act(run({ type: "group.cancelJoin", join })),
    },
    awaits: (join) => void awaited.current.add(join),
  };
}

/** ID-6. */
export function useBack(awaits: (join: string) => void): { snapshot: BackSnapshot; actions: BackActions } {
  const run = useRun();
  const { act, busy, refusal } = useAct();
  const joins = useSnapshot({ query: "joins" }) ?? [];
  const written = useSnapshot({ query: "identity" })?.written ?? null;

  /** Words of one group, until its link is here. */
  const [ofOne, setOfOne] = useState<string | null>(null);

  async function enter(words: string, replace: boolean): Promise<boolean> {
    const entered = await run({ type: "identity.enter", words, replace });
    if (!entered.ok && entered.error.kind === "WordsOfNoGroup") {
      setOfOne(words);
      return true;
    }
    return (await act(Promise.resolve(entered))) !== null;
  }
  async function comeBack(link: string, lost: boolean): Promise<void> {
    const done = await act(run({ type: "identity.return", link, lost, ...(ofOne === null ? {} : { words: ofOne }) }));
    if (!done) return;
    setOfOne(null);
    awaits(done.answer.join);
  }
  return {
    snapshot: { haveWords: written !== null, ofOneGroup: ofOne !== null, busy, refusal, joins: joins.filter(({ returns }) => returns) },
    actions: {
      enter,
      comeBack: (link, lost) => void comeBack(link, lost),
      cancel: (join) => void act(run({ type: "group.cancelJoin", join })),
    },
  };
}
