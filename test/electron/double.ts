/**
 * A strict double of the part of Electron that the app uses: one process in place of two, real MessagePorts between
 * them, every argument and answer cloned as Electron does. Anything not listed here throws.
 */
import { EventEmitter, once } from "node:events";
import type { MessagePort } from "node:worker_threads";
import { strict } from "./strict.ts";

type Handler = (event: object, ...args: unknown[]) => unknown;
type Listener = (...args: unknown[]) => void;

/** A frame that speaks over IPC. */
export interface FrameDouble {
  url: string;
  parent: FrameDouble | null;
}

export function electronDouble(options: { readonly appData: string; readonly isOnlyInstance?: boolean }) {
  const folders = new Map([
    ["appData", options.appData],
    ["downloads", `${options.appData}/downloads`],
  ]);
  const seen = {
    switches: [] as [string, string][],
    schemes: [] as { scheme: string; privileges: object }[],
    protocolClients: [] as string[],
    windows: [] as WindowDouble[],
    menus: [] as MenuEntry[][],
    /** Paths that save dialogs began with. */
    suggested: [] as string[],
    errors: [] as string[],
    exits: [] as number[],
    isSandboxed: false,
  };
  const ipcMain = new EventEmitter();
  const handlers = new Map<string, Handler>();
  const appEvents = new EventEmitter();
  const powerMonitor = new EventEmitter();
  const permissions = {
    request: null as Listener | null,
    check: null as Listener | null,
    device: null as Listener | null,
  };
  let serve: ((request: { url: string; method: string }) => Promise<Response>) | null = null;
  const chosen = { save: { canceled: true, filePath: "" }, open: { canceled: true, filePaths: [] as string[] } };

  const app = strict("app", {
    isPackaged: true,
    enableSandbox: () => void (seen.isSandboxed = true),
    commandLine: strict("app.commandLine", {
      hasSwitch: () => false,
      appendSwitch: (name: string, value: string) => void seen.switches.push([name, value]),
    }),
    requestSingleInstanceLock: () => options.isOnlyInstance ?? true,
    setAsDefaultProtocolClient: (scheme: string) => seen.protocolClients.push(scheme) > 0,
    whenReady: () => Promise.resolve(),
    getPath(name: string): string {
      const folder = folders.get(name);
      if (folder === undefined) throw new Error(`the double has no folder ${name}`);
      return folder;
    },
    setPath: (name: string, path: string) => void folders.set(name, path),
    getLocale: () => "en-GB",
    quit: () => void appEvents.emit("will-quit", { preventDefault: () => undefined }),
    exit(code = 0) {
      seen.exits.push(code);
      appEvents.emit("exited");
    },
    on: (event: string, listener: Listener) => void appEvents.on(event, listener),
    once: (event: string, listener: Listener) => void appEvents.once(event, listener),
  });

  class WindowDouble extends EventEmitter {
    readonly page = new PageDouble();
    readonly webContents = this.page.contents;
    constructor(readonly options: { webPreferences: Record<string, unknown> }) {
      super();
      seen.windows.push(this);
      appEvents.emit("web-contents-created", {}, this.webContents);
    }
    isMinimized(): boolean {
      return false;
    }
    show(): void {
      this.emit("shown");
    }
    focus(): void {
      this.emit("focused");
    }
    async loadURL(url: string): Promise<void> {
      this.page.frame.url = url;
    }
  }

  /** What a window shows, and its side of IPC. */
  class PageDouble {
    readonly frame: FrameDouble = { url: "about:blank", parent: null };
    readonly events = new EventEmitter();
    readonly ipcRenderer = new EventEmitter();
    windowOpen: ((details: { url: string }) => unknown) | null = null;
    webRtc = "";
    readonly contents = strict("webContents", {
      on: (event: string, listener: Listener) => void this.events.on(event, listener),
      setWindowOpenHandler: (handler: (details: { url: string }) => unknown) => void (this.windowOpen = handler),
      setWebRTCIPHandlingPolicy: (policy: string) => void (this.webRtc = policy),
      getURL: () => this.frame.url,
      send: (notice: string, value: unknown) => void this.ipcRenderer.emit(notice, {}, structuredClone(value)),
    });

    /** What the preload of this page gets from `require("electron")`. */
    preloadModule(expose: (name: string, api: unknown) => void, from: FrameDouble = this.frame) {
      return strict("preload", {
        contextBridge: strict("contextBridge", { exposeInMainWorld: expose }),
        ipcRenderer: strict("ipcRenderer", {
          invoke: async (call: string, ...args: unknown[]) => {
            const handler = handlers.get(call);
            if (handler === undefined) throw new Error(`no handler for ${call}`);
            return structuredClone(await handler({ senderFrame: from }, ...structuredClone(args)));
          },
          send: (message: string, ...args: unknown[]) =>
            void ipcMain.emit(message, { senderFrame: from, ports: [] }, ...structuredClone(args)),
          postMessage: (message: string, value: unknown, ports: MessagePort[]) =>
            void ipcMain.emit(message, { senderFrame: from, ports: ports.map(portMain) }, structuredClone(value)),
          on: (notice: string, listener: Listener) => void this.ipcRenderer.on(notice, listener),
          off: (notice: string, listener: Listener) => void this.ipcRenderer.off(notice, listener),
        }),
      });
    }
  }

  const module = strict("electron", {
    app,
    BrowserWindow: WindowDouble,
    ipcMain: strict("ipcMain", {
      handle: (call: string, handler: Handler) => void handlers.set(call, handler),
      on: (message: string, listener: Listener) => void ipcMain.on(message, listener),
    }),
    dialog: strict("dialog", {
      async showSaveDialog(_parent: WindowDouble, { defaultPath }: { defaultPath: string }) {
        seen.suggested.push(defaultPath);
        return chosen.save;
      },
      showOpenDialog: async () => chosen.open,
      showErrorBox: (_title: string, text: string) => void seen.errors.push(text),
    }),
    protocol: strict("protocol", {
      registerSchemesAsPrivileged: (schemes: typeof seen.schemes) => void seen.schemes.push(...schemes),
      handle: (_scheme: string, handler: NonNullable<typeof serve>) => void (serve = handler),
    }),
    session: strict("session", {
      defaultSession: strict("session.defaultSession", {
        setPermissionRequestHandler: (handler: Listener) => void (permissions.request = handler),
        setPermissionCheckHandler: (handler: Listener) => void (permissions.check = handler),
        setDevicePermissionHandler: (handler: Listener) => void (permissions.device = handler),
      }),
    }),
    powerMonitor: strict("powerMonitor", {
      on: (event: string, listener: Listener) => void powerMonitor.on(event, listener),
    }),
    Menu: strict("Menu", {
      buildFromTemplate: (template: MenuEntry[]) => template,
      setApplicationMenu: (menu: MenuEntry[]) => void seen.menus.push(menu),
    }),
    Tray: class {
      setToolTip(): void {}
      setContextMenu(menu: MenuEntry[]): void {
        seen.menus.push(menu);
      }
      on(): void {}
      destroy(): void {}
    },
    nativeImage: strict("nativeImage", { createFromDataURL: (url: string) => ({ url }) }),
  });

  return {
    module,
    seen,
    chosen,
    /** As the system or the person would cause it. */
    emit: (event: string, ...args: unknown[]) => appEvents.emit(event, ...args),
    /** Quits, and waits until the program has let go of everything. */
    async quit(): Promise<void> {
      if (seen.windows.length === 0) return;
      const exited = once(appEvents, "exited");
      app.quit();
      await exited;
    },
    emitPower: (event: string) => powerMonitor.emit(event),
    fetch: (url: string, method = "GET") => serve?.({ url, method }),
    permissions,
    calls: () => [...handlers.keys()],
  };
}

export interface MenuEntry {
  readonly label?: string;
  readonly role?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuEntry[];
}

/** A worker_threads port with the manners of Electron's MessagePortMain: nothing arrives before `start`. */
function portMain(port: MessagePort) {
  const events = new EventEmitter();
  return strict("MessagePortMain", {
    on: (event: "message" | "close", listener: Listener) => void events.on(event, listener),
    postMessage: (message: unknown) => port.postMessage(message),
    start() {
      port.on("message", (data: unknown) => void events.emit("message", { data, ports: [] }));
      port.on("close", () => void events.emit("close"));
    },
    close: () => port.close(),
  });
}
