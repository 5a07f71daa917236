import { beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../../shared/base/bytes.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Credentials } from "../../shared/sync/handshake.ts";
import { Channel, type Content, type EndReason, type Peer, type Surroundings } from "../../shared/sync/channel.ts";
import { patience } from "../../shared/sync/limits.ts";
import { decodeHello, encodeHello } from "../../shared/sync/wire.ts";
import { SimClock, simLink, SimRandom, type SimLink } from "../sim/network.ts";
import { epochKey, group, inviteKey, ownDevice } from "../sim/node.ts";

beforeAll(() => cryptoReady);

interface End {
  readonly channel: Channel;
  peer: Peer | null;
  reason: EndReason | null;
  readonly messages: Content[];
}

const member = (device: number, ...keys: number[]): Omit<Credentials, "binding"> => ({ group, own: ownDevice(device), as: { mode: "member", keys: keys.map(epochKey), invites: [] } });

class Scene {
  readonly clock = new SimClock();
  readonly random = new SimRandom(5);

  end(link: SimLink["ends"][0], credentials: Omit<Credentials, "binding">): End {
    const around: Surroundings = { clock: this.clock, random: this.random, patience, instance: this.random.bytes(16) };
    const end: End = {
      channel: new Channel(link, { ...credentials, binding: link.binding }, { signalling: [], stun: [] }, around, {
        ready: (peer) => {
          end.peer = peer;
        },
        message: (message) => end.messages.push(message),
        again: () => undefined,
        ended: (reason) => {
          end.reason = reason;
        },
      }),
      peer: null,
      reason: null,
      messages: [],
    };
    end.channel.start();
    return end;
  }

  async meet(a: Omit<Credentials, "binding">, b: Omit<Credentials, "binding">, tamper?: (frame: Uint8Array, from: 0 | 1, number: number) => Uint8Array | null): Promise<readonly [End, End]> {
    const counts = [0, 0];
    const link = simLink(this.clock, this.random, tamper === undefined ? {} : { tamper: (frame, from) => tamper(frame, from, counts[from]!++) });
    const ends = [this.end(link.ends[0], a), this.end(link.ends[1], b)] as const;
    await this.clock.advance(500);
    return ends;
  }
}

describe("two members", () => {
  it("[SYNC-2] prove the newest key both hold and their devices", async () => {
    const [ada, bela] = await new Scene().meet(member(1, 9, 8, 7), member(2, 8, 7));
    expect(ada.peer!.device).toBe(ownDevice(2).device);
    expect(bela.peer!.device).toBe(ownDevice(1).device);
    expect(ada.peer!.keys.common).toEqual({ is: "epoch", kid: epochKey(8).kid });
    expect(ada.peer!.keys.transcript).toEqual(bela.peer!.keys.transcript);
    expect(ada.peer!.keys.sending).toEqual(bela.peer!.keys.receiving);
    expect(ada.peer!.keys.sending).not.toEqual(ada.peer!.keys.receiving);
  });

  it("[SYNC-2][KEY-3] agree on one key also where each holds newest what the other does not rank first", async () => {
    const [ada, bela] = await new Scene().meet(member(1, 5, 6, 1), member(2, 6, 5, 1));
    expect(ada.peer!.keys.common).toEqual(bela.peer!.keys.common);
  });

  it("[SYNC-2] with no key in common part as strangers", async () => {
    const ends = await new Scene().meet(member(1, 1), member(2, 2));
    expect(ends.map((end) => end.reason)).toContain("NothingInCommon");
    expect(ends.every((end) => end.peer === null)).toBe(true);
  });

  it("[SYNC-2] of two groups do not meet, though a key were the same", async () => {
    const other = { ...member(2, 1), group: epochKey(3).kid as unknown as typeof group };
    const ends = await new Scene().meet(member(1, 1), other);
    expect(ends.every((end) => end.peer === null)).toBe(true);
    expect(ends.map((end) => end.reason)).toContain("WrongKey");
  });

  it("[SYNC-2] a joiner and a member prove an open invite; a spent one is a stranger's", async () => {
    const open = { ...member(1, 1), as: { mode: "member", keys: [epochKey(1)], invites: [inviteKey(3), inviteKey(4)] } } as const;
    const joiner = (n: number) => ({ group, own: ownDevice(9), as: { mode: "join", invite: inviteKey(n) } }) as const;
    const [ada, newcomer] = await new Scene().meet(open, joiner(4));
    expect(ada.peer!.keys.common).toEqual({ is: "invite", invite: inviteKey(4).invite });
    expect(newcomer.peer!.device).toBe(ownDevice(1).device);
    const refused = await new Scene().meet(open, joiner(5));
    expect(refused.every((end) => end.peer === null)).toBe(true);
    const joiners = await new Scene().meet(joiner(4), joiner(4));
    expect(joiners.every((end) => end.peer === null)).toBe(true);
  });
});

