/**
 * What was written is read nowhere but in the windows of members: not in the packets between two machines (signalling
 * included), not in the profile's files, not in the browser's, while the app runs and after it was closed.
 */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { layCable, whyNoNetns, type Machine } from "../rtc/netns.ts";
import { hostProgram, openApart, type Apart } from "./steps/apart.ts";
import { found, invite, join, passphrase, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { composer, sees, startThread } from "./steps/talk.ts";

const reason = whyNoNetns() ?? whyNoTcpdump();
if (reason !== null) console.log(`not run: looking for plaintext in packets and files (${reason})`);

const posted = "The quarry wall gives way on Thursday";
const drafted = "A draft about the heron in the mill race";
const title = "Wharf ledger";
const secrets = [posted, drafted, title, passphrase, "Bartholomea"];

describe.skipIf(reason !== null)("plaintext", () => {
  it("is in no packet and in no file", { timeout: minutes(4) }, async () => {
    const cable = await layCable();
    onTestFinished(() => cable.close());
    const program = await hostProgram();
    const capture = await startCapture(cable.a);
    const machines = await Promise.all([cable.a, cable.b].map((machine) => openApart(machine, program)));
    const [ada, bela] = machines as [Apart, Apart];
    await Promise.all([welcome(ada.window, "Ada"), welcome(bela.window, "Bartholomea")]);
    await found(ada.window, "Two houses");
    await join(bela.window, await invite(ada.window));
    const thread = await startThread(ada.window, title, posted);
    await bela.window.go(thread);
    await sees(bela.window, posted);
    await composer(bela.window).fill(drafted);
    await bela.window.page.getByText("Draft kept on this machine").waitFor();

    // Both could see: a datagram of ours is in the capture, a file of ours is found.
    const control = "control 4711";
    await once(cable.a.spawn("bash", ["-c", `printf '${control}' > /dev/udp/${cable.b.address}/9`]), "exit");
    await expect.poll(async () => textsIn(await readFile(capture.file), [control]), { timeout: 10_000 }).toEqual([control]);
    const packets = await capture.end();
    expect(textsIn(Buffer.from(control, "utf16le"), [control])).toEqual([control]);
    expect(textsIn(Buffer.from(Buffer.from(`x${control}`).toString("base64")), [control])).toEqual([control]);

    expect(textsIn(packets, secrets)).toEqual([]);
    expect(await inFiles(machines)).toEqual([]);
    noErrors(machines.map(({ window }) => window));
    for (const machine of machines) await machine.close();
    expect(await inFiles(machines)).toEqual([]);
    console.log(`secrecy: none of ${secrets.length} texts in ${packets.length} bytes of packets or in the files of two profiles and two browsers`);
  });
});

function whyNoTcpdump(): string | null {
  try {
    execFileSync("tcpdump", ["--version"], { stdio: "pipe" });
    return null;
  } catch (error) {
    return `tcpdump: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Everything on the cable, from now until its end. */
async function startCapture(machine: Machine): Promise<{ readonly file: string; end(): Promise<Buffer> }> {
  const file = joinPath(temporaryDirectory(), "packets");
  const tcpdump = machine.spawn("tcpdump", ["-i", "eth0", "-s", "0", "-U", "--immediate-mode", "-w", file, "-Z", "root"], { stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void tcpdump.kill("SIGKILL"));
  let said = "";
  for await (const part of tcpdump.stderr!.iterator({ destroyOnReturn: false })) if ((said += String(part)).includes("listening on")) break;
  return {
    file,
    async end() {
      const ended = once(tcpdump, "exit");
      tcpdump.kill("SIGINT");
      await ended;
      return readFile(file);
    },
  };
}

/** "file: text" for each of the secrets in a file of a profile or of a browser. */
async function inFiles(machines: readonly Apart[]): Promise<string[]> {
  const hits: string[] = [];
  for (const directory of machines.flatMap(({ window, browserDir }) => [window.profileDir, browserDir])) {
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = joinPath(entry.parentPath, entry.name);
      for (const text of textsIn(await readFile(path), secrets)) hits.push(`${path}: ${text}`);
    }
  }
  return hits;
}

/** Those of the texts that are in these bytes: in UTF-8, UTF-16 or base64. */
const textsIn = (bytes: Buffer, texts: readonly string[]): string[] => texts.filter((text) => spellings(text).some((each) => bytes.includes(each)));

function spellings(text: string): Buffer[] {
  const littleEndian = Buffer.from(text, "utf16le");
  const plain = [Buffer.from(text), littleEndian, Buffer.from(littleEndian).swap16()];
  return [...plain, ...plain.flatMap((each) => [0, 1, 2].map((offset) => insideBase64(each, offset)))];
}

/** The part of the base64 of anything containing these bytes at this offset that depends on them alone. */
function insideBase64(bytes: Buffer, offset: number): Buffer {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64").replace(/=+$/u, "");
  return Buffer.from(text.slice(offset === 0 ? 0 : offset + 1, -2));
}
