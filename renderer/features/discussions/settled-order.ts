/** Rows of a list on screen keep the order and the part they had when one came; new ones wait until they are asked for. */
import { useState } from "react";

export interface Settled<T> {
  readonly rows: readonly T[];
  /** Rows that came since. */
  readonly arrived: number;
  readonly show: () => void;
}

/** `undefined` rows are still being read. The answer has each row's newest content. */
export function useSettledOrder<T extends { readonly id: string }>(rows: readonly T[] | undefined): Settled<T> | undefined {
  const [order, setOrder] = useState<readonly string[] | null>(null);
  if (rows === undefined) return undefined;
  const now = rows.map((row) => row.id);
  // A list that was empty has no order anyone could be looking at.
  const kept = order === null || order.length === 0 ? now : order;
  if (kept !== order && (order === null || now.length > 0)) setOrder(kept);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const known = new Set(kept);
  return {
    rows: kept.flatMap((id) => byId.get(id) ?? []),
    arrived: now.filter((id) => !known.has(id)).length,
    show: () => setOrder(now),
  };
}
