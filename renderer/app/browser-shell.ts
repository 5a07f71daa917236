/** The shell of a plain browser tab: files by download link and file input, preferences kept by the host. */
import type { Prefs } from "./prefs.ts";
import type { Shell } from "./shell.ts";

export const browserShell = (prefs: Prefs): Shell => ({
  kind: "browser",
  prefs,
  // A tab gets no links from the system; its own address may carry one.
  onDeepLink: () => () => undefined,
  onBundle: () => () => undefined,
  onLock: () => () => undefined,
  async saveFile(name, bytes) {
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000); // the download reads it first
    return true;
  },
  openFile: () =>
    new Promise((resolve) => {
      const input = document.createElement("input");
      input.type = "file";
      input.addEventListener("cancel", () => resolve(null));
      input.addEventListener("change", () => {
        const file = input.files?.[0];
        if (!file) resolve(null);
        else void file.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)));
      });
      input.click();
    }),
});
