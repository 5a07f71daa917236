/** The present, renewed each half minute, for words like "12 minutes ago". One timer for the whole window. */
import { useSyncExternalStore } from "react";
import { seconds } from "../../shared/base/units.ts";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let present = Date.now();

function tick(): void {
  present = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    present = Date.now();
    timer = setInterval(tick, seconds(30));
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) clearInterval(timer);
  };
}

export const useNow = (): number => useSyncExternalStore(subscribe, () => present);
