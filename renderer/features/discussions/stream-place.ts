/**
 * Where a reader is in a stream of posts, in pixels: keeps the line being read where it is when posts join above it, tells
 * how far was read, and leads to a post or to the end. The stream scrolls with its page, so what stands above it counts.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { VirtualizerHandle } from "virtua";

/** Time a post is in sight, and how much of it, before it counts as read: ms and CSS pixels. */
const glance = 500;
const glimpse = 40;

export interface StreamPlace {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly virtual: RefObject<VirtualizerHandle | null>;
  /** Height of what stands above the stream in the scrolling page. */
  readonly above: number;
  /** To be called on each scroll. */
  readonly scrolled: () => void;
  /** Does a change of the rows that leaves the post at the upper edge where it is. */
  readonly hold: (change: () => void) => void;
  /** The row of the post a link led to takes the focus when it is first drawn. */
  readonly reachTarget: (row: HTMLElement | null) => void;
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
  const above = useAbove(list);
  const scrolled = useSeenPosts({ list, scroll, keys, onSeen });
  useArrival(source, virtual);

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

  const focused = useRef(false);
  const reachTarget = useCallback((row: HTMLElement | null) => {
    const post = row?.querySelector<HTMLElement>("[data-post]");
    if (!post || focused.current) return;
    focused.current = true;
    focusOnceShown(post);
  }, []);

  return { list, virtual, above, scrolled, hold, reachTarget };
}

/** Where the reader stands on coming, and after posting. */
function useArrival({ keys, atEnd, target, posted, scroll }: PlaceSource, virtual: RefObject<VirtualizerHandle | null>): void {
  const arrived = useRef(false);
  const written = useRef(posted);
  useEffect(() => {
    if (arrived.current || keys.length === 0) return;
    arrived.current = true;
    if (target === null && atEnd && !keys.includes("line")) virtual.current?.scrollToIndex(keys.length - 1, { align: "end", offset: dockHeight(scroll.current) });
  }, [keys, atEnd, target, virtual, scroll]);
  useEffect(() => {
    if (written.current === posted) return;
    written.current = posted;
    virtual.current?.scrollToIndex(keys.length - 1, { align: "end", offset: dockHeight(scroll.current) });
  }, [posted, keys, virtual, scroll]);
}

/** Height above the list, as it changes. The page is asked for by its place: its own ref is set only after these effects. */
function useAbove(list: RefObject<HTMLElement | null>): number {
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => {
    const page = list.current?.closest("main");
    if (!page) return;
    const measure = (): void => {
      if (list.current) setAbove(Math.round(list.current.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop));
    };
    const observer = new ResizeObserver(measure);
    for (const part of page.querySelectorAll("header, section, aside")) observer.observe(part);
    observer.observe(page);
    measure();
    return () => observer.disconnect();
  }, [list]);
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
    const last = postsOf(list.current).findLast((post) => post.getBoundingClientRect().top + glimpse < floor);
    if (last) onSeen(last.dataset["post"] ?? "");
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

/** A row is hidden until it has been measured, and what is hidden takes no focus. */
function focusOnceShown(element: HTMLElement): void {
  if (element.checkVisibility({ visibilityProperty: true })) element.focus();
  else if (element.isConnected) requestAnimationFrame(() => focusOnceShown(element));
}

/** How much of the page the composer covers. */
const dockHeight = (page: HTMLElement | null): number => (page ? page.getBoundingClientRect().bottom - lowerEdge(page) : 0);

const rowsOf = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
const postsOf = (list: HTMLElement | null): HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>("[data-post]") ?? [])];
const keyOf = (row: HTMLElement): string => row.dataset["row"] ?? "";
