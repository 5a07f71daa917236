/** Ordering a ranked ballot, step by step, without a screen. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canStep, candidates, lift, moveTo, noneOfThese, nudge, putBack, putDown, rows, startRanking, step, undo, type Ranking } from "../../renderer/features/motions/ranking.ts";

const options = 3;
const [a, b, c] = [0, 1, 2];

describe("a ballot being ranked", () => {
  it("begins with everything below the line, in the order of the motion", () => {
    expect(rows(startRanking(), options)).toEqual([a, b, c, noneOfThese]);
    expect(startRanking().ranked).toEqual([]);
  });

  it("ranks an option last when it is moved up across the line", () => {
    const once = nudge(startRanking(), b, -1);
    expect(once.ranked).toEqual([b]);
    expect(nudge(once, c, -1).ranked).toEqual([b, c]);
    expect(rows(nudge(once, c, -1), options)).toEqual([b, c, a, noneOfThese]);
  });

  it("takes the last ranked option below the line, and no other", () => {
    const two = startRanking([a, b]);
    expect(nudge(two, b, 1).ranked).toEqual([a]);
    expect(nudge(two, a, 1).ranked).toEqual([b, a]);
    expect(canStep(two, a, -1)).toBe(false);
    expect(canStep(two, c, 1)).toBe(false);
  });

  it("gives back the order of before when a lifted option is put back", () => {
    const lifted = step(step(lift(startRanking([a, b, c]), a), 1), 1);
    expect(lifted.ranked).toEqual([b, c, a]);
    expect(putBack(lifted).ranked).toEqual([a, b, c]);
    expect(putBack(lifted).past).toEqual([]);
  });

  it("undoes put-downs one by one", () => {
    const moved = nudge(nudge(startRanking([a, b]), b, -1), c, -1);
    expect(moved.ranked).toEqual([b, a, c]);
    expect(undo(moved).ranked).toEqual([b, a]);
    expect(undo(undo(moved)).ranked).toEqual([a, b]);
    expect(undo(undo(undo(moved))).ranked).toEqual([a, b]);
  });

  it("keeps no trace of an option put down where it was", () => {
    expect(putDown(lift(startRanking([a, b]), a)).past).toEqual([]);
  });

  it("never loses or doubles an option, whatever one does", () => {
    const act = fc.oneof(
      fc.record({ do: fc.constant("lift" as const), option: fc.integer({ min: -1, max: 4 }) }),
      fc.record({ do: fc.constant("step" as const), by: fc.constantFrom(-1 as const, 1 as const) }),
      fc.record({ do: fc.constant("moveTo" as const), place: fc.integer({ min: -2, max: 9 }) }),
      fc.record({ do: fc.constantFrom("putDown" as const, "putBack" as const, "undo" as const) }),
    );
    const done = (now: Ranking, next: typeof act extends fc.Arbitrary<infer T> ? T : never): Ranking => {
      if (next.do === "lift") return lift(now, next.option);
      if (next.do === "step") return step(now, next.by);
      if (next.do === "moveTo") return moveTo(now, next.place);
      return { putDown, putBack, undo }[next.do](now);
    };
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const end = acts.reduce(done, startRanking());
        expect([...rows(end, 5)].sort()).toEqual([...candidates(5)].sort());
      }),
    );
  });
});
