/**
 * Links of the form `veche:…`: given at start, by a second start of the app, or (macOS) by the system. They wait until a
 * window listens, and are only ever handed on as text.
 */
import type { App } from "electron";
import { deepLinkPattern } from "../shared/contract/desktop.ts";

export class DeepLinks {
  readonly #waiting: string[] = [];
  #deliver: ((link: string) => void) | null = null;

  /** Claims the scheme where the installer has not, and begins to collect links. */
  collectFrom(app: App, args: readonly string[]): void {
    app.setAsDefaultProtocolClient("veche");
    this.#takeFrom(args);
    app.on("second-instance", (_event, laterArgs) => this.#takeFrom(laterArgs));
    app.on("open-url", (event, link) => {
      event.preventDefault();
      this.#takeFrom([link]);
    });
  }

  /** The window that listens from now on; null when it is gone. */
  deliverTo(deliver: ((link: string) => void) | null): void {
    this.#deliver = deliver;
    if (deliver !== null) this.#waiting.splice(0).forEach(deliver);
  }

  #takeFrom(args: readonly string[]): void {
    for (const link of args.filter((arg) => deepLinkPattern.test(arg))) {
      if (this.#deliver === null) this.#waiting.push(link);
      else this.#deliver(link);
    }
  }
}
