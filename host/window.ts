/**
 * The app's window where Electron's runtime is not to be had: an installed Chromium, Chrome or Edge, without tabs or
 * address bar, on a browser profile of its own.
 */
import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { seconds } from "../shared/base/units.ts";

export type WindowEnd =
  /** The person closed it. */
  | "closed"
  /** It did not come up. */
  | "failed";

export interface AppWindow {
  readonly ended: Promise<WindowEnd>;
  close(): void;
}

/** A window that ends this soon with an error never showed anything. */
const startingUp = seconds(5);

/** Null when there is no browser or no display to show one on. */
export async function openAppWindow(address: string, browserProfile: string): Promise<AppWindow | null> {
  if (!hasDisplay(process.env, process.platform)) return null;
  const browser = await installedBrowser(process.env, process.platform);
  if (browser === null) return null;
  await prepareBrowserProfile(browserProfile);
  const started = Date.now();
  const child = spawn(browser, windowArguments(address, browserProfile, process.getuid?.() === 0), { stdio: "ignore" });
  const ended = new Promise<WindowEnd>((resolve) => {
    child.once("error", () => resolve("failed"));
    child.once("exit", (code) => resolve(code !== 0 && Date.now() - started < startingUp ? "failed" : "closed"));
  });
  return { ended, close: () => void child.kill() };
}

/** A browser of its own keeps nothing that people type: no passphrase offered to be saved, no name remembered. */
const browserPreferences = {
  credentials_enable_service: false,
  profile: { password_manager_enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
};

/** Before the browser's first start there; later it keeps its preferences itself. */
export async function prepareBrowserProfile(directory: string): Promise<void> {
  const preferences = join(directory, "Default", "Preferences");
  await mkdir(join(directory, "Default"), { recursive: true, mode: 0o700 });
  const isThere = await access(preferences).then(
    () => true,
    () => false,
  );
  if (!isThere) await writeFile(preferences, JSON.stringify(browserPreferences));
}

/**
 * Peers connect by their local addresses, which browsers otherwise hide behind names that only multicast resolves; and
 * a member's machine keeps serving others while its window is covered. On a machine without a default route Chromium
 * gathers local addresses only with leave to use the camera. Tests and CI give it by --use-fake-ui-for-media-stream;
 * a person's window never carries that flag, which would give every page the camera unasked.
 */
export function windowArguments(address: string, browserProfile: string, asRoot: boolean): string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${browserProfile}`,
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pings",
    "--no-first-run",
    "--no-default-browser-check",
    ...(asRoot ? ["--no-sandbox"] : []), // Chromium's sandbox refuses root
  ];
}

export function hasDisplay(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === "win32" || platform === "darwin") return true;
  return Boolean(environment["DISPLAY"]) || Boolean(environment["WAYLAND_DISPLAY"]);
}

/** VECHE_BROWSER names one by its path; otherwise the first that is installed. */
export async function installedBrowser(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<string | null> {
  const named = environment["VECHE_BROWSER"];
  for (const path of named === undefined ? places(environment, platform) : [named]) {
    if (await isProgram(path)) return path;
  }
  return null;
}

function places(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (platform === "win32") {
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => environment[name] ?? []);
    const programs = ["Google\\Chrome\\Application\\chrome.exe", "Chromium\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    return programs.flatMap((program) => roots.map((root) => `${root}\\${program}`));
  }
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"];
  const directories = (environment["PATH"] ?? "").split(delimiter).filter((directory) => directory !== "");
  return names.flatMap((name) => directories.map((directory) => join(directory, name)));
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
