/** What this machine remembers outside the locked profile: nothing about groups or people. */
import { languages, type Language } from "./i18n.ts";

export type Theme = "system" | "light" | "dark";

export interface Preferences {
  readonly language?: Language;
  readonly theme?: Theme;
  /** Keyboard shortcuts of single letters; on when absent. */
  readonly shortcuts?: boolean;
  /** Minutes without use until the profile locks itself; 0 = never. */
  readonly autoLockMinutes?: number;
}

export interface Prefs {
  get(): Promise<Preferences>;
  set(change: Preferences): Promise<void>;
}

export const defaultAutoLockMinutes = 15;

/** Reads preferences stored by any earlier version: what is not understood is left out. */
export function parsePreferences(input: unknown): Preferences {
  if (typeof input !== "object" || input === null) return {};
  const { language, theme, shortcuts, autoLockMinutes } = input as Record<string, unknown>;
  const known = languages.find((each) => each === language);
  return {
    ...(known && { language: known }),
    ...((theme === "system" || theme === "light" || theme === "dark") && { theme }),
    ...(typeof shortcuts === "boolean" && { shortcuts }),
    ...(typeof autoLockMinutes === "number" && autoLockMinutes >= 0 && { autoLockMinutes }),
  };
}
