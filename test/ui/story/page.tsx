/** The page that shows the story: the real window on the engine in memory. `?state=` says how it begins. */
import { start } from "../../../renderer/app/start.tsx";
import { browserShell } from "../../../renderer/app/browser-shell.ts";
import { story, type StoryState } from "./story.ts";

const container = document.getElementById("app");
if (!container) throw new Error("the page has no place for the app");
const state = new URLSearchParams(location.search).get("state") ?? "open";
await start(container, story(state as StoryState, Date.now()), browserShell);
