/** Two machines connect by what is carried by hand between them; nothing else is there to help. */
import { describe, expect, it, onTestFinished } from "vitest";
import { nodeDialler } from "../../rtc/node-rtc.ts";
import type { PairDial } from "../../shared/ports/dialler.ts";
import type { Link } from "../../shared/ports/link.ts";
import { linkEnd } from "./link-end.ts";

const described = (dial: PairDial): Promise<Uint8Array | null> => new Promise((resolve) => dial.onDescribed(resolve));
const linked = (dial: PairDial): Promise<Link> => new Promise((resolve) => dial.onLink(resolve));

function machines() {
  const dialler = nodeDialler();
  onTestFinished(() => dialler.close());
  return dialler;
}

describe("[SYNC-9] dialling by hand", () => {
  it("links two machines by an offer and an answer of some hundred bytes, bound to both certificates", async () => {
    const dialler = machines();
    const ada = dialler.pair({ iceServers: [], offer: null });
    const links = [linked(ada)];
    const offer = (await described(ada))!;
    const bela = dialler.pair({ iceServers: [], offer });
    links.push(linked(bela));
    const answer = (await described(bela))!;
    console.log(`halves: ${offer.length} and ${answer.length} bytes`);
    expect(Math.max(offer.length, answer.length)).toBeLessThan(400);
    ada.answer(answer);
    const [a, b] = (await Promise.all(links)).map(linkEnd);
    await b!.listen();
    await a!.flood(100, 16 * 1024);
    expect(await b!.flooded(100)).toMatchObject({ frames: 100, inOrder: true });
    expect(await a!.binding()).toBe(await b!.binding());
    expect(await a!.binding()).toHaveLength(128);
    await a!.close("done");
    expect(await b!.closed()).toBe("closed by the other side");
  });

  it("makes nothing of garbage, of its own offer, or of an answer to somebody else", async () => {
    const dialler = machines();
    const ada = dialler.pair({ iceServers: [], offer: null });
    const offer = (await described(ada))!;
    for (const bad of [new Uint8Array(), new Uint8Array(5000), offer.slice(0, -1)]) expect(await described(dialler.pair({ iceServers: [], offer: bad }))).toBeNull();
    const answer = (await described(dialler.pair({ iceServers: [], offer })))!;
    expect(await described(dialler.pair({ iceServers: [], offer: answer }))).toBeNull();
    const mine = dialler.pair({ iceServers: [], offer: null });
    await described(mine);
    let opened = false;
    mine.onLink(() => (opened = true));
    mine.answer(offer); // no answer at all: the attempt ends, and nothing throws
    mine.answer(answer);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(opened).toBe(false);
  });
});
