/**
 * The window and what it may do: show the built app, talk to the main process through its preload, and open WebRTC
 * connections. It cannot leave the app, open another page, embed one, or be given a permission it does not need.
 */
import { BrowserWindow } from "electron";
import type { App, Session, WebContents } from "electron";
import { appOrigin, startPage } from "./app-scheme.ts";
import { useAllInterfaces } from "./web-rtc.ts";

export interface WindowOptions {
  readonly preload: string;
  /** Developer tools, while the app is run from its sources. */
  readonly devTools: boolean;
}

export function openWindow({ preload, devTools }: WindowOptions, failed: (error: unknown) => void): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 360,
    minHeight: 480,
    title: "Veche",
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false, // its dictionaries would be fetched from a server
      backgroundThrottling: false, // a hidden window goes on exchanging entries
    },
  });
  window.once("ready-to-show", () => window.show());
  window.loadURL(startPage).catch(failed);
  return window;
}

/** Applies to every page that ever comes to exist, whoever made it. */
export function confineAllPages(app: App): void {
  app.on("web-contents-created", (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  const stayInside = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  contents.on("will-navigate", stayInside);
  contents.on("will-frame-navigate", stayInside);
  contents.on("will-redirect", stayInside);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  useAllInterfaces(contents);
}

/** The app's own pages, whatever stands behind the `#`. */
export const isOurs = (url: string): boolean => url === startPage || url.startsWith(`${startPage}#`);

/**
 * What our own page may have without the person being asked: the camera (to read an invite), the local network (other
 * members on it), the clipboard to write to (to copy an invite), and notices by the system, which the settings of the app
 * switch on. All else is refused. WebRTC asks nothing: it looks
 * whether the page holds a media permission, without naming a device, before it uses all of the machine's interfaces.
 */
const granted = new Set<string>([
  "local-network",
  "local-network-access",
  "loopback-network",
  "clipboard-sanitized-write",
  "notifications",
]);

export function answerPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const onlyVideo = "mediaTypes" in details && details.mediaTypes?.join() === "video";
    answer(isOurs(contents.getURL()) && (granted.has(permission) || (permission === "media" && onlyVideo)));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType }) => {
    const isOurOrigin = origin === appOrigin || origin === `${appOrigin}/`;
    return isOurOrigin && (granted.has(permission) || (permission === "media" && mediaType !== "audio"));
  });
  session.setDevicePermissionHandler(() => false);
}
