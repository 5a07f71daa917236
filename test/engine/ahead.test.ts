/** SYNC-8. What a newcomer reads while the history before it is still on its way, and what a cheat makes of that. */
import { beforeAll, describe, expect, it } from "vitest";
import type { EntryId } from "../../shared/base/ids.ts";
import { react, retractPost, writePost } from "../../shared/client/commands/discussion.ts";
import { GroupContext } from "../../shared/client/group-context.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import type { OpenGroup } from "../../shared/client/open-group.ts";
import { ThreadViews, threadRows } from "../../shared/client/views/thread-views.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { editCodec, postCodec, reactCodec, retractCodec, threadCodec } from "../../shared/discussion/records.ts";
import { fileCodec } from "../../shared/files/records.ts";
import { makeEntry, type Entry } from "../../shared/log/entry.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { noAhead } from "../../shared/sync/ahead-side.ts";
import { createHub } from "../../shared/sync/hub.ts";
import { limits } from "../../shared/sync/limits.ts";
import { weightOfAll } from "../../shared/sync/weight.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import type { Machine} from "../sim/machine.ts";
import { seededRandom, still, street } from "../sim/machine.ts";
import { SimClock, simLink, SimRandom, type SimLink } from "../sim/network.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

/** More than a long answer. */
const posts = limits.longAnswer + 200;

interface Story {
  readonly host: Machine;
  readonly newcomer: Machine;
  readonly old: EntryId;
  readonly fresh: EntryId;
}

/** Two members; one then writes a long thread and a short one after it, with an edit, a reaction and something taken back. */
async function story(seed: number): Promise<Story> {
  const [host, newcomer] = (await street(seededRandom(new Seeded(seed)), "Ada", "Bela")) as [Machine, Machine];
  const old = (await begin(host, "Old")).id;
  for (let i = 1; i < posts; i++) await say(host, old, `old ${i}`);
  const file = await host.group.author(kinds.file, () => fileCodec.encode({ name: "log.txt", mediaType: "text/plain", size: 9, key: new Uint8Array(32), root: new Uint8Array(32) }));
  const fresh = (await begin(host, "Fresh", [file.id])).id;
  const edited = await say(host, fresh, "first wording");
  await host.group.author(kinds.edit, () => editCodec.encode({ post: edited.id, text: "second wording" }));
  await host.group.author(kinds.react, () => reactCodec.encode({ post: edited.id, reaction: "👍" }));
  const regretted = await say(host, fresh, "regretted");
  await host.group.author(kinds.retract, () => retractCodec.encode({ post: regretted.id }));
  return { host, newcomer, old, fresh };
}

const begin = (m: Machine, title: string, files: readonly EntryId[] = []) => m.group.author(kinds.thread, () => threadCodec.encode({ title, text: title, files }));
const say = (m: Machine, thread: EntryId, text: string) => m.group.author(kinds.post, () => postCodec.encode({ thread, text, replyTo: null, quote: null, files: [] }));

const context = (m: Machine): GroupContext => new GroupContext(m.group, new GroupStore(memoryStorage(), m.group.group), still, new Map(), new Map(), new Map());

/** Connects them at 1 Mbit/s. */
function connect(clock: SimClock, random: SimRandom, a: Machine, b: Machine): SimLink {
  const link = simLink(clock, random, { delay: 20, bytesPerSecond: 125_000 });
  for (const [i, { group }] of [a, b].entries()) {
    const hub = createHub(group, { clock, random });
    group.attach(hub);
    hub.adopt(link.ends[i]!);
  }
  return link;
}

const readable = (m: Machine, thread: EntryId): readonly string[] => new ThreadViews(context(m)).snapshot(thread, false)?.posts.map(({ text }) => text) ?? [];

