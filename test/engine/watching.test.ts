/** What watchers are shown, and in which order. */
import { expect, it } from "vitest";
import { Watching } from "../../shared/client/watching.ts";
import type { Clock } from "../../shared/ports/clock.ts";

it("a snapshot that took long never replaces a newer one", async () => {
  const due: (() => void)[] = [];
  const clock: Clock = { now: () => 0, after: (_, then) => (due.push(then), () => undefined) };
  const answers: ((groups: readonly { id: string; name: string; needsMe: number }[]) => void)[] = [];
  const watching = new Watching(clock, () => new Promise((resolve) => answers.push(resolve)));
  const seen: string[] = [];
  watching.watch({ query: "groups" }, (groups) => seen.push(groups[0]?.name ?? ""));
  due.shift()!();
  watching.changed();
  due.shift()!();
  answers[1]!([{ id: "1", name: "new", needsMe: 0 }]);
  answers[0]!([{ id: "1", name: "old", needsMe: 0 }]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toEqual(["new"]);
});

it("while more is known to come a page is shown in a tenth of the time, and at once when the last of it is here", async () => {
  let now = 0;
  let timer: { readonly at: number; readonly then: () => void } | null = null;
  const clock: Clock = {
    now: () => now,
    after(delay, then) {
      const mine = (timer = { at: now + delay, then });
      return () => void (timer === mine && (timer = null));
    },
  };
  const pass = async (to: number): Promise<void> => {
    while (timer !== null && timer.at <= to) {
      const { at, then } = timer;
      timer = null;
      now = Math.max(now, at);
      then();
      await new Promise((resolve) => setImmediate(resolve));
    }
    now = Math.max(now, to);
  };
  let more = true;
  const seen: number[] = [];
  const watching = new Watching(clock, () => ((now += 10), [{ id: String(now), name: "", needsMe: 0 }]), () => more);
  watching.watch({ query: "groups" }, () => seen.push(now));
  for (let at = 0; at < 960; at += 5) {
    await pass(at);
    watching.changed();
  }
  expect(seen.length).toBeLessThanOrEqual(10);
  expect(seen.length).toBeGreaterThanOrEqual(9);
  expect(now).toBeLessThan(seen.at(-1)! + 90);
  const before = now;
  more = false;
  watching.changed();
  await pass(before + 1);
  expect(seen.at(-1)).toBe(before + 10);
});
