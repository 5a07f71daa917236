/** Search over 50,000 posts, on disk and encrypted: what indexing a post costs, and how soon what is typed is found. */
import { Engine } from "../shared/client/engine.ts";
import type { Answer, CommandOf } from "../shared/contract/answers.ts";
import type { CommandType } from "../shared/contract/commands.ts";
import { systemClock } from "../host/clock.ts";
import { systemRandom } from "../host/random.ts";
import { openHostServices } from "../host/services.ts";
import { diskVault } from "../host/vault/disk.ts";
import type { Clock } from "../shared/ports/clock.ts";
import { seconds } from "../shared/base/units.ts";
import { wordsOf } from "../shared/search/words.ts";
import { passphrase, unconnected, writeArchive } from "./archive.ts";
import { Ground } from "./ground.ts";
import { quantile, type Report } from "./report.ts";
import { sizeOf } from "./unlock.ts";

const count = Number(process.env["BENCH_SEARCH_POSTS"] ?? 50_000);
const mostWait = 50;

/** A vocabulary whose words are as unequally common as those of a language, half of it in Cyrillic. */
const syllables = ["ra", "to", "mi", "lun", "ка", "sol", "пер", "ve", "ни", "dor", "ста", "gu", "ле", "an", "об", "тра"];
const vocabulary = Array.from({ length: 8000 }, (_, i) => [i % 16, (i >> 4) % 16, (i >> 8) % 16, ((i * 7) >> 3) % 16].map((n) => syllables[n]).join(""));

function* texts(): Iterable<string> {
  let state = 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let post = 0; post < count; post++) {
    yield Array.from({ length: 30 }, () => vocabulary[Math.floor(vocabulary.length * next() ** 3)]).join(" ");
  }
}

/** The index rests three quarters of its time, so as not to hold anybody up; here nobody waits for anything else. */
const hurried: Clock = { now: () => systemClock.now(), after: (wait, act) => systemClock.after(wait < seconds(5) ? 0 : wait, act) };

export async function searching(): Promise<readonly Report[]> {
  await using ground = new Ground();
  const { profile } = await writeArchive(ground.directory(), [...texts()]);
  const services = await openHostServices(profile, { signalPort: 0, lan: false });
  const { rendezvous } = services.openNetwork();
  const engine = new Engine({ vault: services.vault, rendezvous, dialler: unconnected, clock: hurried, random: systemRandom, passphraseCost: { operations: 1, memoryBytes: 8192 } });
  const does = async <T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> => {
    const done = await engine.run<T>(command);
    if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`);
    return done.value;
  };
  await does({ type: "profile.unlock", passphrase });
  const start = performance.now();
  while ((await does({ type: "search", text: "x" })).pending > 0) await new Promise((done) => setTimeout(done, 200));
  const perPost = (performance.now() - start) / count;

  const waits: number[] = [];
  let found = 0;
  for (let i = 0; i < 60; i++) {
    const words = [vocabulary[(i * i) % vocabulary.length]!, vocabulary[(i * 31) % 500]!].slice(0, 1 + (i % 2)).join(" ");
    for (let typed = 1; typed <= words.length; typed++) {
      const asked = performance.now();
      const { hits } = await does({ type: "search", text: words.slice(0, typed) });
      waits.push(performance.now() - asked);
      found += hits.length;
    }
  }
  await engine.close();
  rendezvous.close();
  await services.close();
  const [p50, p95, most] = [quantile(waits, 0.5), quantile(waits, 0.95), Math.max(...waits)];
  return [
    {
      name: "search",
      about: `${count} posts of 30 words, ${waits.length} keys typed, ${found} hits`,
      rows: [
        { what: "first results, p50", value: p50, unit: "ms" },
        { what: "first results, p95", value: p95, unit: "ms", aim: `at most ${mostWait} ms`, held: p95 <= mostWait },
        { what: "first results, longest", value: most, unit: "ms" },
        { what: "unlocking and indexing before that, a post", value: perPost, unit: "ms" },
      ],
    },
    await indexCost(ground.directory()),
  ];
}

/** The index alone, in batches as the engine makes them. */
async function indexCost(directory: string): Promise<Report> {
  const opened = await diskVault(directory).open(systemRandom.bytes(32));
  if (!opened.ok) throw new Error(opened.error.kind);
  const { search, close } = { search: opened.value.search, close: () => opened.value.close() };
  const all = [...texts()];
  const before = sizeOf(directory);
  let folding = 0;
  const start = performance.now();
  for (let at = 0; at < all.length; at += 100) {
    const began = performance.now();
    const put = all.slice(at, at + 100).map((text, i) => {
      const words = [...new Set(wordsOf(text).map((word) => word.folded))];
      return { id: systemRandom.bytes(32), time: 1_700_000_000_000 + (at + i) * 1000, title: [], text: words, tags: ["group", "thread", "ada", "post", "discussions"] };
    });
    folding += performance.now() - began;
    await search.update({ put, remove: [], mark: { owner: "group", at } });
  }
  const took = performance.now() - start;
  await close();
  return {
    name: "index",
    about: `a post of 30 words put into the index, batches of 100, each synced to disk`,
    rows: [
      { what: "folding", value: folding / all.length, unit: "ms" },
      { what: "in all", value: took / all.length, unit: "ms" },
      { what: "on disk", value: (sizeOf(directory) - before) / all.length, unit: "bytes" },
    ],
  };
}
