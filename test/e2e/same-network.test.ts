/**
 * Story 1, LAN-1…4. Five machines on one switch, without router, name server or anything else to reach: three with the
 * command line, two with a window that may use no microphone. They find each other, let each other in by links that name no
 * address, and go on through a partition of the switch. Whoever records the switch learns nothing of the group.
 */
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join as pathOf } from "node:path";
import { setTimeout as pass } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { fromHex, toBase64url } from "../../shared/base/bytes.ts";
import { minutes, seconds } from "../../shared/base/units.ts";
import { readLink, writeLink } from "../../shared/governance/invite.ts";
import { builtProgram } from "../host/built-program.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { layNetwork, whyNoNetns, type Machine } from "../rtc/netns.ts";
import type { AppWindow } from "./app-window.ts";
import { hostProgram, openApart } from "./steps/apart.ts";
import { groupOf, join, welcome } from "./steps/first-steps.ts";
import { post, sees } from "./steps/talk.ts";

const reason = whyNoNetns();
if (reason !== null) console.log(`not run: five machines on a switch (${reason})`);

/** No permission for media, and addresses of this machine hidden as Chromium hides them: what a person's browser does. */
const plainFlags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows"];
const within = seconds(40);

describe.skipIf(reason !== null)("five machines on a switch", () => {
  it("find each other, join, converge, part and meet again", { timeout: minutes(5) }, async () => {
    const network = await layNetwork(5);
    onTestFinished(() => network.close());
    const [ada, bela, clara, daria, emil] = network.machines as [Machine, Machine, Machine, Machine, Machine];
    const [cli, host] = await Promise.all([builtProgram(new URL("../../cli/veche.ts", import.meta.url)), hostProgram()]);
    const recorded = await record(network.machines);

    const a = new Peer(ada, cli);
    await a.veche("found", "--name", "Harbour Street", "--as", "Adamantia");
    await a.serve();
    const links: string[] = [];
    for (let i = 0; i < 4; i++) links.push(withoutAddresses((await a.veche("invite")).trim()));
    const { thread } = JSON.parse(await a.veche("post", "--title", "Who is here", "The lights went out at nine.", "--json")) as { thread: string };

    const [b, c] = [new Peer(bela, cli), new Peer(clara, cli)];
    for (const [peer, name, link] of [[b, "Belarmino", links[0]!], [c, "Claribel", links[1]!]] as const) {
      await peer.veche("join", link, "--as", name);
      await peer.serve();
    }
    const windows: AppWindow[] = [];
    onTestFinished(() => {
      for (const { errors } of windows) if (errors.length > 0) console.log(errors.join("\n"));
    });
    for (const [machine, name, link] of [[daria, "Dariusz", links[2]!], [emil, "Emilienne", links[3]!]] as const) {
      const { window } = await openApart(machine, host, plainFlags);
      await welcome(window, name);
      const start = performance.now();
      await join(window, link, within);
      await window.go(`/g/${groupOf(window)}/discussions/${thread}`);
      await sees(window, "The lights went out at nine.", within);
      console.log(`a window joined by itself and read the first entry after ${Math.round(performance.now() - start)} ms`);
      windows.push(window);
    }
    const [d, e] = windows as [AppWindow, AppWindow];

    await post(d, "Candles in the hall.");
    await b.veche("post", "--thread", thread, "Water is fine.");
    for (const text of ["Candles in the hall.", "Water is fine."]) {
      for (const peer of [a, b, c]) await peer.reads(thread, text);
      for (const window of windows) await sees(window, text, within);
    }
    // Nobody asked for a microphone, and every link is a socket.
    await d.go(`/g/${groupOf(d)}/connection`);
    await expect.poll(() => d.page.getByText("over this network").count(), { timeout: within }).toBe(4);
    await expect.poll(() => d.page.getByText("Your browser hides this machine").count()).toBe(0);

    await network.part(3); // Ada, Bela, Clara | Daria, Emil
    await a.veche("post", "--thread", thread, "This side is dry.");
    await e.page.bringToFront();
    await post(e, "That side has candles.");
    await d.go(`/g/${groupOf(d)}/discussions/${thread}`);
    await sees(d, "That side has candles.", within);
    await c.reads(thread, "This side is dry.");
    await pass(seconds(3));
    expect(await e.page.getByText("This side is dry.").count()).toBe(0);
    await network.mend();
    const mended = performance.now();
    for (const window of windows) await sees(window, "This side is dry.", minutes(2));
    for (const peer of [a, b, c]) await peer.reads(thread, "That side has candles.", minutes(2));
    console.log(`a switch mended: level again after ${Math.round(performance.now() - mended)} ms`);

    const group = groupOf(d);
    const bytes = await recorded();
    expect(bytes.length).toBeGreaterThan(50_000);
    for (const secret of ["Harbour Street", "Adamantia", "Belarmino", "Dariusz", "lights went out", "Candles", group, toBase64url(fromHex(group)!), Buffer.from(fromHex(group)!).toString("base64")]) {
      expect(bytes.includes(secret), secret).toBe(false);
    }
    expect(bytes.includes(Buffer.from(fromHex(group)!))).toBe(false);
    expect(bytes.includes("_veche")).toBe(true); // the recording saw the announcements
  });
});

/** Somebody with the command line on one machine. */
class Peer {
  readonly #profile: readonly string[];

  constructor(
    private readonly machine: Machine,
    private readonly program: string,
  ) {
    const directory = temporaryDirectory();
    writeFileSync(pathOf(directory, "passphrase"), "correct horse battery\n");
    this.#profile = ["--profile", pathOf(directory, "profile"), "--passphrase-file", pathOf(directory, "passphrase")];
  }

  async veche(...args: readonly string[]): Promise<string> {
    const child = this.machine.spawn(process.execPath, [this.program, ...args, ...this.#profile], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout!.on("data", (bytes: Buffer) => (out += bytes.toString()));
    child.stderr!.on("data", (bytes: Buffer) => (err += bytes.toString()));
    const [code] = (await once(child, "close")) as [number];
    if (code !== 0) throw new Error(`veche ${args.join(" ")}: ${err}`);
    return out;
  }

  /** Until the test ends. */
  async serve(): Promise<void> {
    const child = this.machine.spawn(process.execPath, [this.program, "serve", ...this.#profile, "--json"], { stdio: ["ignore", "pipe", "ignore"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child.stdout!, "data");
    child.stdout!.resume();
  }

  async reads(thread: string, text: string, patience = within): Promise<void> {
    await expect.poll(() => this.veche("threads", thread, "--json"), { timeout: patience, interval: 500 }).toContain(text);
  }
}

function withoutAddresses(text: string): string {
  const link = readLink(text);
  if (typeof link === "string") throw new Error(link);
  return writeLink({ ...link, signalling: [], stun: [] });
}

/** Every packet of these machines; the answer stops and gives the bytes. */
async function record(machines: readonly Machine[]): Promise<() => Promise<Buffer>> {
  const recorders = await Promise.all(
    machines.map(async (machine, at) => {
      const file = pathOf(temporaryDirectory(), `${at}.pcap`);
      const child = machine.spawn("tcpdump", ["-i", "eth0", "-U", "-s", "0", "-Z", "root", "-w", file], { stdio: ["ignore", "ignore", "pipe"] });
      onTestFinished(() => void child.kill("SIGKILL"));
      await once(child.stderr!, "data");
      return { file, child };
    }),
  );
  return async () => {
    for (const { child } of recorders) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
    return Buffer.concat(recorders.map(({ file }) => readFileSync(file)));
  };
}
