import { beforeAll, describe, expect, it } from "vitest";
import { idOf, type DeviceId, type EntryId } from "../../shared/base/ids.ts";
import { kib, minutes, seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { EndReason } from "../../shared/sync/channel.ts";
import { limits, patience } from "../../shared/sync/limits.ts";
import type { Message } from "../../shared/sync/wire.ts";
import { assembly } from "../sim/assembly.ts";
import { Mallory } from "../sim/mallory.ts";
import { epochKey, type SimNode, type SimNodeOptions } from "../sim/node.ts";

beforeAll(() => cryptoReady);

const someId = (n: number): EntryId => {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, n);
  return idOf<EntryId>(bytes);
};
const someDevice = (n: number): DeviceId => someId(n) as unknown as DeviceId;

async function scene(options: SimNodeOptions = {}) {
  const world = assembly(3, 1, options);
  const [ada, bela, mallory] = world.nodes as [SimNode, SimNode, SimNode];
  for (let i = 0; i < 50; i++) ada.post(`post ${i}`);
  const attacker = new Mallory(world, ada, mallory);
  await world.clock.advance(500);
  return { ...world, ada, bela, mallory, attacker };
}

const kinds = (node: SimNode): readonly string[] => node.hub.facts().incidents.map((incident) => incident.kind);

describe("a member that floods", () => {
  it("[SYNC-3] with more entries than it was granted is cut off", async () => {
    const { clock, ada, mallory, attacker } = await scene({ storing: seconds(10) });
    for (let i = 0; i < 18; i++) attacker.say({ type: "entries", want: 0, entries: [mallory.post("x".repeat(kib(250)))], last: true });
    await clock.advance(500);
    expect(attacker.ended).toBe("Bye");
    expect(kinds(ada)).toEqual(["Flood"]);
  });

  it.each<[string, (n: number) => Message]>([
    ["names without end", (n) => ({ type: "have", serial: n, acts: [], tips: Array.from({ length: limits.tipsInMessage }, (_, i) => ({ device: someDevice(n * 1000 + i), seq: 1, id: someId(n * 1000 + i) })) })],
    ["acts without end", (n) => ({ type: "have", serial: n, acts: Array.from({ length: limits.idsInMessage }, (_, i) => someId(n * 2000 + i)), tips: [] })],
    ["wishes without end", (n) => ({ type: "want", want: n, acts: [], logs: [], whole: false })],
    ["chatter without end", () => ({ type: "credit", bytes: 1 })],
    ["forks without end", (n) => ({ type: "fork", device: someDevice(1), entries: [someId(2 * n), someId(2 * n + 1)] })],
  ])("[ENC-5] with %s is cut off", async (_, message) => {
    const { clock, ada, attacker } = await scene();
    for (let n = 1; n < 20_000 && attacker.ended === null; n++) {
      attacker.say(message(n));
      if (n % 500 === 0) await clock.advance(100);
    }
    await clock.advance(1000);
    expect(attacker.ended).toBe("Bye");
    expect(kinds(ada)).toContain("Flood");
  });

  it("[SYNC-1] asking for the same again and again is answered at a bounded pace", async () => {
    const { clock, ada, attacker } = await scene();
    const tip = ada.log.devices.tipsOf(ada.own.device)[0]!.id;
    let asked = 0;
    const answered = (): number => attacker.heard.filter((message) => message.type === "entries" && message.last && message.want > 0).length;
    for (let i = 0; i < 600; i++) {
      if (asked - answered() < limits.openWants) attacker.say({ type: "want", want: ++asked, acts: null, logs: [{ tip, known: [tip] }], whole: false });
      await clock.advance(10);
    }
    expect(attacker.ended).toBeNull();
    expect(answered()).toBeGreaterThan(50);
    expect(answered()).toBeLessThanOrEqual(8 * limits.wantsPerSecond);
  });
});

