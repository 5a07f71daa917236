/** The built main process and preload, running on the double. */
import { compileFunction } from "node:vm";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onTestFinished, vi } from "vitest";
import { electronDouble } from "./double.ts";
import type { FrameDouble } from "./double.ts";
import { hostPortMessage } from "../../shared/contract/desktop.ts";
import type { Desktop } from "../../shared/contract/desktop.ts";
import type { Duplex } from "../../shared/contract/host.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";

const built = (name: string): string => fileURLToPath(new URL(`../../dist/node/${name}`, import.meta.url));

interface StartOptions {
  readonly args?: readonly string[];
  readonly isOnlyInstance?: boolean;
  /** Where Electron keeps what apps keep; a new folder when absent. */
  readonly appData?: string;
}

/** Starts the built main process; resolves when it has shown its window, or has decided not to. */
export async function startBuiltApp(options: StartOptions = {}) {
  const { appData = temporaryDirectory() } = options;
  const electron = electronDouble({ ...options, appData });
  const { argv } = process;
  process.argv = ["electron", "app", ...(options.args ?? [])];
  vi.resetModules();
  vi.doMock("electron", () => electron.module);
  onTestFinished(() => {
    process.argv = argv;
    vi.doUnmock("electron");
    return electron.quit();
  });
  await import(/* @vite-ignore */ built("electron.js"));
  if (options.isOnlyInstance ?? true) await vi.waitUntil(() => electron.seen.windows.length > 0 || electron.seen.errors.length > 0, { interval: 5 });
  return { ...electron, appData };
}

type App = Awaited<ReturnType<typeof startBuiltApp>>;

/** Runs the built preload as that of the app's window (or of another frame), and answers what the page sees. */
export function runPreload(app: App, frame?: FrameDouble) {
  const [window] = app.seen.windows;
  if (window === undefined) throw new Error("no window");
  const exposed = new Map<string, unknown>();
  const ports: MessagePort[] = [];
  const electron = window.page.preloadModule((name, api) => void exposed.set(name, api), frame);
  const require = (name: string): unknown => {
    if (name !== "electron") throw new Error(`a sandboxed preload cannot load ${name}`);
    return electron;
  };
  const page = {
    postMessage(message: unknown, _origin: string, transferred: MessagePort[]) {
      if (message === hostPortMessage) ports.push(...transferred);
    },
  };
  const program = compileFunction(readFileSync(built("preload.cjs"), "utf8"), ["require", "window", "location", "MessageChannel"]) as (
    ...globals: unknown[]
  ) => void;
  program(require, page, { origin: new URL(window.page.frame.url).origin }, MessageChannel);
  return { desktop: exposed.get("vecheDesktop") as Desktop, exposed: [...exposed.keys()], ports };
}

/** The worker's end of a port to the host. */
export function portDuplex(port: MessagePort): Duplex {
  let closed = false;
  port.on("close", () => (closed = true));
  return {
    send: (bytes) => port.postMessage(bytes),
    onMessage(handler) {
      for (let early = receiveMessageOnPort(port); early; early = receiveMessageOnPort(port)) handler(early.message as Uint8Array);
      port.on("message", handler);
    },
    onClose(handler) {
      if (closed) handler();
      else port.on("close", handler);
    },
    close: () => port.close(),
  };
}
