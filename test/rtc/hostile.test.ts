/** Strangers, replays and garbage on signalling or channel: no lasting connection, no unhandled error. */
import wrtc from "@roamhq/wrtc";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { rtcDialler } from "../../rtc/dialler.ts";
import { decodeSignal, encodeSignal } from "../../rtc/signal-message.ts";
import { fromHex, fromUtf8, utf8 } from "../../shared/base/bytes.ts";
import { seconds } from "../../shared/base/units.ts";
import type { Link } from "../../shared/ports/link.ts";
import { meet } from "./meet.ts";
import { localMember } from "./member.ts";
import { Relay } from "./relay.ts";

/** A dialler that counts its connections. */
function counted() {
  const made: RTCPeerConnection[] = [];
  class Counted extends wrtc.RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push(this);
    }
  }
  const dialler = rtcDialler({ ...wrtc, RTCPeerConnection: Counted });
  onTestFinished(() => dialler.close());
  return { dialler, made, alive: () => made.filter((connection) => connection.signalingState !== "closed").length };
}

function relay(): Relay {
  const made = new Relay(10);
  onTestFinished(() => made.close());
  return made;
}

/** A peer that speaks WebRTC by itself and keeps to no rule of ours. */
async function rawPeer(room: ReturnType<ReturnType<typeof counted>["dialler"]["join"]>, name = "f".repeat(32)) {
  const connection = new wrtc.RTCPeerConnection();
  const idle = connection.createDataChannel("idle", { negotiated: true, id: 0 });
  const frames = connection.createDataChannel("frames", { negotiated: true, id: 1 });
  const dial = "0".repeat(32);
  const send = (signal: unknown): void => {
    const message = encodeSignal(dial, signal);
    if (message) room.signal(name, message);
  };
  const described = new Promise<void>((resolve) => {
    room.onSignal((_, bytes) => {
      const signal = decodeSignal(bytes)!.signal;
      if (signal.type === "candidate") void connection.addIceCandidate(signal.candidate);
      else void connection.setRemoteDescription(signal).then(resolve);
    });
  });
  connection.onicecandidate = ({ candidate }) => {
    if (candidate) send({ type: "candidate", candidate: candidate.toJSON() });
  };
  await connection.setLocalDescription(await connection.createOffer());
  send({ type: "offer", sdp: connection.localDescription!.sdp });
  await described;
  onTestFinished(() => connection.close());
  return { connection, idle, frames };
}

const opened = (channel: RTCDataChannel): Promise<void> =>
  channel.readyState === "open" ? Promise.resolve() : new Promise((resolve) => (channel.onopen = () => resolve()));

