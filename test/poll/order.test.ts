import { describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { PollMachine, type Sent } from "../sim/poll-machine.ts";
import { simulate } from "../sim/poll-world.ts";
import { Seeded } from "../sim/seeded.ts";

await cryptoReady;

const seeds = process.env.VECHE_PROOF === "1" ? 300 : 40;

describe("[MEM-1] [LOG-8] the same poll entries in any order of arrival, repeated or not", () => {
  it(`give the same counts, certificates, exclusions, voids and forks, over ${seeds} worlds`, () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const [told] = simulate(seed).honest;
      const random = new Seeded(seed);
      const entries = [...told!.sent.values()];
      const opening = entries[0]!;
      for (let again = 0; again < 3; again++) {
        const fresh = new PollMachine(told!.member, told!.device, opening, told!.view.memberOf, random);
        const order: Sent[] = random.shuffled([...entries, ...random.shuffled(entries).slice(0, 5)]);
        for (const entry of order) {
          fresh.receive(entry);
          if (random.chance(0.2)) fresh.digest(); // looking early must not fix anything
        }
        expect(fresh.digest(), `seed ${seed}`).toBe(told!.digest());
      }
    }
  });
});
