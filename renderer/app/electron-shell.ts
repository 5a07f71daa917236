/** The shell of Electron: preferences beside the profile, files by the system's dialogs, links from the system. */
import { hostedPrefs } from "./prefs.ts";
import type { Shell } from "./shell.ts";
import type { Desktop } from "../../shared/contract/desktop.ts";

declare global {
  interface Window {
    /** What electron/preload.ts exposes; absent in a browser. */
    readonly vecheDesktop?: Desktop;
  }
}

export function electronShell(desktop: Desktop): Shell {
  return {
    kind: "electron",
    prefs: hostedPrefs({ get: (key) => desktop.getPref(key), set: (key, value) => desktop.setPref(key, value) }),
    onDeepLink: (seen) => desktop.onDeepLink(seen),
    onBundle: (seen) => desktop.onBundle(seen),
    onLock: (seen) => desktop.onLock(seen),
    saveFile: (name, bytes) => desktop.saveFile(name, bytes),
    openFile: () => desktop.openFile(),
  };
}
