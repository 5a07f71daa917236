/**
 * What the window may ask of the desktop it runs on (Electron), beside the host's services. The preload exposes exactly
 * this as `window.vecheDesktop`; the main process checks every argument again.
 */

/** Asked and answered. Files are named by the person in the system's own dialogs, never by the window. */
export interface DesktopCalls {
  getPref(key: string): Promise<string | null>;
  /** Null removes. */
  setPref(key: string, value: string | null): Promise<void>;
  /** False when the person thought better of it. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<boolean>;
  /** Null when none was chosen. */
  openFile(): Promise<Uint8Array | null>;
}

/** A bundle that a person opened in the system, and not in the app. */
export interface HandedBundle {
  readonly name: string;
  /** Null when it could not be read. */
  readonly bytes: Uint8Array | null;
}

/** Told to the window without being asked. */
export interface DesktopNotices {
  readonly bundle: HandedBundle;
  /** A link of the form `veche:…` that the system handed to the app. */
  readonly deepLink: string;
  /** Lock the profile now: from the menu, or because the screen was locked or the machine goes to sleep. */
  readonly lock: null;
}

export interface Desktop extends DesktopCalls {
  /** Hear of each link, those that came before included; the answer stops it. */
  onDeepLink(seen: (link: string) => void): () => void;
  /** Likewise of bundles. Those that come while nobody hears wait. */
  onBundle(seen: (bundle: HandedBundle) => void): () => void;
  onLock(seen: () => void): () => void;
  /**
   * Opens a port to the host's services, for one worker. It arrives as a message of the window to itself, with
   * `hostPortMessage` as data and the port as its only port.
   */
  openHostPort(): void;
}

export const hostPortMessage = "veche:host-port";

/** A link worth handing to the window: of our scheme, of a sensible length, without spaces or control characters. */
export const deepLinkPattern = /^veche:[\x21-\x7e]{1,8192}$/;
