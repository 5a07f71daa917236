/** Answers what the window asks (shared/contract/desktop.ts). Only our own page is answered, and only what it may ask. */
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as v from "valibot";
import type { App, BrowserWindow, Dialog, IpcMain, MessagePortMain, WebFrameMain } from "electron";
import type { DesktopCalls } from "../shared/contract/desktop.ts";
import type { Prefs } from "../shared/contract/host.ts";
import { isOurs } from "./window.ts";

const key = v.pipe(v.string(), v.maxLength(100));
const arguments_ = {
  getPref: v.strictTuple([key]),
  setPref: v.strictTuple([key, v.nullable(v.pipe(v.string(), v.maxLength(10_000)))]),
  saveFile: v.strictTuple([v.string(), v.instance(Uint8Array)]),
  openFile: v.strictTuple([]),
} satisfies { [C in keyof DesktopCalls]: v.GenericSchema<unknown, Parameters<DesktopCalls[C]>> };

export interface CallContext {
  readonly app: App;
  readonly ipc: IpcMain;
  readonly dialog: Dialog;
  readonly prefs: Prefs;
  readonly window: () => BrowserWindow | null;
  readonly onHostPort: (port: MessagePortMain) => void;
  readonly onListeningForDeepLinks: () => void;
  readonly onListeningForBundles: (listens: boolean) => void;
}

export function answerCalls(context: CallContext): void {
  const { ipc } = context;
  const calls = desktopCalls(context);
  for (const call of Object.keys(calls) as (keyof DesktopCalls)[]) {
    ipc.handle(call, (event, ...args: unknown[]) => {
      if (!isOurPage(event.senderFrame)) throw new Error("not the app's own page");
      const perform = calls[call] as (...args: readonly unknown[]) => Promise<unknown>;
      return perform(...v.parse(arguments_[call] as v.GenericSchema<unknown, unknown[]>, args));
    });
  }
  ipc.on("listeningForDeepLinks", ({ senderFrame }) => {
    if (isOurPage(senderFrame)) context.onListeningForDeepLinks();
  });
  ipc.on("listeningForBundles", ({ senderFrame }, listens: unknown) => {
    if (isOurPage(senderFrame)) context.onListeningForBundles(listens === true);
  });
  ipc.on("openHostPort", ({ senderFrame, ports: [port] }) => {
    if (port === undefined) return;
    if (isOurPage(senderFrame)) context.onHostPort(port);
    else port.close();
  });
}

/** The top frame of the app itself: not an embedded one, not a page that took its place. */
const isOurPage = (frame: WebFrameMain | null): boolean => frame !== null && frame.parent === null && isOurs(frame.url);

function desktopCalls({ app, dialog, prefs, window }: CallContext): DesktopCalls {
  return {
    getPref: (name) => prefs.get(name),
    setPref: (name, value) => prefs.set(name, value),
    async saveFile(suggestedName, bytes) {
      const parent = window();
      if (parent === null) return false; // closed meanwhile
      const defaultPath = join(app.getPath("downloads"), basename(suggestedName));
      const { canceled, filePath } = await dialog.showSaveDialog(parent, { defaultPath });
      if (canceled) return false;
      await writeFile(filePath, bytes);
      return true;
    },
    async openFile() {
      const parent = window();
      if (parent === null) return null;
      const { filePaths } = await dialog.showOpenDialog(parent, { properties: ["openFile"] });
      const [path] = filePaths;
      return path === undefined ? null : new Uint8Array(await readFile(path));
    },
  };
}
