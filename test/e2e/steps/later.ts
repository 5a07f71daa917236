/** Days that pass in a moment, for windows and members without one: motions stay open as long as the bylaws say. */
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import type { Clock } from "../../../shared/ports/clock.ts";
import { systemClock } from "../../../host/clock.ts";
import { temporaryDirectory } from "../../host/temporary-directory.ts";
import { builtApp, type AppWindow } from "../app-window.ts";

const channel = "days pass";

/** Put in front of the engine's worker, before it looks at the clock. */
const turnable = `{
  const real = Date.now.bind(Date);
  let passed = 0;
  Date.now = () => real() + passed;
  const told = new BroadcastChannel(${JSON.stringify(channel)});
  told.onmessage = ({ data }) => { passed = data; };
  told.postMessage("how late is it?");
}
`;

/** The built app, with an engine whose clock can be turned: where it lies. */
export async function turnableApp(): Promise<string> {
  const app = temporaryDirectory();
  await cp(builtApp, app, { recursive: true });
  const assets = `${app}/assets`;
  const worker = (await readdir(assets)).find((name) => /^engine-worker.*\.js$/u.test(name));
  await writeFile(`${assets}/${worker}`, turnable + (await readFile(`${assets}/${worker}`, "utf8")));
  return app;
}

export class TurnableClock implements Clock {
  #passed = 0;
  readonly after = systemClock.after;
  readonly now = (): number => systemClock.now() + this.#passed;

  pass(ms: number): void {
    this.#passed += ms;
  }
}

/** Nothing wakes by it: what waits looks at the clock when something arrives. Once in each window; an engine that starts later is told. */
export async function pass(ms: number, windows: readonly AppWindow[], clock: TurnableClock): Promise<void> {
  clock.pass(ms);
  const tell = ([name, passed]: readonly [string, number]): void => {
    const told = new BroadcastChannel(name);
    told.onmessage = () => told.postMessage(passed);
    told.postMessage(passed);
  };
  for (const { page } of windows) await page.evaluate(tell, [channel, ms] as const);
}
