/** Whether the browser must be allowed a medium before it can connect here (rtc-window.ts), as views see it. */
import { useSyncExternalStore } from "react";

let needed = false;
let allow: () => Promise<boolean> = () => Promise.resolve(false);
const listeners = new Set<() => void>();

function set(now: boolean): void {
  if (needed === now) return;
  needed = now;
  for (const listener of listeners) listener();
}

/** Called when no address could be offered to others. */
export function needMedia(ask: () => Promise<boolean>): void {
  allow = ask;
  set(true);
}

/** Asks the browser, hence the person. */
export async function allowMedia(): Promise<void> {
  if (await allow()) set(false);
}

export function useMediaNeeded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => needed,
  );
}
