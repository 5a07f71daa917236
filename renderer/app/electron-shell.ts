/** The shell of Electron: preferences beside the profile, files by the system's dialogs, links from the system. */
import { parsePreferences } from "./prefs.ts";
import type { Shell } from "./shell.ts";
import type { Desktop } from "../../shared/contract/desktop.ts";

declare global {
  interface Window {
    /** What electron/preload.ts exposes; absent in a browser. */
    readonly vecheDesktop?: Desktop;
  }
}

const key = "window";

export function electronShell(desktop: Desktop): Shell {
  const read = async (): Promise<unknown> => parseJson((await desktop.getPref(key)) ?? "null");
  return {
    kind: "electron",
    prefs: {
      get: async () => parsePreferences(await read()),
      set: async (change) => desktop.setPref(key, JSON.stringify({ ...parsePreferences(await read()), ...change })),
    },
    onDeepLink: (seen) => desktop.onDeepLink(seen),
    onLock: (seen) => desktop.onLock(seen),
    saveFile: (name, bytes) => desktop.saveFile(name, bytes),
    openFile: () => desktop.openFile(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // changed by hand: as if nothing were stored
  }
}