describe("an attacker on the link", () => {
  it("[SYNC-2] who relays between two links of its own gets no session: the bindings differ", async () => {
    const scene = new Scene();
    const [left, right] = [1, 2].map((n) => simLink(scene.clock, scene.random, { binding: utf8(`fingerprints of link ${n}`) })) as [SimLink, SimLink];
    const ada = scene.end(left.ends[0], member(1, 1));
    const bela = scene.end(right.ends[1], member(2, 1));
    left.ends[1].onFrame((frame) => right.ends[0].send(frame));
    right.ends[0].onFrame((frame) => left.ends[1].send(frame));
    left.ends[1].onClose(() => right.ends[0].close("gone"));
    right.ends[0].onClose(() => left.ends[1].close("gone"));
    await scene.clock.advance(500);
    expect([ada.peer, bela.peer]).toEqual([null, null]);
    expect([ada.reason, bela.reason]).toContain("WrongKey");
  });

  it("[SYNC-2] who gives a HELLO back to its sender is found out", async () => {
    const scene = new Scene();
    const link = simLink(scene.clock, scene.random);
    const ada = scene.end(link.ends[0], member(1, 1));
    link.ends[1].onFrame((frame) => link.ends[1].send(frame));
    await scene.clock.advance(500);
    expect(ada.reason).toBe("Reflected");
  });

  it("[SYNC-2] who holds an older key cannot make two members use it: changing a HELLO changes every key", async () => {
    const strip = (frame: Uint8Array, _: 0 | 1, number: number): Uint8Array => {
      const hello = number === 0 ? decodeHello(frame) : null;
      return hello === null || hello === "OtherVersion" ? frame : encodeHello({ ...hello, hints: hello.hints.slice(1) });
    };
    const ends = await new Scene().meet(member(1, 2, 1), member(2, 2, 1), strip);
    expect(ends.every((end) => end.peer === null)).toBe(true);
  });

  it("[SYNC-2] a key of small order, garbage, another version, silence: each ends with its reason", async () => {
    const cases: [EndReason, Uint8Array | null][] = [
      ["SmallOrder", encodeHello({ mode: "member", publicKey: new Uint8Array(32), nonce: new Uint8Array(32).fill(1), hints: [] })],
      ["Garbled", utf8("GET / HTTP/1.1")],
      ["Garbled", new Uint8Array(0)],
      ["Garbled", new Uint8Array(16 * 1024).fill(0x9f)],
      ["OtherVersion", Uint8Array.of(0x82, 0, 2)],
      ["Timeout", null],
    ];
    for (const [reason, frame] of cases) {
      const scene = new Scene();
      const link = simLink(scene.clock, scene.random);
      const ada = scene.end(link.ends[0], member(1, 1));
      if (frame !== null) link.ends[1].send(frame);
      await scene.clock.advance(patience.handshake + 500);
      expect(ada.reason).toBe(reason);
    }
  });

  it("[SYNC-2][SYNC-3] AUTH that is altered, replayed from another link, cut or doubled opens nothing", async () => {
    const recorded: Uint8Array[] = [];
    await new Scene().meet(member(1, 1), member(2, 1), (frame, from, number) => {
      if (from === 1 && number === 1) recorded.push(frame);
      return frame;
    });
    const attacks: ((frame: Uint8Array) => Uint8Array | null)[] = [
      (frame) => frame.map((b, i) => (i === 40 ? b ^ 1 : b)),
      () => recorded[0]!,
      (frame) => frame.slice(0, -1),
      (frame) => new Uint8Array([...frame, ...frame]),
      () => new Uint8Array(0),
    ];
    for (const attack of attacks) {
      const scene = new Scene();
      scene.random.bytes(7); // other randomness than in the recorded run
      const [ada] = await scene.meet(member(1, 1), member(2, 1), (frame, from, number) => (from === 1 && number === 1 ? attack(frame) : frame));
      expect(ada.peer).toBeNull();
      expect(ada.reason).toBe("WrongKey");
    }
  });

  it("[SYNC-1] no message is taken before AUTH, not even from who holds the key", async () => {
    const scene = new Scene();
    const link = simLink(scene.clock, scene.random);
    const ada = scene.end(link.ends[0], member(1, 1));
    const hasty = scene.end(link.ends[1], member(2, 1));
    // Speaks as soon as it has keys, in the place where AUTH belongs.
    const auth = hasty.channel.send.bind(hasty.channel);
    hasty.channel.send = () => auth({ type: "level", serial: 1 });
    await scene.clock.advance(500);
    expect(ada.reason).toBe("Unexpected");
    expect(ada.messages).toEqual([]);
  });

  it("[SYNC-3] every later frame that is changed, dropped or repeated ends the session", async () => {
    for (const what of ["change", "drop", "repeat"] as const) {
      const scene = new Scene();
      let before: Uint8Array | null = null;
      const [ada, bela] = await scene.meet(member(1, 1), member(2, 1), (frame, from, number) => {
        if (from !== 1 || number !== 3) {
          if (from === 1) before = frame;
          return frame;
        }
        return what === "change" ? frame.map((b) => b ^ 1) : what === "drop" ? null : before;
      });
      for (const serial of [1, 2, 3]) bela.channel.send({ type: "level", serial });
      await scene.clock.advance(500);
      expect(ada.messages).toEqual([{ type: "level", serial: 1 }]);
      expect(ada.reason).toBe("BadFrame");
    }
  });
});
