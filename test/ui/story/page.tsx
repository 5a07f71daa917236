/**
 * The page that shows the story: the real window on the engine in memory, with a desk where tests lay what arrives.
 * `?state=` says how it begins, `&link=` what link opened it.
 */
import { start } from "../../../renderer/app/start.tsx";
import { browserShell } from "../../../renderer/app/browser-shell.ts";
import type { Shell } from "../../../renderer/app/shell.ts";
import type { Preferences } from "../../../renderer/app/prefs.ts";
import { laid, type Desk } from "./desk.ts";
import { story } from "./story.ts";
import type { StoryState } from "./world.ts";

declare global {
  interface Window {
    desk: Desk;
  }
}

const container = document.getElementById("app");
if (!container) throw new Error("the page has no place for the app");
const query = new URLSearchParams(location.search);
const state = query.get("state") ?? "open";

let preferences: Preferences = {};
const shell: Shell = {
  ...browserShell({
    get: async () => preferences,
    set: async (change) => {
      preferences = { ...preferences, ...change };
    },
  }),
  // As if the system had handed us the link that follows `&link=`.
  onBundle: () => () => undefined,
  onDeepLink(seen) {
    const link = query.get("link");
    if (link !== null) seen(link);
    return () => undefined;
  },
};

const { engine, desk } = laid(story(state as StoryState, Date.now()));
window.desk = desk;
await start(container, engine, shell);
