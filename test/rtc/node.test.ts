/** Dialling between members in one Node process. */
import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import { nodeDialler } from "../../rtc/node-rtc.ts";
import { localMember } from "./member.ts";
import { Relay } from "./relay.ts";
import { meet } from "./meet.ts";

function world(members: number) {
  const relay = new Relay();
  const dialler = nodeDialler();
  onTestFinished(async () => {
    relay.close();
    await dialler.close();
  });
  return { relay, dialler, members: Array.from({ length: members }, () => localMember(relay, dialler)) };
}

describe("dialling in Node", () => {
  it("links five members who all start at once", async () => {
    await meet(world(5).members);
  });

  it("links anew after a link was closed", async () => {
    const { members } = world(2);
    const [ada, bela] = members;
    await meet(members);
    const link = await ada!.linkTo(bela!.peerId);
    await link.close("test");
    await (await bela!.linkTo(ada!.peerId)).closed();
    await meet(members);
  });

  it("still sends what was queued when a room is left", async () => {
    const { members } = world(2);
    const [ada, bela] = members;
    const link = await bela!.linkTo(ada!.peerId);
    await link.listen();
    await (await ada!.linkTo(bela!.peerId)).flood(200, 16 * 1024);
    await ada!.leave();
    expect(await link.flooded(200)).toMatchObject({ frames: 200, inOrder: true });
    expect(await link.closed()).toBe("closed by the other side");
  });

  it.skipIf(!existsSync("/proc/self/task"))("gives the threads of closed connections back", async () => {
    const threads = (): number => readdirSync("/proc/self/task").length;
    const before = threads();
    for (let i = 0; i < 50; i++) {
      const { members } = world(2);
      await meet(members);
      await Promise.all(members.map((member) => member.leave()));
    }
    expect(threads()).toBeLessThan(before + 100);
  });
});
