/** The browser shell: which browser it opens and how, and what it does when there is none to open. */
import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { defaultProfileDirectory } from "../../host/profile-directory.ts";
import { hasDisplay, installedBrowser, windowArguments } from "../../host/window.ts";
import { builtProgram } from "./built-program.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

describe("the window", () => {
  it("runs on a profile of its own, shows local addresses to WebRTC, and keeps its sandbox unless run by root", () => {
    const given = windowArguments("http://127.0.0.1:1/#token=x", "/somewhere/window", false);
    expect(given).toContain("--app=http://127.0.0.1:1/#token=x");
    expect(given).toContain("--user-data-dir=/somewhere/window");
    expect(given).toContain("--disable-features=WebRtcHideLocalIpsWithMdns");
    expect(given.join(" ")).not.toMatch(/no-sandbox|fake-ui|remote-debugging|disable-web-security/);
    expect(windowArguments("", "", true)).toContain("--no-sandbox");
  });

  it("is looked for in PATH, or where VECHE_BROWSER says", async () => {
    const directory = temporaryDirectory();
    const environment = { PATH: directory };
    expect(await installedBrowser(environment, "linux")).toBeNull();
    program(directory, "google-chrome", "exit 0");
    expect(await installedBrowser(environment, "linux")).toBe(join(directory, "google-chrome"));
    program(directory, "chromium", "exit 0");
    expect(await installedBrowser(environment, "linux")).toBe(join(directory, "chromium"));
    expect(await installedBrowser({ ...environment, VECHE_BROWSER: join(directory, "none") }, "linux")).toBeNull();
  });

  it("needs a display on Linux", () => {
    expect(hasDisplay({}, "linux")).toBe(false);
    expect(hasDisplay({ DISPLAY: "" }, "linux")).toBe(false);
    expect(hasDisplay({ DISPLAY: ":0" }, "linux")).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: "wayland-0" }, "linux")).toBe(true);
    expect(hasDisplay({}, "darwin")).toBe(true);
  });

  it("belongs to the profile of this person, the same in every shell", () => {
    expect(defaultProfileDirectory({ XDG_CONFIG_HOME: "/home/ada/.config" }, "linux")).toBe("/home/ada/.config/veche/profile");
  });
});

describe.skipIf(process.platform === "win32")("the browser shell", () => {
  async function shell(environment: Record<string, string>, ...args: string[]) {
    const built = await builtProgram(new URL("../../host/open.ts", import.meta.url));
    const profile = temporaryDirectory();
    const start = (): ChildProcessWithoutNullStreams => {
      const child = spawn(process.execPath, [built, "--profile", profile, ...args], {
        env: { PATH: process.env["PATH"] ?? "", ...environment },
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      return child;
    };
    return { profile, start };
  }

  /** What it has printed by the end of its first line. */
  async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
    let text = "";
    while (!text.includes("\n")) text += String((await once(child.stdout, "data"))[0]);
    return text.trim();
  }

  it("without a display prints an address that works, serves one shell per profile, and ends when told to", async () => {
    const { start } = await shell({});
    const first = start();
    const address = new URL(await firstLine(first));
    const session = await fetch(new URL("/session", address), {
      method: "POST",
      headers: { origin: address.origin },
      body: address.hash.replace("#token=", ""),
    });
    expect(session.status).toBe(204);

    const second = start();
    expect(await once(second, "exit")).toEqual([1, null]);

    first.kill("SIGTERM");
    expect(await once(first, "exit")).toEqual([0, null]);
    const third = start();
    expect(await firstLine(third)).toContain(address.origin);
  });

  it("opens a window with the address, and ends when the window is closed", async () => {
    const directory = temporaryDirectory();
    const browser = program(directory, "browser", `echo "$@" > ${directory}/seen`);
    const { start, profile } = await shell({ DISPLAY: ":0", VECHE_BROWSER: browser });
    expect(await once(start(), "exit")).toEqual([0, null]);
    const seen = readFileSync(join(directory, "seen"), "utf8");
    expect(seen).toMatch(/--app=http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43} /);
    expect(seen).toContain(`--user-data-dir=${profile}/window`);
  });

  it("prints a fresh address when the browser does not come up", async () => {
    const browser = program(temporaryDirectory(), "browser", "exit 3");
    const { start } = await shell({ DISPLAY: ":0", VECHE_BROWSER: browser });
    const child = start();
    expect(await firstLine(child)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});

function program(directory: string, name: string, script: string): string {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
