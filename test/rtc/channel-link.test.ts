/** A channel whose other end does not read, which two real ends cannot be brought to reliably. */
import { expect, it } from "vitest";
import { ChannelLink } from "../../rtc/channel-link.ts";
import { mib } from "../../shared/base/units.ts";

it("[SYNC-3] ends with a peer that does not read, instead of failing whoever sends", () => {
  const channel = { bufferedAmount: mib(9), readyState: "open", send: () => undefined, close: () => undefined } as unknown as RTCDataChannel;
  const ends: string[] = [];
  const link = new ChannelLink(channel, () => ends.push("ended"));
  link.onClose((reason) => ends.push(reason));
  expect(link.send(new Uint8Array(10))).toBe(false);
  expect(link.send(new Uint8Array(10))).toBe(false);
  expect(ends).toEqual(["the other side does not read", "ended"]);
});
