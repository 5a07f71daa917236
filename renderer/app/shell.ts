/** What the window needs from the machine it runs on: a browser tab or Electron. */
import { createContext, useContext } from "react";
import type { Prefs } from "./prefs.ts";

export interface Shell {
  readonly kind: "browser" | "electron";
  readonly prefs: Prefs;
  /** Links of the form `veche:join#…` that the system hands to us; the answer stops it. */
  onDeepLink(seen: (link: string) => void): () => void;
  /** Bundles that a person opened in the system; `bytes` null for one that cannot be read. */
  onBundle(seen: (bundle: { readonly name: string; readonly bytes: Uint8Array | null }) => void): () => void;
  /** The system asks to lock: from the menu, when the screen is locked or the machine goes to sleep. */
  onLock(seen: () => void): () => void;
  /** False when the person thought better of it. */
  saveFile(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Null when none was chosen. */
  openFile(): Promise<Uint8Array | null>;
}

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("no ShellContext above this component");
  return shell;
}
