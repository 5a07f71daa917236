/** What this machine remembers outside the locked profile: nothing about groups or people. */
import type { Prefs as HostPrefs } from "../../shared/contract/host.ts";
import { noticeKinds, type NoticeKind } from "../../shared/contract/notices.ts";
import { languages, type Language } from "./i18n.ts";

/** What the system shows of a notice: nothing at all, that there is one, or its words. */
export type TellMe = "off" | "plain" | "words";
export type Theme = "system" | "light" | "dark";

export interface Preferences {
  readonly language?: Language;
  readonly theme?: Theme;
  /** Keyboard shortcuts of single letters; on when absent. */
  readonly shortcuts?: boolean;
  /** Minutes without use until the profile locks itself; 0 = never. */
  readonly autoLockMinutes?: number;
  /** By the system; "off" when absent. */
  readonly tellMe?: TellMe;
  /** Of what; of everything when absent. */
  readonly tellKinds?: readonly NoticeKind[];
}

export interface Prefs {
  get(): Promise<Preferences>;
  set(change: Preferences): Promise<void>;
}

/** Preferences kept by the host as one text, beside the profile. */
export function hostedPrefs(host: HostPrefs): Prefs {
  const read = async (): Promise<unknown> => parseJson((await host.get(key)) ?? "null");
  return {
    get: async () => parsePreferences(await read()),
    set: async (change) => host.set(key, JSON.stringify({ ...parsePreferences(await read()), ...change })),
  };
}

const key = "window";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // changed by hand: as if nothing were stored
  }
}

export const defaultAutoLockMinutes = 15;

/** Reads preferences stored by any earlier version: what is not understood is left out. */
export function parsePreferences(input: unknown): Preferences {
  if (typeof input !== "object" || input === null) return {};
  const { language, theme, shortcuts, autoLockMinutes, tellMe, tellKinds } = input as Record<string, unknown>;
  const known = languages.find((each) => each === language);
  return {
    ...(known && { language: known }),
    ...((theme === "system" || theme === "light" || theme === "dark") && { theme }),
    ...(typeof shortcuts === "boolean" && { shortcuts }),
    ...(typeof autoLockMinutes === "number" && autoLockMinutes >= 0 && { autoLockMinutes }),
    ...((tellMe === "off" || tellMe === "plain" || tellMe === "words") && { tellMe }),
    ...(Array.isArray(tellKinds) && { tellKinds: noticeKinds.filter((kind) => tellKinds.includes(kind)) }),
  };
}
