/**
 * Ordering options by drag, buttons or keys: ties the steps of ranking.ts to what a voter does. The order belongs to the
 * voter alone; nothing that arrives touches it.
 */
import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { canStep, lift, moveTo, nudge, putBack, putDown, rows, startRanking, step, undo, type Ranking } from "./ranking.ts";

/** What was done last, for the live region. */
export type RankingNews = { readonly did: "moved" | "lifted" | "putBack" | "putDown"; readonly option: number };

export interface RankingHandle {
  readonly ranking: Ranking;
  readonly rows: readonly number[];
  readonly list: RefObject<HTMLOListElement | null>;
  readonly news: RankingNews | null;
  readonly canStep: (option: number, by: -1 | 1) => boolean;
  readonly nudge: (option: number, by: -1 | 1) => void;
  readonly undo: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>, option: number) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>, option: number) => void;
}

interface RankingSource {
  readonly options: number;
  readonly initial: readonly number[];
  /** Called on each step, also while an option is lifted. */
  readonly onChange: (ranking: Ranking) => void;
}

/** How far a pointer goes before it drags, in CSS pixels. */
const dragThreshold = 4;

export function useRanking({ options, initial, onChange }: RankingSource): RankingHandle {
  const [ranking, setRanking] = useState<Ranking>(() => startRanking(initial));
  const [news, setNews] = useState<RankingNews | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const shown = rows(ranking, options);
  useGlide(list, shown);

  // One hand at a time: each act starts from the newest order, even between two draws.
  const newest = useRef(ranking);
  const change = useCallback(
    (next: Ranking, did: RankingNews["did"], option: number) => {
      if (next === newest.current) return;
      newest.current = next;
      setRanking(next);
      setNews({ did, option });
      onChange(next);
    },
    [onChange],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, option: number): void => {
    const now = newest.current;
    const lifted = now.lifted?.option === option;
    const undoing = (event.ctrlKey || event.metaKey) && event.code === "KeyZ";
    if (undoing) change(undo(now), "moved", option);
    else if (event.key === " ") change(lifted ? putDown(now) : lift(putDown(now), option), lifted ? "putDown" : "lifted", option);
    else if (event.key === "Enter" && lifted) change(putDown(now), "putDown", option);
    else if (event.key === "Escape" && lifted) change(putBack(now), "putBack", option);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const by = event.key === "ArrowUp" ? -1 : 1;
      if (lifted) change(step(now, by), "moved", option);
      else handleBeside(list.current, event.currentTarget, by)?.focus();
    } else return;
    event.preventDefault();
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>, option: number): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    drag(event, {
      lift: () => change(lift(putDown(newest.current), option), "lifted", option),
      over: (y) => change(moveTo(newest.current, placeAt(list.current, option, y, newest.current)), "moved", option),
      drop: () => change(putDown(newest.current), "putDown", option),
      cancel: () => change(putBack(newest.current), "putBack", option),
    });
  };

  return {
    ranking,
    rows: shown,
    list,
    news,
    canStep: (option, by) => canStep(ranking, option, by),
    nudge: (option, by) => change(nudge(newest.current, option, by), "moved", option),
    undo: () => change(undo(newest.current), "moved", newest.current.lifted?.option ?? shown[0] ?? 0),
    onKeyDown,
    onPointerDown,
  };
}

interface DragActs {
  lift(): void;
  over(y: number): void;
  drop(): void;
  cancel(): void;
}

/** Follows one pointer from its press until it is let go, or Escape puts back. */
function drag(event: PointerEvent<HTMLElement>, acts: DragActs): void {
  const start = event.clientY;
  let dragging = false;
  const watch = new AbortController();
  const { signal } = watch;
  const moved = (move: globalThis.PointerEvent): void => {
    if (move.pointerId !== event.pointerId) return;
    if (!dragging && Math.abs(move.clientY - start) < dragThreshold) return;
    if (!dragging) acts.lift();
    dragging = true;
    acts.over(move.clientY);
  };
  const end = (act: () => void): void => {
    watch.abort();
    if (dragging) act();
  };
  window.addEventListener("pointermove", moved, { signal });
  window.addEventListener("pointerup", () => end(acts.drop), { signal });
  window.addEventListener("pointercancel", () => end(acts.cancel), { signal });
  window.addEventListener(
    "keydown",
    (key) => {
      if (key.key === "Escape") end(acts.cancel);
    },
    { signal },
  );
}

/** The place above the line a pointer is over; past the last ranked, below the line. */
function placeAt(list: HTMLElement | null, option: number, y: number, ranking: Ranking): number {
  const line = list?.querySelector<HTMLElement>("[data-line]");
  if (!list || (line && y > line.getBoundingClientRect().bottom)) return Number.POSITIVE_INFINITY;
  const others = ranking.ranked.filter((each) => each !== option);
  const before = others.filter((each) => {
    const row = list.querySelector<HTMLElement>(`[data-option="${each}"]`)?.getBoundingClientRect();
    return row !== undefined && y > row.top + row.height / 2;
  });
  return before.length;
}

function handleBeside(list: HTMLElement | null, handle: HTMLElement, by: -1 | 1): HTMLElement | undefined {
  const handles = [...(list?.querySelectorAll<HTMLElement>("[data-handle]") ?? [])];
  return handles[handles.indexOf(handle) + by];
}

/** Rows glide to their new places in 160 ms; with reduced motion they are there at once. */
function useGlide(list: RefObject<HTMLElement | null>, shown: readonly number[]): void {
  const tops = useRef(new Map<string, number>());
  const order = shown.join();
  useLayoutEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const now = new Map<string, number>();
    for (const row of list.current?.querySelectorAll<HTMLElement>("[data-option]") ?? []) {
      const key = row.dataset["option"] ?? "";
      now.set(key, row.offsetTop);
      const gone = (tops.current.get(key) ?? row.offsetTop) - row.offsetTop;
      if (gone !== 0 && !still) row.animate([{ translate: `0 ${gone}px` }, { translate: "0 0" }], { duration: 160, easing: "cubic-bezier(.2, 0, 0, 1)" });
    }
    tops.current = now;
  }, [list, order]);
}
