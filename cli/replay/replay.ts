/**
 * Replays recorded editing: each agent is a member, whose entries reach the others shuffled and more than once. Before a
 * member writes, exactly what the transaction rests on has reached it.
 */
import { createHash } from "node:crypto";
import { toHex } from "../../shared/base/bytes.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { documentCodec } from "../../shared/document/records.ts";
import type { Entry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import type { Random } from "../../shared/ports/random.ts";
import { systemRandom } from "../../host/random.ts";
import { batchesOf, type Batch } from "./batches.ts";
import { assembleInMemory, carry, newcomerLike } from "./members.ts";
import type { Trace } from "./trace.ts";
import { Writer } from "./writer.ts";

export interface Replayed {
  readonly members: number;
  readonly transactions: number;
  /** Every member, and somebody new who reads it all in another order, holds one text. */
  readonly equal: boolean;
  /** It is the one the trace ends in. */
  readonly matches: boolean;
  /** Of the text in UTF-8. */
  readonly sha256: string;
  readonly ms: number;
}

/** What waits for something that is missing is bounded (LOG-5), so links shuffle within so many entries. */
const shuffledTogether = 400;

export async function replay(trace: Trace, progress: (done: number, of: number) => void): Promise<Replayed> {
  await cryptoReady;
  const start = performance.now();
  const groups = await assembleInMemory(trace.agents);
  const document = await groups[0]!.author(kinds.document, () => documentCodec.encode({ title: "Trace", folder: "" }));
  const wide = trace.transactions.some(({ patches }) => patches.some(({ inserted }) => /[\u{10000}-\u{10ffff}]/u.test(inserted)));
  const before = [...groups[0]!.log.placed()];
  for (const group of groups) await carry(before, group);
  const writers = groups.map((group) => new Writer(group, document.id, wide));
  const entries = await writeAll(trace, writers, progress);
  const newcomer = newcomerLike(groups[0]!);
  await carry(before, newcomer);
  for (const group of [...groups, newcomer]) await deliver(entries, group);
  const contents = [...writers, new Writer(newcomer, document.id, wide)].map((writer) => writer.content);
  const [content] = contents as [string];
  return {
    members: trace.agents,
    transactions: trace.transactions.length,
    equal: contents.every((one) => one === content),
    matches: contents.every((one) => one === trace.endContent),
    sha256: toHex(createHash("sha256").update(content, "utf8").digest()),
    ms: Math.round(performance.now() - start),
  };
}

async function writeAll(trace: Trace, writers: readonly Writer[], progress: (done: number, of: number) => void): Promise<readonly Entry[]> {
  const batches = batchesOf(trace);
  const written: (readonly Entry[])[] = [];
  const has = writers.map(() => new Set<number>());
  let done = 0;
  for (const [i, batch] of batches.entries()) {
    const writer = writers[batch.agent]!;
    const missing = missingFor(batch, has[batch.agent]!, batches);
    await deliver(missing.flatMap((one) => written[one]!), writer.group);
    written.push(await writer.write(batch.transactions.flatMap((one) => trace.transactions[one]!.patches)));
    has[batch.agent]!.add(i);
    done += batch.transactions.length;
    progress(done, trace.transactions.length);
  }
  return written.flat();
}

/** Batches a member lacks of what a batch rests on, which it then has. */
function missingFor({ parents }: Batch, has: Set<number>, batches: readonly Batch[]): readonly number[] {
  const missing: number[] = [];
  const look = [...parents];
  for (let one = look.pop(); one !== undefined; one = look.pop()) {
    if (has.has(one)) continue;
    has.add(one);
    missing.push(one);
    look.push(...batches[one]!.parents);
  }
  return missing.sort((a, b) => a - b);
}

/** Out of order, and every fifth of them twice. */
async function deliver(entries: readonly Entry[], to: Parameters<typeof carry>[1]): Promise<void> {
  for (let at = 0; at < entries.length; at += shuffledTogether) {
    const some = entries.slice(at, at + shuffledTogether);
    await carry(shuffled([...some, ...some.filter((_, i) => i % 5 === 0)], systemRandom), to);
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const numbers = new Uint32Array(random.bytes(4 * items.length).slice().buffer);
  return items.map((item, i) => [numbers[i]!, item] as const).sort(([a], [b]) => a - b).map(([, item]) => item);
}
