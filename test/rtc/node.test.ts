import { afterEach, describe, expect, it } from "vitest";
import { utf8 } from "../../shared/base/bytes.ts";
import type { Link } from "../../shared/ports/link.ts";
import { nodeDialler } from "../../rtc/node-rtc.ts";
import type { RtcDialler } from "../../rtc/dialler.ts";
import { Relay } from "./relay.ts";

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

function world(delay = 50) {
  const relay = new Relay(delay);
  open.push(() => relay.close());
  return relay;
}

function member(relay: Relay, dialler: RtcDialler = nodeDialler()) {
  const room = dialler.join("room", { iceServers: [] });
  const links = new Map<string, Link>();
  const waiting: (() => void)[] = [];
  room.onLink((peer, link) => {
    links.set(peer, link);
    link.onClose(() => links.get(peer) === link && links.delete(peer));
    for (const check of waiting) check();
  });
  room.onSignal((to, message) => relay.carry(room.peerId, to, message));
  relay.enter(room);
  open.push(() => dialler.close());
  return {
    room,
    links,
    dialler,
    linkTo: (peer: string) =>
      new Promise<Link>((resolve) => {
        const check = () => {
          const link = links.get(peer);
          if (link) resolve(link);
        };
        waiting.push(check);
        check();
      }),
  };
}

describe("rtc in Node", () => {
  it("[SYNC-2] two members link, see the same binding and exchange frames", async () => {
    const relay = world();
    const ada = member(relay);
    const bela = member(relay);
    const [there, here] = await Promise.all([ada.linkTo(bela.room.peerId), bela.linkTo(ada.room.peerId)]);
    expect(there.binding).toHaveLength(64);
    expect(there.binding).toEqual(here.binding);
    const got = new Promise((resolve) => here.onFrame(resolve));
    there.send(utf8("hello"));
    expect(await got).toEqual(utf8("hello"));
  });
});
