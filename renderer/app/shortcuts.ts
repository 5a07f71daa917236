/**
 * Keys without a modifier: g then a letter goes to a place, j and k walk the items of a page (`[data-item]`), ? shows the
 * list. They rest while one types, in menus and dialogs, and can be switched off. Ctrl K searches, always.
 */
import { useEffect } from "react";
import type { Place } from "./paths.ts";

export const placeKeys: Record<Place, string> = {
  agenda: "a",
  discussions: "d",
  motions: "m",
  delegates: "n",
  documents: "o",
  library: "l",
  files: "f",
  members: "e",
  records: "r",
  connection: "c",
};

interface Walks {
  toPlace(place: Place): void;
  toSettings(): void;
  toList(): void;
  toSearch(): void;
}

/** How long after g the letter may come. */
const patience = 1_500;

export function useShortcuts(on: boolean, walks: Walks | null): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!walks || event.code !== "KeyK" || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      walks.toSearch();
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [walks]);
  useEffect(() => {
    if (!on || !walks) return;
    let g = -patience;
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      // By the key's place, so that the letters are the same keys on a Russian keyboard.
      const key = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? event.key;
      const awaited = event.timeStamp - g < patience;
      g = key === "g" && !awaited ? event.timeStamp : -patience;
      if (awaited) {
        const place = (Object.keys(placeKeys) as Place[]).find((each) => placeKeys[each] === key);
        if (place) walks.toPlace(place);
        else if (key === "s") walks.toSettings();
        else return;
        event.preventDefault();
      } else if (key === "?") {
        walks.toList();
        event.preventDefault();
      } else if (key === "j" || key === "k") {
        if (walkItems(key === "j" ? 1 : -1)) event.preventDefault();
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [on, walks]);
}

/** One types there, or an overlay has the keyboard. */
function isBusy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=alertdialog], [role=dialog]") !== null;
}

function walkItems(step: 1 | -1): boolean {
  const items = [...document.querySelectorAll<HTMLElement>("main [data-item]")];
  const here = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[here === -1 ? (step === 1 ? 0 : items.length - 1) : here + step];
  if (!next) return false;
  const target = next.matches("a, button, [tabindex]") ? next : next.querySelector<HTMLElement>("a, button, [tabindex]");
  target?.focus();
  return target !== null;
}