describe("a newcomer on a slow link", () => {
  it("[SYNC-8] reads the newest of every thread long before the history is there, and ends like everybody", async () => {
    const { host, newcomer, old, fresh } = await story(1);
    const clock = new SimClock();
    connect(clock, new SimRandom(1), host, newcomer);
    expect(await clock.until(() => readable(newcomer, fresh).includes("second wording"), 20_000, 50)).toBe(true);
    expect(newcomer.group.log.size).toBeLessThan(host.group.log.size / 2);

    const rows = threadRows(context(newcomer));
    expect(rows.map(({ title, ahead }) => [title, ahead])).toEqual([["Fresh", true], ["Old", true]]);
    const page = new ThreadViews(context(newcomer)).snapshot(fresh, false)!;
    expect(page.posts.map(({ text, ahead }) => [text, ahead])).toEqual([["Fresh", true], ["second wording", true]]); // what was taken back is not shown even now
    expect(page.posts[1]!.reactions).toMatchObject([{ reaction: "👍" }]);
    expect(readable(newcomer, old).slice(-limits.aheadPostsOfThread)).toEqual(Array.from({ length: limits.aheadPostsOfThread }, (_, i) => `old ${posts - limits.aheadPostsOfThread + i}`));
    expect(newcomer.group.fold.discussion.threads.has(fresh)).toBe(false);
    expect(page.posts.map(({ files, filesComing }) => [files.length, filesComing])).toEqual([[0, 1], [0, 0]]);

    expect(await clock.until(() => newcomer.group.log.size === host.group.log.size, 120_000)).toBe(true);
    await clock.advance(1000);
    expect(newcomer.group.ahead.isEmpty).toBe(true);
    expect(new ThreadViews(context(newcomer)).snapshot(old, false)!.posts.filter(({ ahead }) => ahead)).toEqual([]);
    expect(newcomer.group.fold.discussion.threads.get(old)!.posts).toHaveLength(posts);
    expect(new ThreadViews(context(newcomer)).snapshot(fresh, false)!.posts[0]).toMatchObject({ files: [{ name: "log.txt" }], filesComing: 0 });
    expect(newcomer.group.fold.stateHash()).toBe(host.group.fold.stateHash());
    expect((await newcomer.reopened()).fold.stateHash()).toBe(host.group.fold.stateHash());
  });

  it("[SYNC-8] is told why nothing can be answered to it yet, and can once it is in its place", async () => {
    const { host, newcomer, fresh } = await story(9);
    const clock = new SimClock();
    connect(clock, new SimRandom(9), host, newcomer);
    await clock.until(() => readable(newcomer, fresh).length > 1, 20_000, 50);
    const here = context(newcomer);
    const group = newcomer.group.group;
    const said = new ThreadViews(here).snapshot(fresh, false)!.posts[1]!.id;
    const answers = () => [
      writePost({ context: here } as OpenGroup, { type: "post.write", group, thread: fresh, text: "an answer", replyTo: said }), // without files nothing else is asked for
      react(here, { type: "post.react", group, post: said, reaction: "👍" }),
    ];
    const before = newcomer.group.log.size;
    for (const answer of await Promise.all(answers())) expect(answer).toEqual({ ok: false, error: { kind: "StillComing" } });
    expect(await retractPost(here, { type: "post.retract", group, post: said })).toEqual({ ok: false, error: { kind: "StillComing" } });
    expect(newcomer.group.log.size - before).toBe(0);

    expect(await clock.until(() => newcomer.group.log.size === host.group.log.size, 120_000)).toBe(true);
    await clock.advance(1000);
    for (const answer of await Promise.all(answers())) expect(answer.ok).toBe(true);
  });

  it("[SYNC-8] forgets what came ahead when the link breaks, and has stored and named none of it", async () => {
    const { host, newcomer, fresh } = await story(2);
    const clock = new SimClock();
    const link = connect(clock, new SimRandom(2), host, newcomer);
    await clock.until(() => readable(newcomer, fresh).length > 1, 20_000, 50);
    const stored = (await newcomer.reopened()).log;
    expect(stored.size).toBeLessThanOrEqual(newcomer.group.log.size);
    expect(stored.has(fresh)).toBe(false);
    link.cut();
    await clock.advance(100);
    expect(newcomer.group.ahead.isEmpty).toBe(true);
    expect(readable(newcomer, fresh)).toEqual([]);
  });

  it("[SYNC-8] is sent no more than the limits allow, however long the posts are", async () => {
    const { host, fresh } = await story(3);
    for (let i = 0; i < 100; i++) await say(host, fresh, "long ".repeat(1500));
    const ahead = host.group.ahead.newest(host.entries);
    expect(ahead.length).toBeGreaterThan(10);
    expect(ahead.length).toBeLessThanOrEqual(limits.aheadEntries);
    expect(weightOfAll(ahead)).toBeLessThanOrEqual(limits.aheadBytes);
  });
});

