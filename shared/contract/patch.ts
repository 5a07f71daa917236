/** Differences between snapshots, by the identity of their parts: 10,000 posts and one new one travel as one post. */
import type { Patch, Splice } from "./port.ts";

/** Null when the two have nothing in common that would be worth a patch. */
export function diff(before: unknown, after: unknown): Patch | null {
  if (Array.isArray(before) && Array.isArray(after)) return { set: {}, splices: [spliceOf("", before, after)] };
  if (!isFields(before) || !isFields(after)) return null;
  const keys = Object.keys(after);
  if (keys.length !== Object.keys(before).length) return null;
  const set: Record<string, unknown> = {};
  const splices: Splice[] = [];
  for (const key of keys) {
    const [old, now] = [before[key], after[key]];
    if (Object.is(old, now)) continue;
    if (Array.isArray(old) && Array.isArray(now)) splices.push(spliceOf(key, old, now));
    else set[key] = now;
  }
  return { set, splices };
}

export function apply(before: unknown, patch: Patch): unknown {
  const [whole] = patch.splices;
  if (whole?.field === "") return splice(before as readonly unknown[], whole);
  const after: Record<string, unknown> = { ...(before as Record<string, unknown>), ...patch.set };
  for (const one of patch.splices) after[one.field] = splice((before as Record<string, unknown>)[one.field] as readonly unknown[], one);
  return after;
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

function spliceOf(field: string, before: readonly unknown[], after: readonly unknown[]): Splice {
  let start = 0;
  while (start < before.length && start < after.length && Object.is(before[start], after[start])) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && Object.is(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  return { field, start, remove: before.length - start - end, items: after.slice(start, after.length - end) };
}

const splice = (list: readonly unknown[], { start, remove, items }: Splice): unknown[] => [...list.slice(0, start), ...items, ...list.slice(start + remove)];
