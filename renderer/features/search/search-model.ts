/** Ties the search page to the engine: asks as one types, and shows the newest answer alone. */
import { useEffect, useRef, useState } from "react";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { days } from "../../../shared/base/units.ts";
import type { SearchAnswer } from "../../../shared/contract/search.ts";
import { nothingLooked, useKeptSearch, type Looked, type Since } from "./kept-search.tsx";
import type { SearchActions, SearchSnapshot } from "./SearchView.tsx";

const spans: Record<Exclude<Since, "any">, number> = { week: days(7), month: days(31), year: days(366) };
/** While things are still put into the index, the question is asked again so often. */
const again = 2_000;

export function useSearch(group: string): { snapshot: SearchSnapshot; actions: SearchActions } {
  const run = useRun();
  const kept = useKeptSearch();
  const groups = useSnapshot({ query: "groups" }) ?? [];
  const members = useSnapshot({ query: "members", group })?.members ?? [];
  const same = kept.group === group;
  const [looked, setLooked] = useState<Looked>(same ? kept.looked : nothingLooked);
  const [answer, setAnswer] = useState<SearchAnswer | null>(same ? kept.answer : null);
  const asked = useRef(0);

  const asks = looked.text.trim() !== "" || looked.person !== null;
  useEffect(() => {
    const mine = ++asked.current;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const ask = async (): Promise<void> => {
      const found = asks ? await run(commandOf(group, looked)) : null;
      if (asked.current !== mine) return;
      const shown = found?.ok === true ? found.value : null;
      Object.assign(kept, { group, looked, answer: shown });
      setAnswer(shown);
      if (shown !== null && shown.pending > 0) timer = setTimeout(() => void ask(), again);
    };
    void ask();
    return () => {
      if (timer !== null) clearTimeout(timer);
    };
  }, [run, kept, group, looked, asks]);
  useEffect(
    () => () => {
      asked.current = -1;
    },
    [],
  );

  return {
    snapshot: {
      looked,
      hits: asks ? (answer?.hits ?? null) : null,
      pending: answer?.pending ?? 0,
      groupNames: new Map(groups.map((row) => [row.id, row.name])),
      people: members.map(({ id, name }) => ({ id, name })),
    },
    actions: { look: (change) => setLooked((before) => ({ ...before, ...change })) },
  };
}

function commandOf(group: string, { text, where, person, since }: Looked) {
  return {
    type: "search",
    text,
    ...(where !== "all" && { group }),
    ...(where !== "all" && where !== "group" && { place: where }),
    ...(person !== null && { person }),
    ...(since !== "any" && { from: Date.now() - spans[since] }),
  } as const;
}
