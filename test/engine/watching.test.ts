/** What watchers are shown, and in which order. */
import { expect, it } from "vitest";
import { days, seconds } from "../../shared/base/units.ts";
import { withPartsOf } from "../../shared/client/kept-parts.ts";
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

it("what is written in a document is shown while a page that takes long is still being made", async () => {
  const due: (() => void)[] = [];
  let time = 0;
  const waits: number[] = [];
  const clock: Clock = { now: () => time, after: (wait, then) => (waits.push(wait), due.push(then), () => undefined) };
  const asked: string[] = [];
  const watching = new Watching(clock, ({ query }) => {
    asked.push(query);
    if (query === "threads") time += 500; // of which the lane rests three times as long
    return null as never;
  });
  watching.watch({ query: "threads", group: "g" }, () => undefined);
  watching.watch({ query: "document", group: "g", document: "d" }, () => undefined);
  while (due.length > 0) due.shift()!();
  await new Promise((resolve) => setImmediate(resolve));
  time += 50;
  waits.length = 0;
  watching.partChanged("writing", "g");
  expect(waits).toEqual([0]);
  asked.length = 0;
  due.shift()!();
  expect(asked).toEqual(["document"]);
  watching.changed("g");
  expect(Math.max(...waits)).toBeGreaterThan(1000);
});

it("rests some seconds at most, however long the machine slept while a page was made, and whatever became of its clock", async () => {
  const due: (() => void)[] = [];
  let time = days(40);
  const waits: number[] = [];
  const clock: Clock = { now: () => time, after: (wait, then) => (waits.push(wait), due.push(then), () => undefined) };
  const watching = new Watching(clock, () => {
    time += days(31);
    return null as never;
  });
  watching.watch({ query: "threads", group: "g" }, () => undefined);
  while (due.length > 0) due.shift()!();
  await new Promise((resolve) => setImmediate(resolve));
  watching.changed("g");
  expect(waits.at(-1)).toBe(0);
  time -= days(60);
  watching.changed("g");
  expect(waits.length).toBeGreaterThan(2);
  expect(Math.max(...waits)).toBeLessThanOrEqual(seconds(5));
});

it("parts of a snapshot that did not change stay the same objects", () => {
  const bytes = Uint8Array.of(1);
  const before = { title: "a", rows: [{ id: 1, more: { of: bytes } }, { id: 2, more: { of: bytes } }], none: null };
  expect(withPartsOf(before, copyOf(before, bytes))).toBe(before);
  const after = { ...copyOf(before, bytes), rows: [{ id: 1, more: { of: bytes } }, { id: 3, more: { of: bytes } }, { id: 4, more: { of: bytes } }] };
  const shown = withPartsOf(before, after) as typeof before;
  expect(shown).toEqual(after);
  expect(shown.rows[0]).toBe(before.rows[0]);
  expect(shown.rows[1]!.more).toBe(before.rows[1]!.more);
  expect(withPartsOf(before, { ...before, none: [] })).toEqual({ ...before, none: [] });
  expect(withPartsOf({ of: bytes }, { of: Uint8Array.of(1) })).not.toBe(before);
  expect(withPartsOf([1, 2], [1])).toEqual([1]);
  expect(withPartsOf({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
});

/** Equal, and no object the same but the bytes. */
function copyOf<T extends { readonly rows: readonly { readonly id: number; readonly more: { readonly of: Uint8Array } }[] }>(value: T, bytes: Uint8Array): T {
  return { ...value, rows: value.rows.map(({ id }) => ({ id, more: { of: bytes } })) };
}
