/**
 * Strangers, replays and garbage, on signalling and on the channel: no connection of theirs lasts, no error is left
 * unhandled in a window or a host, and members neither lose each other nor stop admitting.
 */
import { expect, it } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { disturbSignalling, misbehaving, overheard, type Misdeed, type Overheard } from "./steps/attacker.ts";
import { found, invite, join, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { NodePeer } from "./steps/node-peer.ts";
import { post, sees, startThread } from "./steps/talk.ts";

it("strangers, replays and garbage leave no connection and no error", { timeout: minutes(4) }, async () => {
  const browser = await openBrowser();
  const all: Overheard[] = [];
  const [ada, bela, clara] = (await Promise.all([0, 1, 2].map(() => AppWindow.open(browser, { meeting: overheard(all), before: countConnections })))) as [AppWindow, AppWindow, AppWindow];
  await Promise.all([welcome(ada, "Ada"), welcome(bela, "Bela"), welcome(clara, "Clara")]);
  await found(ada, "Harbour Street");
  await join(bela, await invite(ada));
  const thread = await startThread(ada, "The door", "Who is there?");
  await bela.go(thread);
  await sees(bela, "Who is there?");
  await expect.poll(() => connections(ada)).toBe(1);

  expect(all.length).toBeGreaterThan(3);
  const ports = [ada, bela].map((window) => window.services!.signal.port);
  for (const port of ports) await disturbSignalling(port, all);
  await post(ada, "Knocking at the meeting point.");
  await sees(bela, "Knocking at the meeting point.");
  expect([await connections(ada), await connections(bela)]).toEqual([1, 1]);

  for (const misdeed of ["garbage", "replays", "altered"] as const) await intrude(misdeed, await invite(ada));
  await ada.go(thread);
  await post(ada, "And they are gone.");
  await sees(bela, "And they are gone.");
  await expect.poll(() => Promise.all([connections(ada), connections(bela)]), { timeout: seconds(30) }).toEqual([1, 1]);
  await ada.page.getByText("Connected directly to 1 of 1 other member · everything they have is here").waitFor();

  await join(clara, await invite(ada));
  await clara.go(thread);
  await sees(clara, "And they are gone.");
  noErrors([ada, bela, clara]);
  console.log(`strangers: ${all.length} messages replayed twice to two meeting points, garbage, and three misbehaving joiners: no connection lasts, no error`);
});

/** An invited machine that misbehaves gets no further than its first link. */
async function intrude(misdeed: Misdeed, link: string): Promise<void> {
  let links = 0;
  const mallory = await NodePeer.create(temporaryDirectory(), "Mallory", { dialling: misbehaving(misdeed, () => links++) });
  try {
    const { join: id } = await mallory.does({ type: "group.join", link });
    await expect.poll(() => links, { timeout: seconds(20) }).toBeGreaterThan(1);
    const joins = await mallory.sees({ query: "joins" }, (rows) => rows.some((row) => row.id === id));
    expect(joins[0]?.state.is, misdeed).not.toBe("joined");
  } finally {
    await mallory.close();
  }
}

declare const alive: Set<RTCPeerConnection>;

async function countConnections(page: AppWindow["page"]): Promise<void> {
  await page.addInitScript(() => {
    const counted = new Set<RTCPeerConnection>();
    Object.assign(globalThis, { alive: counted });
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        counted.add(this);
      }
    };
  });
}

/** How many connections of the window are not closed. */
const connections = ({ page }: AppWindow): Promise<number> => page.evaluate(() => [...alive].filter((each) => each.connectionState !== "closed").length);
