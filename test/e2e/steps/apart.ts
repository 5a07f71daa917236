/** The app on a machine of its own: host process and Chromium in one network namespace, seen by nothing but its cable. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { onTestFinished } from "vitest";
import { prepareBrowserProfile } from "../../../host/window.ts";
import { browserPath } from "../../browser.ts";
import { builtProgram } from "../../host/built-program.ts";
import { temporaryDirectory } from "../../host/temporary-directory.ts";
import type { Machine } from "../../rtc/netns.ts";
import { AppWindow, builtApp, flags } from "../app-window.ts";

export interface Apart {
  readonly window: AppWindow;
  /** Chromium's own profile folder. */
  readonly browserDir: string;
  /** Ends window, browser and host process; what they wrote stays until the test ends. */
  close(): Promise<void>;
}

/** Once for a test, for any number of machines. */
export const hostProgram = (): Promise<string> => builtProgram(new URL("./host-program.ts", import.meta.url));

/** `given`: Chromium's flags; those of other stories, which permit media, when absent. */
export async function openApart(machine: Machine, program: string, given: readonly string[] = flags): Promise<Apart> {
  const profileDir = temporaryDirectory();
  const browserDir = temporaryDirectory();
  const host = machine.spawn(process.execPath, [program, profileDir, builtApp], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void host.kill("SIGKILL"));
  await prepareBrowserProfile(browserDir);
  const context = await chromium.launchPersistentContext(browserDir, {
    executablePath: await machine.starterOf(browserPath),
    args: [...given],
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
  });
  onTestFinished(() => context.close());
  const [address] = (await once(createInterface(host.stdout!), "line")) as [string];
  const window = await AppWindow.at(context, address, profileDir);
  return {
    window,
    browserDir,
    async close() {
      await window.close();
      const ended = once(host, "exit");
      host.kill("SIGTERM");
      await ended;
    },
  };
}
