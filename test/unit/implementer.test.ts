import { expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { everyoneHears, Machine, seededRandom, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

await cryptoReady;

it("[MEM-2, POLL-1] an implementer must be a member in the motion's own past, whatever this machine has heard since", async () => {
  const random = seededRandom(new Seeded(21));
  const [ada, bela] = (await street(random, "Ada", "Bela")) as [Machine, Machine];
  const cyn = await Machine.join("Cyn", bela, random); // Ada has not heard of Cyn
  await ada.openMotion({ implementer: cyn.group.me });
  await everyoneHears([ada, bela, cyn]);
  expect([...ada.group.fold.voids.values()]).toEqual(["ImplementerNotMember"]);
  expect(bela.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  expect(cyn.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
});
