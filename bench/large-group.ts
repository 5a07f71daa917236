/** What being one of 300 members costs a machine, of whom 40 are online: the simulated town of test/sync/large.test.ts. */
import { kib, minutes, seconds } from "../shared/base/units.ts";
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { LargeTown } from "../test/sim/town.ts";
import { quantile, type Report } from "./report.ts";

const [members, online, posts] = [300, 40, 20];

export async function largeGroup(): Promise<readonly Report[]> {
  await cryptoReady;
  const town = new LargeTown(members, 7);
  for (let i = 0; i < online; i++) town.arrive();
  await town.clock.advance(minutes(2));
  const links = town.nodes.map((node) => node.hub.facts().sessions.length);
  const joined = town.bytesEach;
  const delays: number[] = [];
  for (let i = 0; i < posts; i++) {
    const { id } = town.nodes[i]!.post(`post ${i}`);
    const start = town.clock.now();
    if (!(await town.clock.until(() => town.nodes.every((node) => node.log.has(id)), seconds(30)))) throw new Error("a post did not reach all");
    delays.push(town.clock.now() - start);
  }
  const written = town.bytesEach;
  await town.clock.advance(minutes(5));
  const quiet = (town.bytesEach - written) / 5;
  town.close();
  return [
    {
      name: "large-group",
      about: `${members} members, ${online} of them online, on a virtual clock (its times are not this machine's)`,
      rows: [
        { what: "links of a machine, most", value: Math.max(...links), unit: "" },
        { what: "KiB of a machine in its first two minutes", value: joined / kib(1), unit: "" },
        { what: "KiB of a machine for a post to everybody", value: (written - joined) / posts / kib(1), unit: "" },
        { what: "a post is with all of them, p95", value: quantile(delays, 0.95), unit: "ms" },
        { what: "KiB a minute of a machine when nobody writes", value: quiet / kib(1), unit: "" },
      ],
    },
  ];
}
