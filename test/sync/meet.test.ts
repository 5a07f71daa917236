/** Meeting others: links come, and come again when they were lost, however they were lost. */
import { expect, it, onTestFinished } from "vitest";
import { createMeeting, type Circle } from "../../shared/sync/meet.ts";
import type { Kid } from "../../shared/base/ids.ts";
import { Secret } from "../../shared/base/secret.ts";
import { seconds } from "../../shared/base/units.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { systemClock } from "../../host/clock.ts";
import { systemRandom } from "../../host/random.ts";
import type { Link } from "../../shared/ports/link.ts";
import { Street } from "../sim/street.ts";

it("[SYNC-2] a link that is turned down at once does not keep two machines apart", { timeout: seconds(20) }, async () => {
  await cryptoReady;
  const street = new Street();
  const circle: Circle = { room: "group", role: "member", keys: [{ kid: "one" as Kid, key: new Secret(new Uint8Array(32)) }], invites: [] };
  const taken: Link[] = [];
  let turnedDown = 0;
  for (const takes of [(link: Link) => void taken.push(link), (link: Link) => (turnedDown++ === 0 ? link.close("Duplicate") : void taken.push(link))]) {
    const meeting = createMeeting({ ...street.enter(), clock: systemClock, random: systemRandom });
    onTestFinished(() => meeting.close());
    meeting.onLink((_, link) => takes(link));
    meeting.dial(["ws://street"]);
    meeting.meetIn([circle]);
  }
  await expect.poll(() => taken.length, { timeout: seconds(15) }).toBe(3);
  expect(turnedDown).toBe(2);
});
