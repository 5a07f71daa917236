/** The application's menu: editing by the system's roles, size and full screen, and locking from anywhere. */
import type { MenuItemConstructorOptions } from "electron";
import type { Strings } from "./strings.ts";

export interface MenuActions {
  readonly lock: () => void;
}

const separator: MenuItemConstructorOptions = { type: "separator" };

export function menuTemplate(strings: Strings, actions: MenuActions, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    {
      label: strings.profile,
      submenu: [
        { label: strings.lock, accelerator: "CommandOrControl+Shift+L", click: actions.lock },
        separator,
        isMac ? { role: "close", label: strings.close } : { role: "quit", label: strings.quit },
      ],
    },
    {
      label: strings.edit,
      submenu: [
        { role: "undo", label: strings.undo },
        { role: "redo", label: strings.redo },
        separator,
        { role: "cut", label: strings.cut },
        { role: "copy", label: strings.copy },
        { role: "paste", label: strings.paste },
        { role: "selectAll", label: strings.selectAll },
      ],
    },
    {
      label: strings.view,
      submenu: [
        { role: "resetZoom", label: strings.actualSize },
        { role: "zoomIn", label: strings.larger },
        { role: "zoomOut", label: strings.smaller },
        separator,
        { role: "togglefullscreen", label: strings.fullScreen },
      ],
    },
    { role: "window", label: strings.window, submenu: [{ role: "minimize", label: strings.minimise }] },
  ];
}
