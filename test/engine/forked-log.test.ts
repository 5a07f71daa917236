/** [LOG-7, LOG-8] Placing a log that its member forked hundreds of times takes work in proportion to its acts; time: docs/measurements.md. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { makeEntry, type Entry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import { foldOf, type Machine, seededRandom, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const random = seededRandom(new Seeded(71));

/** So many acts of one seq, and as many of which each follows one of those. */
function forked({ group }: Machine, motion: string, count: number): readonly Entry[] {
  const tip = group.log.devices.tipsOf(group.own.device)[0]!;
  const gov = [...group.log.actHeads].sort();
  const { kid } = group.log.get(gov[0]!)!.decoded;
  const dispute = (n: number) => encodePollRecord({ type: "dispute", motion: motion as never, text: `${n}`, evidence: [] });
  const make = (n: number, after: Pick<Entry, "id"> | null): Entry =>
    makeEntry({ group: group.group, device: group.own.device, seq: tip.seq + (after === null ? 1 : 2), prev: after?.id ?? tip.id, deps: [], gov: after === null ? gov : [after.id], lamport: after === null ? 1000 : 1001, kind: kinds.dispute, kid, time: 0 }, dispute(n), group.fold.keys.get(kid)!, group.own.signing, random); // prettier-ignore
  const first = Array.from({ length: count }, (_, n) => make(n, null));
  return [...first, ...first.map((one, n) => make(count + n, one))];
}

describe("a log forked five hundred times", () => {
  it("is judged by what each act's past holds, not by how many branches there are", async () => {
    const [ada, bela] = (await street(random, "Ada", "Bela", "Cyn")) as [Machine, Machine, Machine];
    const motion = await ada.openMotion();
    await bela.hear(ada);
    await bela.vote(motion, { method: "yes-no-abstain", vote: "yes" });
    const acts = forked(bela, motion, 500);
    const fold = foldOf(bela, bela.entries);
    const looks = vi.spyOn(fold.log, "actAt");
    const { placed, rejected } = fold.offer(acts, true);
    expect([placed.length, rejected.length]).toEqual([acts.length, 0]);
    expect(fold.log.chainsOf(bela.group.own.device)).toHaveLength(500);
    expect(looks.mock.calls.length).toBeLessThan(3 * acts.length);
    expect(foldOf(bela, [...bela.entries, ...acts.toReversed()]).stateHash()).toBe(fold.stateHash());
  });
});
