/** `veche replay`: recorded editing of one writer and of several, and files that are no traces. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Seeded } from "../sim/seeded.ts";
import { vecheProgram } from "./program.ts";

const { veche, file } = vecheProgram();
const blogPost = fileURLToPath(new URL("../vectors/trace-blog-post.json.gz", import.meta.url));
const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

interface Replayed {
  readonly members: number;
  readonly transactions: number;
  readonly equal: boolean;
  readonly matches: boolean;
  readonly sha256: string;
  readonly ms: number;
}

interface ConcurrentTransaction {
  readonly parents: readonly number[];
  readonly numChildren: number;
  readonly agent: number;
  readonly patches: readonly (readonly [number, number, string])[];
}

/**
 * Several who write at once, each within a line of their own: so no two insert in one place, and the text they end in is
 * known without any merging. What each knows of the others' lines is as old as when they last heard of them.
 */
function concurrentTrace(seed: number, agents: number, length: number) {
  const chance = new Seeded(seed);
  const begun = Array.from({ length: agents }, (_, a) => [`<`, ...String(a), `>`]);
  const lineAfter: { agent: number; line: readonly string[] }[] = [{ agent: -1, line: [] }];
  const past: Set<number>[] = [new Set([0])];
  const heads = Array.from({ length: agents }, () => new Set([0]));
  const txns: { parents: number[]; agent: number; patches: [number, number, string][] }[] = [{ parents: [], agent: 0, patches: [[0, 0, begun.map((line) => `${line.join("")}\n`).join("")]] }];
  const known = (agent: number): Set<number> => new Set([...heads[agent]!].flatMap((head) => [...past[head]!]));
  const maximal = (ids: readonly number[]): Set<number> => new Set(ids.filter((id) => !ids.some((other) => other !== id && past[other]!.has(id))));
  const lineOf = (agent: number, seen: Set<number>): readonly string[] => {
    const last = Math.max(-1, ...[...seen].filter((id) => lineAfter[id]!.agent === agent));
    return last < 0 ? begun[agent]! : lineAfter[last]!.line;
  };
  while (txns.length < length) {
    const agent = chance.below(agents);
    if (chance.chance(0.3)) heads[agent] = maximal([...new Set([...heads[agent]!, ...heads[chance.below(agents)]!])]);
    const seen = known(agent);
    const line = [...lineOf(agent, seen)];
    const offset = begun.slice(0, agent).reduce((sum, _, other) => sum + lineOf(other, seen).length + 1, 0);
    const at = 1 + chance.below(line.length - 1);
    const deleted = chance.chance(0.3) && line.length > 4 && at < line.length - 1 ? 1 : 0;
    const inserted = deleted === 1 ? "" : chance.pick(["a", "bc", "слово", "🌊", "é"]);
    line.splice(at, deleted, ...inserted);
    const id = txns.push({ parents: [...heads[agent]!].sort((a, b) => a - b), agent, patches: [[offset + at, deleted, inserted]] }) - 1;
    lineAfter.push({ agent, line });
    past.push(new Set([...seen, id]));
    heads[agent] = new Set([id]);
  }
  const ends = maximal([...new Set(heads.flatMap((some) => [...some]))]);
  const all = new Set([...ends].flatMap((end) => [...past[end]!]));
  txns.push({ parents: [...ends].sort((a, b) => a - b), agent: 0, patches: [] });
  const children = txns.flatMap(({ parents }) => parents);
  const transactions: ConcurrentTransaction[] = txns.map((each, i) => ({ ...each, numChildren: children.filter((parent) => parent === i).length }));
  return { kind: "concurrent", endContent: begun.map((_, agent) => `${lineOf(agent, all).join("")}\n`).join(""), numAgents: agents, txns: transactions };
}

async function replay(path: string): Promise<Replayed> {
  const { code, stdout } = await veche("replay", path, "--json");
  expect(code).toBe(0);
  return JSON.parse(stdout) as Replayed;
}

describe("veche replay", () => {
  it("[DOC-2] [DOC-4] ends in the text of a blog post that one person wrote in 21,411 steps", { timeout: 120_000 }, async () => {
    const { endContent } = JSON.parse(gunzipSync(readFileSync(blogPost)).toString("utf8")) as { endContent: string };
    const result = await replay(blogPost);
    expect(result).toEqual({ members: 1, transactions: 21_411, equal: true, matches: true, sha256: sha256(endContent), ms: result.ms });
    expect(result.ms).toBeLessThan(60_000);
  });

  it.each([
    [3, 2, false],
    [4, 5, true],
  ])("[DOC-2] [DOC-4] ends in the text that several write at once (seed %i, %i members)", { timeout: 120_000 }, async (seed, agents, zipped) => {
    const trace = concurrentTrace(seed, agents, 500);
    const text = JSON.stringify(trace);
    const result = await replay(file(`trace-${seed}`, zipped ? gzipSync(text) : text));
    expect(result).toEqual({ members: agents, transactions: 501, equal: true, matches: true, sha256: sha256(trace.endContent), ms: result.ms });
  });

  it("says in words what it did, and fails where the text is another", async () => {
    const trace = { startContent: "Дом ", endContent: "Дом 12", txns: [{ patches: [[4, 0, "12"]] }] };
    const good = await veche("replay", file("small.json", JSON.stringify(trace)));
    expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining("1 transaction by 1 member in ") as string });
    const other = await veche("replay", file("other.json", JSON.stringify({ ...trace, endContent: "Дом 13" })), "--json");
    expect(other).toMatchObject({ code: 1, stderr: "The replay did not end as it should.\n" });
    expect(JSON.parse(other.stdout)).toMatchObject({ equal: true, matches: false });
  });

  it.each([
    ["what is not JSON", "Dear members", "This file is no editing trace: it is not JSON."],
    ["other JSON", '{"txns": 5}', "This file is no editing trace: it has no transactions of patches, or some of them are not as they must be."],
    ["damaged gzip", new Uint8Array([0x1f, 0x8b, 1, 2, 3]), "This file cannot be unpacked: it is damaged or too large."],
    ["parents that come later", JSON.stringify({ kind: "concurrent", endContent: "", numAgents: 1, txns: [{ parents: [1], agent: 0, patches: [] }] }), "Transaction 0 follows one that comes after it."],
    ["patches beyond the end", JSON.stringify({ startContent: "a", endContent: "", txns: [{ patches: [[5, 1, ""]] }] }), "A patch of this trace changes what is beyond the end of the text."],
    ["an agent too many", JSON.stringify({ kind: "concurrent", endContent: "", numAgents: 1, txns: [{ parents: [], agent: 1, patches: [] }] }), "Transaction 0 is of agent 1, and there are 1."],
  ])("refuses %s with one sentence", async (_, content, words) => {
    expect(await veche("replay", file("trace", content))).toEqual({ code: 1, stdout: "", stderr: `${words}\n` });
  });
});