describe("hostile peers", () => {
  it("reads signal messages or refuses them, and throws at neither", () => {
    const sdp = `v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=fingerprint:sha-256 ${"AB:".repeat(31)}AB\r\n`;
    const valid = encodeSignal("0".repeat(32), { type: "offer", sdp })!;
    expect(decodeSignal(valid)).not.toBeNull();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => decodeSignal(bytes) === null));
    fc.assert(fc.property(fc.json(), (text) => decodeSignal(utf8(text)) === null));
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.nat(255), (at, byte) => {
        const altered = valid.slice();
        altered[at] = byte;
        const read = decodeSignal(altered);
        return read === null || read.signal.type === "offer";
      }),
    );
    for (const bad of [
      sdp + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n",
      sdp + `a=fingerprint:sha-256 ${"CD:".repeat(31)}CD\r\n`,
      sdp + "a=fingerprint:sha-1 AB:CD\r\n",
      sdp.replace("application", "audio"),
      sdp + "x".repeat(20_000),
    ])
      expect(encodeSignal("0".repeat(32), { type: "offer", sdp: bad })).toBeNull();
  });

  it("lets replays of everything ever signalled change nothing", async () => {
    const room = relay();
    const { dialler, made, alive } = counted();
    const ada = dialler.join("room", { iceServers: [] });
    const bela = dialler.join("room", { iceServers: [] });
    const links: Link[] = [];
    const said: (() => void)[] = [];
    for (const [me, you] of [[ada, bela], [bela, ada]] as const) {
      me.onLink((_, link) => links.push(link));
      me.onSignal((_, message) => {
        said.push(() => you.signal(me.peerId, message));
        you.signal(me.peerId, message);
      });
    }
    ada.announce(bela.peerId);
    await expect.poll(() => links.length).toBe(2);
    for (let round = 0; round < 3; round++) {
      for (const again of said) again();
      for (const again of [...said].reverse()) again();
      ada.announce(bela.peerId);
    }
    const heard = new Promise((resolve) => links[1]!.onFrame(resolve));
    expect(links[0]!.send(utf8("still here"))).toBe(true);
    expect(await heard).toEqual(utf8("still here"));
    expect([made.length, alive()]).toEqual([2, 2]);
    room.close();
  });

  it("forgets who announces itself and never answers", { timeout: seconds(20) }, async () => {
    const { dialler, made, alive } = counted();
    const room = dialler.join("room", { iceServers: [] });
    for (let i = 0; i < 100; i++) room.announce(`stranger ${i}`);
    await expect.poll(() => made.length).toBe(16);
    await expect.poll(alive, { timeout: seconds(12) }).toBe(0);
  });

  it("survives offers and answers that make no sense", async () => {
    const { dialler, alive } = counted();
    const room = dialler.join("room", { iceServers: [] });
    const fingerprint = `a=fingerprint:sha-256 ${"AB:".repeat(31)}AB`;
    const shapes = ["offer", "answer"].flatMap((type) =>
      ["", "v=0\r\n", "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"].map((head) => ({
        type,
        sdp: `${head}m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n${fingerprint}\r\n`,
      })),
    );
    const candidate = { candidate: "candidate:nonsense", sdpMLineIndex: 0, sdpMid: "nowhere" };
    let dial = 0;
    for (const signal of [...shapes, { type: "candidate", candidate }]) {
      for (const from of ["ada", "bela"]) {
        room.signal(from, encodeSignal(String(++dial).padStart(32, "0"), signal)!);
        room.announce(from);
        room.signal(from, utf8(JSON.stringify({ dial, signal })));
      }
    }
    await expect.poll(alive, { timeout: seconds(12) }).toBe(0);
  }, seconds(20));

  it("closes a channel that carries anything but frames, and reads no other channel", async () => {
    for (const wrong of [new Uint8Array(16 * 1024 + 1), "text"]) {
      const { dialler, alive } = counted();
      const room = dialler.join("room", { iceServers: [] });
      const linked = new Promise<Link>((resolve) => room.onLink((_, link) => resolve(link)));
      const peer = await rawPeer(room);
      const link = await linked;
      await Promise.all([opened(peer.idle), opened(peer.frames)]);
      const closed = new Promise((resolve) => link.onClose(resolve));
      for (let i = 0; i < 50; i++) peer.connection.createDataChannel(`extra ${i}`);
      for (const junk of [fromHex("00020affffffff")!, new Uint8Array(5000).fill(255)]) peer.idle.send(junk as Uint8Array<ArrayBuffer>);
      const heard = new Promise<Uint8Array>((resolve) => link.onFrame(resolve));
      peer.frames.send(utf8("a frame") as Uint8Array<ArrayBuffer>);
      expect(fromUtf8(await heard)).toBe("a frame");
      peer.frames.send(wrong as string);
      expect(await closed).toBe("received what is no frame");
      await expect.poll(alive).toBe(0);
    }
  });

  it("takes no more frames than it can hold before anybody reads them", async () => {
    const { dialler, alive } = counted();
    const room = dialler.join("room", { iceServers: [] });
    const linked = new Promise<Link>((resolve) => room.onLink((_, link) => resolve(link)));
    const peer = await rawPeer(room);
    const link = await linked;
    const closed = new Promise((resolve) => link.onClose(resolve));
    await opened(peer.frames);
    for (let i = 0; i < 100; i++) peer.frames.send(new Uint8Array(16 * 1024));
    expect(await closed).toBe("received too much too early");
    await expect.poll(alive).toBe(0);
  });

  it("leaves nothing behind when everybody has gone", async () => {
    const room = relay();
    const { dialler, alive } = counted();
    const members = [0, 1, 2].map(() => localMember(room, dialler));
    await meet(members);
    expect(alive()).toBe(6);
    await Promise.all(members.map((member) => member.leave()));
    await expect.poll(alive).toBe(0);
  });
});