describe("a member that sends rubbish", () => {
  it.each<[string, EndReason | null, (s: Awaited<ReturnType<typeof scene>>) => Message]>([
    ["an entry with an altered payload", "Bye", ({ mallory }) => ({ type: "entries", want: 0, entries: [{ ...mallory.post("x"), payload: new Uint8Array(10) }], last: true })],
    ["an entry with a header that is none", "Bye", () => ({ type: "entries", want: 0, entries: [{ header: new Uint8Array(50), signature: new Uint8Array(64), payload: new Uint8Array(10) }], last: true })],
    ["an answer nobody asked for", "Bye", ({ mallory }) => ({ type: "entries", want: 99, entries: [mallory.post("x")], last: true })],
    ["a level that was never stated", "Bye", () => ({ type: "level", serial: 1000 })],
    ["a JOIN message", "Bye", () => ({ type: "request", request: new Uint8Array(10) })],
    ["a second AUTH", "Bye", ({ mallory }) => ({ type: "auth", publicKey: mallory.own.signing.publicKey, signature: new Uint8Array(64), instance: new Uint8Array(16), addresses: { signalling: [], stun: [] } })],
    ["a capsule nobody asked for", null, () => ({ type: "capsule", kid: epochKey(9).kid, capsule: new Uint8Array(20) })],
  ])("[LOG-8] %s: ended %s", async (_, ended, message) => {
    const all = await scene();
    all.attacker.say(message(all));
    await all.clock.advance(500);
    expect(all.attacker.ended).toBe(ended);
    expect(kinds(all.ada)).toEqual(ended === null ? [] : ["BadFrame"]);
    expect(all.ada.capsules).toEqual([]);
  });

  it("[LOG-6] an entry with a false signature is noted and changes nothing", async () => {
    const { clock, ada, bela, link, attacker, mallory } = await scene();
    const forged = { ...bela.post("never said"), signature: new Uint8Array(64) };
    const before = ada.all;
    attacker.say({ type: "entries", want: 0, entries: [forged], last: true });
    await clock.advance(500);
    expect(ada.all).toBe(before);
    expect(ada.hub.facts().incidents).toMatchObject([{ kind: "BadSignature", from: mallory.own.device }]);
    link(ada, bela);
    await clock.advance(1000);
    expect(ada.log.has(forged.id)).toBe(true); // the true one, from its author
  });

  it("[SYNC-1] naming what does not exist costs little and is given up", async () => {
    const { clock, ada, attacker, bela, link } = await scene();
    attacker.say({ type: "have", serial: 1, acts: [someId(5)], tips: [{ device: ada.own.device, seq: 500, id: someId(6) }, { device: bela.own.device, seq: 500, id: someId(7) }] });
    const wants = (): number => attacker.heard.filter((message) => message.type === "want").length;
    await clock.advance(500);
    expect(wants()).toBe(1);
    // Meanwhile the claimed logs come from others, once this session has been slow for long enough.
    bela.post("true news");
    link(ada, bela);
    await clock.advance(patience.slow + seconds(2));
    expect(ada.all).toBe(bela.all);
    await clock.advance(patience.stalled);
    expect(attacker.ended).toBe("Bye");
  });

  it("[SYNC-1] answering with nothing is asked ever more seldom", async () => {
    const { clock, attacker } = await scene();
    attacker.say({ type: "have", serial: 1, acts: [], tips: [{ device: someDevice(1), seq: 5, id: someId(6) }] });
    let answered = 0;
    for (let second = 0; second < 600; second++) {
      for (const message of attacker.heard.splice(0)) {
        if (message.type !== "want") continue;
        attacker.say({ type: "entries", want: message.want, entries: [], last: true });
        answered += 1;
      }
      await clock.advance(1000);
    }
    expect(answered).toBeGreaterThan(5);
    expect(answered).toBeLessThan(20);
  });

  it("[KEY-5] keys are asked for without end: cut off", async () => {
    const { clock, ada, attacker } = await scene();
    for (let n = 0; n < 70; n++) attacker.say({ type: "help", kids: [someId(n) as unknown as (typeof ada.keys)[0]["kid"]] });
    await clock.advance(minutes(1));
    expect(kinds(ada)).toEqual(["Flood"]);
  });
});
