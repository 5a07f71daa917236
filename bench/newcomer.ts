/**
 * A newcomer over a link of 1 Mbit/s in one process, both engines whole, nothing on disk: how soon the newest posts are
 * readable, and how soon they are in their places behind all that was written before.
 */
import { Engine } from "../shared/client/engine.ts";
import type { Answer, CommandOf } from "../shared/contract/answers.ts";
import type { CommandType } from "../shared/contract/commands.ts";
import type { Query, Snapshots } from "../shared/contract/snapshots.ts";
import { systemClock } from "../host/clock.ts";
import { systemRandom } from "../host/random.ts";
import { memoryVault } from "../host/vault/memory.ts";
import { Street } from "../test/sim/street.ts";
import { passphrase, postCount, posts } from "./archive.ts";
import { median, type Report } from "./report.ts";

const runs = Number(process.env["BENCH_RUNS"] ?? 3);
const bytesPerSecond = 125_000;
const newest = 50;

export async function newcomer(): Promise<readonly Report[]> {
  const street = new Street(bytesPerSecond);
  const ada = machine(street);
  await ada.does({ type: "profile.create", name: "Ada", passphrase });
  const { group } = await ada.does({ type: "group.found", name: "Archive", template: "assembly" });
  const { thread } = await ada.does({ type: "thread.start", group, title: "Everything so far", text: posts[0]! });
  for (const text of posts.slice(1)) await ada.does({ type: "post.write", group, thread, text });

  const times: Record<"member" | "readable" | "placed" | "all", number>[] = [];
  for (let run = 0; run < runs; run++) {
    const bela = machine(street);
    await bela.does({ type: "profile.create", name: `Bela ${run}`, passphrase });
    const { link } = await ada.does({ type: "invite.create", group });
    const asked = performance.now();
    const since = async (seen: Promise<unknown>): Promise<number> => seen.then(() => performance.now() - asked);
    await bela.does({ type: "group.join", link });
    const lastOf = (snapshot: Snapshots["thread"]) => snapshot?.posts.slice(-newest) ?? [];
    const isNewest = (snapshot: Snapshots["thread"]): boolean => lastOf(snapshot).length === newest && lastOf(snapshot).every(({ text }, i) => text === posts[postCount - newest + i]);
    const query = { query: "thread", group, thread } as const;
    const [member, readable, placed, all] = await Promise.all([
      since(bela.sees({ query: "members", group }, ({ members }) => members.some(({ me }) => me))),
      since(bela.sees(query, isNewest)),
      since(bela.sees(query, (snapshot) => isNewest(snapshot) && lastOf(snapshot).every(({ ahead }) => !ahead))),
      since(bela.sees(query, (snapshot) => snapshot?.posts.length === postCount && snapshot.posts.every(({ ahead }) => !ahead))),
    ]);
    times.push({ member, readable, placed, all });
    console.error(`run ${run + 1}: ${JSON.stringify(times.at(-1))}`);
    await bela.engine.close();
  }
  await ada.engine.close();
  const of = (what: keyof (typeof times)[0]): number => median(times.map((one) => one[what]));
  const held = of("readable") <= of("placed") / 5;
  const rows = [
    { what: "join to a member's view", value: of("member"), unit: "ms" },
    { what: `join to the newest ${newest} readable`, value: of("readable"), unit: "ms", aim: "a fifth of the time they would take in their turn", held },
    { what: `join to the newest ${newest} in their places`, value: of("placed"), unit: "ms" },
    { what: "join to everything", value: of("all"), unit: "ms" },
  ] as const;
  return [{ name: "newcomer", about: `${postCount} posts of one thread to a newcomer at 1 Mbit/s, median of ${runs}`, rows }];
}

function machine(street: Street) {
  const { rendezvous, dialler } = street.enter();
  const engine = new Engine({ vault: memoryVault(), rendezvous, dialler, clock: systemClock, random: systemRandom, passphraseCost: { operations: 1, memoryBytes: 8192 } });
  return {
    engine,
    does: async <T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> => {
      const done = await engine.run<T>(command);
      if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`);
      return done.value;
    },
    sees: <Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean): Promise<void> =>
      new Promise((resolve) => {
        const stop = engine.watch(query, (snapshot) => {
          if (!holds(snapshot)) return;
          queueMicrotask(() => stop());
          resolve();
        });
      }),
  };
}
