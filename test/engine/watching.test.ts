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
