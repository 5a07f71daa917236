/** Where comments stand in the margin of a document. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { gap, placed } from "../../renderer/features/documents/placing.ts";

const note = (wants: number, height = 100) => ({ wants, height });

it("each stands at its passage where there is room, and below the one before where there is none", () => {
  expect(placed([note(0), note(50), note(400)], null)).toEqual([0, 100 + gap, 400]);
});

it("the one that is looked at stands at its passage, and those before it make room", () => {
  expect(placed([note(300), note(310), note(320), note(900)], 2)).toEqual([320 - 2 * (100 + gap), 320 - 100 - gap, 320, 900]);
});

it("what does not fit above the one that is looked at pushes it down", () => {
  expect(placed([note(0), note(0)], 1)).toEqual([0, 100 + gap]);
});

it("none stands over another or above the margin, none moves without need, in whatever order of passages", () => {
  const notes = fc.array(fc.record({ wants: fc.integer({ min: 0, max: 2_000 }), height: fc.integer({ min: 20, max: 300 }) }), { minLength: 1, maxLength: 20 }).map((all) => all.toSorted((a, b) => a.wants - b.wants));
  fc.assert(
    fc.property(notes, fc.nat(19), (all, at) => {
      const active = at % all.length;
      const tops = placed(all, active);
      const before = all.slice(0, active).reduce((sum, { height }) => sum + height + gap, 0);
      expect(tops[active]).toBe(Math.max(all[active]!.wants, before));
      expect(tops[0]).toBeGreaterThanOrEqual(0);
      for (let i = 1; i < all.length; i += 1) expect(tops[i]).toBeGreaterThanOrEqual(tops[i - 1]! + all[i - 1]!.height + gap);
      for (let i = active + 1; i < all.length; i += 1) expect(tops[i]! === all[i]!.wants || tops[i] === tops[i - 1]! + all[i - 1]!.height + gap).toBe(true);
    }),
    { seed: 3, numRuns: 300 },
  );
});
