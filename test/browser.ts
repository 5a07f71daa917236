/** The installed Chromium, Chrome or Edge that tests drive; `./run test` installs one where it may. */
import { installedBrowser } from "../host/window.ts";

const found = await installedBrowser(process.env, process.platform);
if (found === null) throw new Error("no browser is installed; ./run test says how to get one");

export const browserPath = found;
