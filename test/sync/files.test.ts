/** FILE-4 between sessions: who asks whom for which chunk, and what a peer that does not keep the rules can bring about. */
import { beforeAll, describe, expect, it } from "vitest";
import type { ContentId } from "../../shared/base/ids.ts";
import { Ranges } from "../../shared/base/ranges.ts";
import { seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { FileExchange, type FileEffect } from "../../shared/sync/file-exchange.ts";
import { FileTraffic } from "../../shared/sync/file-traffic.ts";
import { limits, patience } from "../../shared/sync/limits.ts";
import { assembly } from "../sim/assembly.ts";
import { ownDevice } from "../sim/node.ts";
import { bytesOf, content, SimFiles } from "../sim/sim-files.ts";

beforeAll(() => cryptoReady);

const film = content(1);
const chunks = 200;

function meeting(count: number, seed = 1) {
  const { nodes, clock, link, random } = assembly(count, seed);
  const files = nodes.map((node) => SimFiles.on(node, chunks));
  return { nodes, clock, link, random, files };
}

describe("chunks between members", () => {
  it("[FILE-4] of three who have a file each gives a part, and no chunk comes twice", async () => {
    const { nodes, clock, link, files } = meeting(4);
    for (const one of files.slice(0, 3)) one.has(film);
    files[3]!.want(film);
    for (const node of nodes.slice(0, 3)) link(nodes[3]!, node);
    expect(await clock.until(() => files[3]!.isWhole(film), seconds(30))).toBe(true);
    expect(files[3]!.taken).toHaveLength(chunks);
    expect(new Set(files[3]!.taken.map(({ from }) => from)).size).toBe(3);
    for (const one of files.slice(0, 3)) expect(one.given.length).toBeGreaterThan(10);
  });

  it("[FILE-4] what somebody has of it in part is fetched from them while they fetch the rest", async () => {
    const { nodes, clock, link, files } = meeting(3);
    files[0]!.has(film);
    files[1]!.want(film);
    files[2]!.want(film);
    link(nodes[0]!, nodes[1]!); // the third meets the second alone
    link(nodes[1]!, nodes[2]!);
    expect(await clock.until(() => files[2]!.isWhole(film), seconds(30))).toBe(true);
    expect(files[2]!.taken).toHaveLength(chunks);
    expect(files[1]!.taken).toHaveLength(chunks);
  });

  it.each([1, 2, 3, 4, 5])("[FILE-4] with links cut at random among five, all get all, and each chunk once (seed %i)", async (seed) => {
    const { nodes, clock, link, random, files } = meeting(5, seed);
    files[0]!.has(film);
    for (const one of files.slice(1)) one.want(film);
    const links = nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => ({ a, b, at: link(a, b, { delay: 40 }) })));
    for (let round = 0; round < 12; round++) {
      await clock.advance(150);
      const broken = links[random.below(links.length)]!;
      broken.at.cut();
      await clock.advance(50);
      broken.at = link(broken.a, broken.b, { delay: 40 });
    }
    expect(await clock.until(() => files.every((one) => one.isWhole(film)), seconds(60))).toBe(true);
    for (const one of files.slice(1)) expect(one.taken.map(({ chunk }) => chunk).sort((a, b) => a - b)).toEqual(Array.from({ length: chunks }, (_, i) => i));
  });

  it("[FILE-4] wrong bytes are noted and dropped, and the chunk comes from somebody else", async () => {
    const { nodes, clock, link, files } = meeting(3);
    files[0]!.has(film).lies = true;
    files[1]!.has(film);
    files[2]!.want(film);
    link(nodes[2]!, nodes[0]!);
    await clock.advance(seconds(5));
    expect(files[2]!.taken).toHaveLength(0);
    expect(nodes[2]!.hub.facts().incidents).toContainEqual(expect.objectContaining({ kind: "WrongChunk", from: nodes[0]!.own.device }));
    const asked = files[0]!.given.length;
    link(nodes[2]!, nodes[1]!);
    expect(await clock.until(() => files[2]!.isWhole(film), seconds(30))).toBe(true);
    expect(new Set(files[2]!.taken.map(({ from }) => from))).toEqual(new Set([nodes[1]!.own.device]));
    expect(files[0]!.given.length).toBe(asked);
    expect(nodes[2]!.hub.facts().sessions).toHaveLength(2);
  });

  it("[FILE-4] what is said to be held and is not is asked of others", async () => {
    const { nodes, clock, link, files } = meeting(3);
    files[0]!.has(film);
    files[0]!.here.set(film, new Ranges([[0, 3]])); // the rest was lost since it was told
    nodes[0]!.hub.holds(film, [[0, chunks]]);
    files[0]!.held = () => [{ content: film, chunks: [[0, chunks]] }];
    files[1]!.has(film);
    files[2]!.want(film);
    link(nodes[2]!, nodes[0]!);
    await clock.advance(seconds(3));
    expect(files[2]!.isWhole(film)).toBe(false);
    link(nodes[2]!, nodes[1]!);
    expect(await clock.until(() => files[2]!.isWhole(film), seconds(30))).toBe(true);
  });

  it("[FILE-4] a strange device is told nothing, asked nothing and given nothing", async () => {
    const { nodes, clock, link, files, random } = meeting(2);
    files[0]!.has(film);
    const { SimNode } = await import("../sim/node.ts");
    const stranger = new SimNode(ownDevice(99), clock, random);
    const theirs = SimFiles.on(stranger, chunks).want(film);
    stranger.take(nodes[0]!.log.acts);
    link(nodes[0]!, stranger);
    await clock.advance(seconds(10));
    expect(theirs.taken).toHaveLength(0);
    expect(files[0]!.given).toHaveLength(0);
  });
});

