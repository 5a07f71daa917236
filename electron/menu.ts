/** The application's menu: editing by the system's roles, size and full screen, and locking from anywhere. */
import type { MenuItemConstructorOptions } from "electron";
import type { Strings } from "./strings.ts";

export interface MenuActions {
  readonly lock: () => void;
}

export function menuTemplate(strings: Strings, actions: MenuActions, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    {
      label: strings.profile,
      submenu: [
        { label: strings.lock, accelerator: "CommandOrControl+Shift+L", click: actions.lock },
        { type: "separator" },
        ...(isMac ? [{ role: "close" } as const] : [{ role: "quit", label: strings.quit } as const]),
      ],
    },
    { role: "editMenu", label: strings.edit },
    {
      label: strings.view,
      submenu: [
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
      ],
    },
    { role: "windowMenu", label: strings.window },
  ];
}
