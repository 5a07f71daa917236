/** The window's beginning: finds out which shell it runs in, starts the engine's worker, and shows the app. */
import { startEngine, type EngineClient } from "../engine/engine-client.ts";
import { enterLoopback } from "../engine/loopback.ts";
import { needMedia } from "../engine/media.ts";
import { openHostPort } from "../engine/port-duplex.ts";
import { browserShell } from "./browser-shell.ts";
import { electronShell } from "./electron-shell.ts";
import { createI18n, preferredLanguage } from "./i18n.ts";
import { hostedPrefs } from "./prefs.ts";
import { start } from "./start.tsx";

const container = document.getElementById("app")!;
const desktop = window.vecheDesktop;

/** Shown instead of the app when it cannot go on. */
function stop(sentence: "addressUsedUp" | "hostGone"): void {
  container.inert = true;
  const note = document.createElement("p");
  note.role = "alert";
  note.className = "stopped";
  note.textContent = createI18n(preferredLanguage(navigator.languages)).t(`stopped.${sentence}`);
  document.body.prepend(note);
}

async function begin(): Promise<void> {
  if (desktop === undefined && !(await enterLoopback())) return stop("addressUsedUp");
  const engine: EngineClient = await startEngine({
    hostPort: () => (desktop === undefined ? Promise.resolve(null) : openHostPort(desktop)),
    needsMediaPermission: () => (desktop === undefined ? needMedia(() => engine.allowMedia()) : void engine.allowMedia()),
    failed: (reason) => {
      console.error(reason);
      stop("hostGone");
    },
  });
  await start(container, engine, desktop === undefined ? browserShell(hostedPrefs(engine.prefs)) : electronShell(desktop));
}

void begin();
