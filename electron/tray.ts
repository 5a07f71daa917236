/** The mark in the system's tray: back to the window, lock, quit. Not every desktop has a tray. */
import { Menu, Tray, nativeImage } from "electron";
import type { Strings } from "./strings.ts";
import mark from "./icons/tray.png?inline";

export interface TrayActions {
  readonly open: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

export function showTray(strings: Strings, actions: TrayActions): Tray {
  const tray = new Tray(nativeImage.createFromDataURL(mark));
  tray.setToolTip("Veche");
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: strings.open, click: actions.open },
      { label: strings.lock, click: actions.lock },
      { type: "separator" },
      { label: strings.quit, click: actions.quit },
    ]),
  );
  tray.on("click", actions.open);
  return tray;
}
