/**
 * [ID-2] Somebody who altered the code sits at its other end. The digits follow from a nonce that is said once and to one
 * link: said again on the next, a handshake could be chosen that makes them what is wanted.
 */
import { beforeAll, expect, it } from "vitest";
import type { DeviceId, GroupId } from "../../shared/base/ids.ts";
import { kib } from "../../shared/base/units.ts";
import { Linking } from "../../shared/client/linking.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { Channel } from "../../shared/sync/channel.ts";
import { patience } from "../../shared/sync/limits.ts";
import { decodeStep, encodeStep, linkKeyOf, mostPlaces, roomOf, writeLinkCode, type LinkStep } from "../../shared/sync/linking.ts";
import { SimClock, simLink, SimRandom } from "../sim/network.ts";
import { ownDevice } from "../sim/node.ts";

beforeAll(() => cryptoReady);

const nowhere = { signalling: [], stun: [] };

it("whoever heard the nonce and leaves ends the attempt: the next link hears nothing", async () => {
  const [clock, random] = [new SimClock(), new SimRandom(7)];
  const linking = new Linking({ clock, random, addresses: () => nowhere, groups: () => [], prepare: async () => null, linked: () => undefined, dial: () => undefined, changed: () => undefined });
  const secret = random.bytes(16);
  linking.accept(writeLinkCode({ secret, commitment: random.bytes(32), ...nowhere }));

  /** What is heard on one link, which is then left. */
  const knock = async (): Promise<readonly LinkStep["is"][]> => {
    const heard: LinkStep["is"][] = [];
    const link = simLink(clock, random);
    const credentials = { group: roomOf(secret), binding: link.ends[1].binding, own: ownDevice(3), as: { mode: "member", keys: [], invites: [linkKeyOf(secret)] } } as const;
    const channel = new Channel(link.ends[1], credentials, nowhere, { clock, random, patience, instance: random.bytes(16) }, {
      ready: () => undefined,
      message: (message) => message.type === "device" && heard.push(decodeStep(message.step)!.is),
      again: () => undefined,
      ended: () => undefined,
    });
    linking.adopt(roomOf(secret), link.ends[0]);
    channel.start();
    await clock.advance(1000);
    channel.end("Left");
    await clock.advance(1000);
    return heard;
  };

  expect(await knock()).toEqual(["nonce"]);
  expect(linking.snapshot).toEqual({ is: "failed", why: "ended" });
  expect(await knock()).toEqual([]);
});

it("[ENC-5] steps are read as they were written, and nothing beyond their bounds is", () => {
  const [group, device] = ["a".repeat(64) as GroupId, "b".repeat(64) as DeviceId];
  const bytes = new Uint8Array(32).fill(7);
  const steps: readonly LinkStep[] = [
    { is: "nonce", nonce: bytes },
    { is: "reveal", nonce: bytes, name: "Telephone" },
    { is: "group", group, root: bytes },
    { is: "keys", request: null },
    { is: "keys", request: bytes },
    { is: "linked", capsule: bytes },
    { is: "stored" },
    { is: "done" },
    { is: "in", groups: [] },
    { is: "in", groups: Array.from({ length: mostPlaces }, () => ({ group, device })) },
    { is: "root", group, seed: bytes },
    { is: "rooted", group },
  ];
  for (const step of steps) {
    const written = encodeStep(step);
    expect(decodeStep(written)).toEqual(step);
    expect(decodeStep(written.subarray(0, -1))).toBeNull();
    expect(written.length).toBeLessThan(kib(8));
  }
  expect(decodeStep(encodeStep({ is: "in", groups: Array.from({ length: mostPlaces + 1 }, () => ({ group, device })) }))).toBeNull();
  expect(decodeStep(encodeStep({ is: "root", group, seed: bytes.subarray(1) }))).toBeNull();
  expect(decodeStep(encodeStep({ is: "in", groups: [{ group, device: "b".repeat(62) as DeviceId }] }))).toBeNull();
});
