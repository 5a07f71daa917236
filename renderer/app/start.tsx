/** Starts the window on an engine and a shell. The one place where the parts of the renderer meet. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "../design/global.css";
import { EngineProvider } from "../engine/engine-context.tsx";
import { App } from "./App.tsx";
import { PreferencesProvider } from "./preferences.tsx";
import { ShellContext, type Shell } from "./shell.ts";
import type { EngineApi } from "../../shared/contract/port.ts";

export async function start(container: HTMLElement, engine: EngineApi, shell: Shell): Promise<void> {
  const preferences = await shell.prefs.get();
  createRoot(container).render(
    <StrictMode>
      <ShellContext value={shell}>
        <PreferencesProvider initial={preferences}>
          <EngineProvider engine={engine}>
            <App />
          </EngineProvider>
        </PreferencesProvider>
      </ShellContext>
    </StrictMode>,
  );
}
