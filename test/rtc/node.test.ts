/** Dialling between members in one Node process. */
import { describe, it, onTestFinished } from "vitest";
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
});
