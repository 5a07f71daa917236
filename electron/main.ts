/** Electron's main process: puts the window, the host's services and the system's hooks together. */
import { Menu, app, dialog, ipcMain, powerMonitor, protocol, session } from "electron";
import type { BrowserWindow, Tray } from "electron";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveWorker } from "../host/bridge.ts";
import { profileFiles } from "../host/profile-files.ts";
import { openHostServices } from "../host/services.ts";
import { takeLock } from "../host/vault/lock.ts";
import { registerAppScheme, serveApp } from "./app-scheme.ts";
import type { DesktopNotices } from "../shared/contract/desktop.ts";
import { HandedBundles } from "./bundles.ts";
import { answerCalls } from "./calls.ts";
import { DeepLinks } from "./deep-link.ts";
import { duplexOver } from "./host-port.ts";
import { Locking } from "./lock.ts";
import { menuTemplate } from "./menu.ts";
import { stringsFor } from "./strings.ts";
import { showTray } from "./tray.ts";
import { showLocalAddresses } from "./web-rtc.ts";
import { answerPermissions, confineAllPages, openWindow } from "./window.ts";

const here = dirname(fileURLToPath(import.meta.url));
const preload = join(here, "preload.cjs");
const builtWindow = join(here, "../renderer");

const links = new DeepLinks();
const bundles = new HandedBundles();
/** Held for as long as the app runs: a tray that is collected disappears. */
let tray: Tray | null = null;

// The same folder as every other shell of the app, whatever the package is called.
if (!app.commandLine.hasSwitch("user-data-dir")) app.setPath("userData", join(app.getPath("appData"), "veche"));
app.enableSandbox();
registerAppScheme(protocol);
showLocalAddresses(app);
confineAllPages(app);

if (app.requestSingleInstanceLock()) {
  links.collectFrom(app, process.argv);
  bundles.collectFrom(app, process.argv.slice(1), process.cwd());
  app.whenReady().then(start).catch(giveUp);
} else {
  app.quit(); // the first one has been told, with our link or bundle if we had one
}

async function start(): Promise<void> {
  answerPermissions(session.defaultSession);
  serveApp(protocol, builtWindow);

  const strings = stringsFor(app.getLocale());
  const profile = join(app.getPath("userData"), "profile");
  await mkdir(profile, { recursive: true, mode: 0o700 });
  const release = takeLock(profileFiles(profile).shellLock);
  if (release === null) throw new Error(strings.alreadyRunning); // in a browser window

  let window: BrowserWindow | null = null;
  const tell = (notice: keyof DesktopNotices, value: unknown): void => window?.webContents.send(notice, value);
  const services = await openHostServices(profile);
  const locking = new Locking(() => tell("lock", null));
  locking.watch(powerMonitor);

  answerCalls({
    app,
    ipc: ipcMain,
    dialog,
    prefs: services.prefs,
    window: () => window,
    onHostPort(port) {
      const duplex = duplexOver(port);
      locking.hold(duplex, serveWorker(duplex, services));
    },
    onListeningForBundles: (listens) => bundles.deliverTo(listens ? (bundle) => tell("bundle", bundle) : null),
    onListeningForDeepLinks: () => links.deliverTo((link) => tell("deepLink", link)),
  });

  const open = (): void => {
    if (window === null) {
      window = openWindow({ preload, devTools: !app.isPackaged }, giveUp);
      window.on("closed", () => {
        window = null;
        links.deliverTo(null);
        bundles.deliverTo(null);
      });
    } else {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    }
  };
  app.on("second-instance", open);
  app.on("activate", open);
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });

  const lock = (): void => locking.lock();
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(strings, { lock }, process.platform === "darwin")));
  tray = showTray(strings, { open, lock, quit: () => app.quit() });
  app.once("will-quit", (event) => {
    event.preventDefault();
    tray?.destroy();
    services
      .close()
      .finally(release)
      .then(() => app.exit(), giveUp);
  });
  open();
}

function giveUp(error: unknown): void {
  dialog.showErrorBox("Veche", error instanceof Error ? error.message : String(error));
  app.exit(1);
}
