/** Where a person's profile is when they name no other place: the same for every shell of the app. */
import { homedir } from "node:os";
import { join } from "node:path";

export function defaultProfileDirectory(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  return join(configDirectory(environment, platform), "veche", "profile");
}

/** What Electron calls `appData`. */
function configDirectory(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === "darwin") return join(homedir(), "Library", "Application Support");
  if (platform === "win32") return environment["APPDATA"] ?? join(homedir(), "AppData", "Roaming");
  return environment["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
}
