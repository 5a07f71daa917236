/** Whether what is written in a document here is kept. It changes while one types, so who shows it asks for it, past the page. */
import { useSyncExternalStore } from "react";
import type { Refusal } from "../../../shared/contract/refusals.ts";

interface Saving {
  /** `kept`: everything written here is on this machine's disk; `keeping`: it soon will be; `failed`: the engine refused something. */
  readonly state: "kept" | "keeping" | "failed";
  readonly refusal: Refusal | null;
  /** Words that were refused, to be put back by hand. */
  readonly setAside: string;
}

const all: Saving = { state: "kept", refusal: null, setAside: "" };

export class Kept {
  #now = all;
  readonly #listeners = new Set<() => void>();

  readonly get = (): Saving => this.#now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  begins(): void {
    if (this.#now.state === "kept") this.#set({ ...this.#now, state: "keeping" });
  }

  ends(): void {
    if (this.#now.state === "keeping") this.#set({ ...this.#now, state: "kept" });
  }

  refused(refusal: Refusal, words: string): void {
    this.#set({ state: "failed", refusal, setAside: this.#now.setAside + words });
  }

  /** What was set aside is put back, or not wanted. */
  settled(): void {
    this.#set(all);
  }

  #set(now: Saving): void {
    this.#now = now;
    for (const listener of this.#listeners) listener();
  }
}

export const useSaving = (kept: Kept): Saving => useSyncExternalStore(kept.subscribe, kept.get);
