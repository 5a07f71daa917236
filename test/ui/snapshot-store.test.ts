/** The snapshots a window keeps: one watch a query, shown at once on return, gone when the profile is locked. */
import { describe, expect, it } from "vitest";
import { SnapshotStore } from "../../renderer/engine/snapshot-store.ts";
import type { EngineApi } from "../../shared/contract/port.ts";
import type { Query } from "../../shared/contract/snapshots.ts";

/** An engine that counts its watches and says what a test tells it to. */
function listening() {
  const watches = new Map<string, (value: string) => void>();
  const engine: Pick<EngineApi, "watch"> = {
    watch(query, seen) {
      watches.set(JSON.stringify(query), seen as (value: string) => void);
      return () => void watches.delete(JSON.stringify(query));
    },
  };
  const say = (query: Query, value: string): void => watches.get(JSON.stringify(query))?.(value);
  return { store: new SnapshotStore(engine as EngineApi), watches, say };
}

const draft = (key: string): Query => ({ query: "draft", key });
const nothing = (): void => undefined;

describe("the snapshots a window keeps", () => {
  it("two views of one query share a watch", () => {
    const { store, watches, say } = listening();
    const heard: string[] = [];
    const first = store.subscribe(draft("a"), () => heard.push("first"));
    const second = store.subscribe(draft("a"), () => heard.push("second"));
    expect(watches.size).toBe(1);
    say(draft("a"), "hello");
    expect(heard).toEqual(["first", "second"]);
    expect(store.get(draft("a"))).toBe("hello");
    first();
    expect(watches.size).toBe(1);
    second();
    expect(watches.size).toBe(0);
  });

  it("what was shown is there on return, before the engine answers again", () => {
    const { store, say } = listening();
    store.subscribe(draft("a"), nothing)();
    expect(store.get(draft("a"))).toBeUndefined();
    const stop = store.subscribe(draft("a"), nothing);
    say(draft("a"), "kept");
    stop();
    expect(store.get(draft("a"))).toBe("kept");
  });

  it("only so many are kept, the newest", () => {
    const { store, say } = listening();
    for (let at = 0; at < 40; at += 1) {
      const stop = store.subscribe(draft(String(at)), nothing);
      say(draft(String(at)), "text");
      stop();
    }
    const kept = Array.from({ length: 40 }, (_, at) => store.get(draft(String(at))) !== undefined);
    expect(kept.filter(Boolean)).toHaveLength(24);
    expect(kept.slice(16).every(Boolean)).toBe(true);
  });

  it("locking forgets all that no view shows", () => {
    const { store, say } = listening();
    const stop = store.subscribe(draft("a"), nothing);
    say(draft("a"), "secret");
    stop();
    store.forget();
    expect(store.get(draft("a"))).toBeUndefined();
  });
});
