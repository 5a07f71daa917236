/** LOG-9. Pasts as persistent trees. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { Past } from "../../shared/log/past.ts";

it("says which of some chains it holds any act of", () => {
  const chain = fc.oneof(fc.nat(40), fc.nat(5_000));
  fc.assert(
    fc.property(fc.array(chain, { maxLength: 30 }), fc.array(chain, { maxLength: 30 }), fc.array(chain, { maxLength: 60 }), (mine, theirs, asked) => {
      const of = (chains: readonly number[]): Past => Past.of(chains.map((c) => ({ chain: c, position: 0, past: Past.empty })));
      const past = of(mine).union(of(theirs));
      const chains = [...new Set(asked)].sort((a, b) => a - b);
      expect(past.among(chains)).toEqual(chains.filter((c) => past.count(c) > 0));
    }),
    { seed: 9, numRuns: 400 },
  );
});