describe("one end of an exchange", () => {
  function end(files = new SimFiles(chunks)) {
    const traffic = new FileTraffic(() => files);
    const exchange = new FileExchange(files, ownDevice(5).device, traffic, patience);
    const follow = (): readonly FileEffect[] => exchange.follow(true, 0);
    follow();
    return { exchange, follow, files };
  }
  const ends = (effects: readonly FileEffect[]): boolean => effects.some((effect) => effect.do === "end");

  it("[FILE-4] who asks for more chunks than may wait is cut off", () => {
    const { exchange, follow } = end(new SimFiles(chunks).has(film));
    exchange.message({ type: "ask", content: film, chunks: Array.from({ length: limits.chunksAsked }, (_, i) => i) }, 0);
    expect(ends(follow())).toBe(false);
    exchange.message({ type: "ask", content: film, chunks: [1] }, 0);
    expect(ends(follow())).toBe(true);
  });

  it("[FILE-4] chunks nobody asked for are not looked at, and who sends many is cut off", () => {
    const { exchange, follow } = end(new SimFiles(chunks).want(film));
    const send = (): readonly FileEffect[] => {
      exchange.message({ type: "chunk", content: film, chunk: 150, bytes: new Uint8Array(limits.chunk) }, 0);
      return follow();
    };
    expect(send()).toEqual([]);
    expect(Array.from({ length: 40 }, send).some(ends)).toBe(true);
  });

  it("[FILE-4] who names contents without end is cut off", () => {
    const { exchange, follow } = end();
    let ended = false;
    for (let n = 0; n < 2000 && !ended; n++) {
      const held = Array.from({ length: limits.contentsInMessage }, (_, i) => ({ content: `${(n * 1000 + i).toString(16)}`.padStart(64, "0") as ContentId, chunks: [[1, 2]] as const }));
      exchange.message({ type: "held", held }, 0);
      ended = ends(follow());
    }
    expect(ended).toBe(true);
  });

  it("[FILE-4] asks for one chunk until it knows how fast they come, then for more, and for fewer where they come late", () => {
    const { exchange, files } = end(new SimFiles(chunks).want(film));
    let now = 0;
    const asked = new Set<number>();
    const follow = (): void => {
      for (const effect of exchange.follow(true, now)) if (effect.do === "send" && effect.message.type === "ask") for (const chunk of effect.message.chunks) asked.add(chunk);
    };
    const come = async (after: number): Promise<void> => {
      now += after;
      const [chunk] = asked;
      asked.delete(chunk!);
      exchange.message({ type: "chunk", content: film, chunk: chunk!, bytes: bytesOf(film, chunk!) }, now);
      await files.take(film, chunk!, bytesOf(film, chunk!), exchange.peer);
      exchange.release({ content: film, chunk: chunk! });
      follow();
    };
    exchange.message({ type: "held", held: [{ content: film, chunks: [[0, chunks]] }] }, 0);
    follow();
    expect(exchange.asked).toBe(1);
    return (async () => {
      for (let i = 0; i < 20; i++) await come(10);
      expect(exchange.asked).toBeGreaterThan(10);
      for (let i = 0; i < 20; i++) await come(1500);
      expect(exchange.asked).toBeLessThan(3);
    })();
  });
});
