/**
 * Where a reader is in a stream of posts, in pixels: keeps the line being read where it is when posts join above it, tells
 * how far was read, and leads to a post or to the end. The stream scrolls with its page, so what stands above it counts.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { VirtualizerHandle } from "virtua";

/** Time a post is in sight before it counts as read. */
const glance = 500;

export interface StreamPlace {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly virtual: RefObject<VirtualizerHandle | null>;
  /** Height of what stands above the stream in the scrolling page. */
  readonly above: number;
  /** To be called on each scroll. */
  readonly scrolled: () => void;
  /** Does a change of the rows that leaves the post at the upper edge where it is. */
  readonly hold: (change: () => void) => void;
}

interface PlaceSource {
  readonly scroll: RefObject<HTMLElement | null>;
  readonly keys: readonly string[];
  readonly onSeen: (post: string) => void;
  /** Opens at the last post, unless something is new. */
  readonly atEnd: boolean;
  /** The post a link led to. */
  readonly target: string | null;
  /** Rises when a post of mine was added; leads to it. */
  readonly posted: number;
}

export function useStreamPlace(source: PlaceSource): StreamPlace {
  const { scroll, keys, onSeen } = source;
  const list = useRef<HTMLDivElement>(null);
  const virtual = useRef<VirtualizerHandle>(null);
  const held = useRef<{ key: string; offset: number } | null>(null);
  const above = useAbove(list, scroll);
  const scrolled = useSeenPosts({ list, scroll, keys, onSeen });
  useArrival(source, list, virtual);

  const hold = useCallback(
    (change: () => void) => {
      const edge = scroll.current?.getBoundingClientRect().top ?? 0;
      const row = rowsOf(list.current).find((each) => each.getBoundingClientRect().bottom > edge);
      held.current = row ? { key: keyOf(row), offset: edge - row.getBoundingClientRect().top } : null;
      change();
    },
    [scroll],
  );
  useLayoutEffect(() => {
    const at = held.current === null ? -1 : keys.indexOf(held.current.key);
    if (held.current !== null && at >= 0) virtual.current?.scrollToIndex(at, { align: "start", offset: held.current.offset });
    held.current = null;
  }, [keys]);

  return { list, virtual, above, scrolled, hold };
}

/** Where the reader stands on coming, and after posting. */
function useArrival({ keys, atEnd, target, posted, scroll }: PlaceSource, list: RefObject<HTMLElement | null>, virtual: RefObject<VirtualizerHandle | null>): void {
  const arrived = useRef(false);
  const written = useRef(posted);
  useEffect(() => {
    if (arrived.current || keys.length === 0) return;
    arrived.current = true;
    if (target !== null) rowsOf(list.current).find((row) => keyOf(row) === target)?.querySelector<HTMLElement>("[data-post]")?.focus();
    else if (atEnd && !keys.includes("line")) virtual.current?.scrollToIndex(keys.length - 1, { align: "end", offset: dockHeight(scroll.current) });
  }, [keys, atEnd, target, list, virtual, scroll]);
  useEffect(() => {
    if (written.current === posted) return;
    written.current = posted;
    virtual.current?.scrollToIndex(keys.length - 1, { align: "end", offset: dockHeight(scroll.current) });
  }, [posted, keys, virtual, scroll]);
}

/** Height above the list, as it changes. */
function useAbove(list: RefObject<HTMLElement | null>, scroll: RefObject<HTMLElement | null>): number {
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => {
    const page = scroll.current;
    if (!page) return;
    const measure = (): void => {
      if (list.current) setAbove(Math.round(list.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop));
    };
    const observer = new ResizeObserver(measure);
    for (const part of page.querySelectorAll("header, section, aside")) observer.observe(part);
    observer.observe(page);
    measure();
    return () => observer.disconnect();
  }, [list, scroll]);
  return above;
}

interface SeenSource extends Pick<PlaceSource, "scroll" | "keys" | "onSeen"> {
  readonly list: RefObject<HTMLElement | null>;
}

/** Says which post is the furthest whose beginning has been in sight for a glance. */
function useSeenPosts({ list, scroll, keys, onSeen }: SeenSource): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const look = useCallback(() => {
    timer.current = null;
    if (document.visibilityState !== "visible" || !scroll.current) return;
    const floor = lowerEdge(scroll.current);
    const seen = rowsOf(list.current).filter((row) => row.dataset["post"] !== undefined && row.getBoundingClientRect().top + 40 < floor);
    const last = seen.at(-1)?.dataset["post"];
    if (last !== undefined) onSeen(last);
  }, [list, scroll, onSeen]);
  const scrolled = useCallback(() => {
    timer.current ??= setTimeout(look, glance);
  }, [look]);
  useEffect(() => {
    scrolled();
    document.addEventListener("visibilitychange", scrolled);
    return () => {
      document.removeEventListener("visibilitychange", scrolled);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    };
  }, [scrolled, keys]);
  return scrolled;
}

/** The lower edge of what can be seen, above the composer. */
function lowerEdge(page: HTMLElement): number {
  const { bottom } = page.getBoundingClientRect();
  const composer = page.querySelector<HTMLElement>("[data-composer]");
  return composer ? Math.min(bottom, composer.getBoundingClientRect().top) : bottom;
}

/** How much of the page the composer covers. */
const dockHeight = (page: HTMLElement | null): number => (page ? page.getBoundingClientRect().bottom - lowerEdge(page) : 0);

const rowsOf = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
const keyOf = (row: HTMLElement): string => row.dataset["row"] ?? "";
