/**
 * The page that shows the story: the real window on the engine in memory, with a desk where tests lay what arrives.
 * `?state=` says how it begins.
 */
import { start } from "../../../renderer/app/start.tsx";
import { browserShell } from "../../../renderer/app/browser-shell.ts";
import type { Preferences } from "../../../renderer/app/prefs.ts";
import { laid, type Desk } from "./desk.ts";
import { story, type StoryState } from "./story.ts";

declare global {
  interface Window {
    desk: Desk;
  }
}

const container = document.getElementById("app");
if (!container) throw new Error("the page has no place for the app");
const state = new URLSearchParams(location.search).get("state") ?? "open";

let preferences: Preferences = {};
const shell = browserShell({
  get: async () => preferences,
  set: async (change) => {
    preferences = { ...preferences, ...change };
  },
});

const { engine, desk } = laid(story(state as StoryState, Date.now()));
window.desk = desk;
await start(container, engine, shell);