describe("a member that cheats with what goes ahead", () => {
  /** An entry of `m` with a place of the cheat's choosing. */
  function craft(m: Machine, kind: Kind, record: Uint8Array, seq: number): Entry {
    const { kid, key } = m.group.epochKeys()[0]!;
    const [tip] = m.group.log.devices.tipsOf(m.group.own.device);
    const draft = { group: m.group.group, device: m.group.own.device, seq, prev: tip!.id, deps: [], gov: null, lamport: 900_000, kind, kid, time: still.now() };
    return makeEntry(draft, record, key.reveal(), m.group.keys.device, seededRandom(new Seeded(seq)));
  }
  const post = (thread: EntryId, text: string): Uint8Array => postCodec.encode({ thread, text, replyTo: null, quote: null, files: [] });

  it("[SYNC-8] changes nothing lasting by posts that never get a place, by twins, or by altered ones", async () => {
    const { host, newcomer, old } = await story(4);
    const next = host.group.log.devices.tipsOf(host.group.own.device)[0]!.seq + 1;
    const never = craft(host, kinds.post, post(old, "never placed"), next + 50);
    const twin = craft(host, kinds.post, post(old, "a twin"), next - 100);
    const real = host.entries.at(-1)!;
    const forged = { ...craft(host, kinds.post, post(old, "forged"), next), signature: new Uint8Array(64) };
    const foreign = craft(host, kinds.documentUpdate, post(old, "no discussion"), next);
    const garbage = craft(host, kinds.post, new Uint8Array([1, 2, 3]), next);
    host.group.ahead.newest = () => [never, twin, forged, foreign, garbage, real];
    const clock = new SimClock();
    connect(clock, new SimRandom(4), host, newcomer);
    await clock.until(() => readable(newcomer, old).includes("never placed"), 20_000, 50);
    expect(readable(newcomer, old)).toContain("a twin"); // its true neighbour is not here yet
    expect(readable(newcomer, old)).not.toContain("forged");
    expect(newcomer.group.hub!.facts().incidents.map(({ kind }) => kind)).toEqual(["BadSignature"]);

    expect(await clock.until(() => newcomer.group.log.size === host.group.log.size, 120_000)).toBe(true);
    await clock.advance(1000);
    expect(newcomer.group.fold.stateHash()).toBe(host.group.fold.stateHash());
    expect(readable(newcomer, old)).toEqual(readable(host, old));
    expect(newcomer.group.fold.forks).toEqual([]);
    expect(newcomer.group.log.waiting).toBe(0);
    expect(newcomer.group.missingKeys()).toEqual([]);
  });

  it("[SYNC-8] is cut off when it sends more ahead than it may", async () => {
    const { host, newcomer, old } = await story(5);
    host.group.ahead.newest = () => Array.from({ length: limits.aheadEntries + 1 }, (_, i) => craft(host, kinds.post, post(old, `flood ${i}`), 100_000 + i));
    const clock = new SimClock();
    connect(clock, new SimRandom(5), host, newcomer);
    await clock.advance(10_000);
    expect(newcomer.group.hub!.facts().incidents).toMatchObject([{ kind: "Flood", from: host.group.own.device }]);
    expect(newcomer.group.ahead.isEmpty).toBe(true);
  });

  it.each([6, 7, 8])("[SYNC-8] in any mix of true and false leaves the state of a machine that took none (seed %i)", async (seed) => {
    const { host, newcomer, old, fresh } = await story(seed);
    const chance = new Seeded(seed);
    const other = await newcomer.clone(); // takes none
    const next = host.group.log.devices.tipsOf(host.group.own.device)[0]!.seq + 1;
    const records = [() => post(chance.chance(0.5) ? old : fresh, "false"), () => threadCodec.encode({ title: "False", text: "false", files: [] })];
    const lies = Array.from({ length: 100 }, () => craft(host, chance.chance(0.5) ? kinds.post : kinds.thread, chance.pick(records)(), next - 50 + chance.below(100)));
    const touches = chance.shuffled(host.entries.filter(({ decoded }) => decoded.kind >= kinds.thread)).slice(0, 100).map(({ id }, i) => craft(host, kinds.edit, editCodec.encode({ post: id, text: "rewritten" }), next + 100 + i));
    const truths = chance.shuffled(host.entries.filter(({ decoded }) => decoded.gov === null)).slice(0, 200);
    host.group.ahead.newest = () => chance.shuffled([...lies, ...touches, ...truths]);
    const clock = new SimClock();
    connect(clock, new SimRandom(seed), host, newcomer);
    await clock.until(() => !newcomer.group.ahead.isEmpty, 20_000, 50);
    expect(newcomer.group.ahead.isEmpty).toBe(false);
    expect(await clock.until(() => newcomer.group.log.size === host.group.log.size, 120_000)).toBe(true);
    await clock.advance(1000);
    other.group.ahead.take = noAhead.take;
    await other.hear(host);
    expect(newcomer.group.fold.stateHash()).toBe(other.group.fold.stateHash());
    expect(readable(newcomer, old)).toEqual(readable(other, old));
    expect(threadRows(context(newcomer))).toEqual(threadRows(context(other)));
  });
});
