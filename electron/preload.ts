/**
 * What the page is given: the functions of `Desktop`, by name. No channel, no event of Electron's and no module of Node
 * reaches it.
 */
import { contextBridge, ipcRenderer } from "electron";
import { hostPortMessage } from "../shared/contract/desktop.ts";
import type { Desktop, DesktopCalls, DesktopNotices } from "../shared/contract/desktop.ts";

const ask = <C extends keyof DesktopCalls>(call: C, ...args: Parameters<DesktopCalls[C]>): ReturnType<DesktopCalls[C]> =>
  ipcRenderer.invoke(call, ...args) as ReturnType<DesktopCalls[C]>;

function hear<N extends keyof DesktopNotices>(notice: N, seen: (value: DesktopNotices[N]) => void): () => void {
  const listener = (_event: unknown, value: DesktopNotices[N]): void => seen(value);
  ipcRenderer.on(notice, listener);
  return () => void ipcRenderer.off(notice, listener);
}

const desktop: Desktop = {
  getPref: (key) => ask("getPref", key),
  setPref: (key, value) => ask("setPref", key, value),
  saveFile: (suggestedName, bytes) => ask("saveFile", suggestedName, bytes),
  openFile: () => ask("openFile"),
  onDeepLink(seen) {
    const stop = hear("deepLink", seen);
    ipcRenderer.send("listeningForDeepLinks");
    return stop;
  },
  onBundle(seen) {
    const stop = hear("bundle", seen);
    ipcRenderer.send("listeningForBundles", true);
    return () => {
      ipcRenderer.send("listeningForBundles", false);
      stop();
    };
  },
  onLock: (seen) => hear("lock", () => seen()),
  openHostPort() {
    const { port1, port2 } = new MessageChannel();
    ipcRenderer.postMessage("openHostPort", null, [port1]);
    window.postMessage(hostPortMessage, location.origin, [port2]);
  },
};

contextBridge.exposeInMainWorld("vecheDesktop", desktop);
