/** The worker that runs the engine and holds every key of the protocol. Locking terminates it. */
import { Engine } from "../../shared/client/engine.ts";
import type { Duplex } from "../../shared/contract/host.ts";
import type { FromEngine } from "../../shared/contract/port.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { Random } from "../../shared/ports/random.ts";
import { serveEngine } from "./engine-service.ts";
import { duplexOverLoopback } from "./loopback.ts";
import { duplexOverPort } from "./port-duplex.ts";
import { connectHost } from "./remote-host.ts";
import { windowDialler } from "./rtc-worker.ts";

/** The first and only message a worker gets on its own port. */
export interface WorkerStart {
  readonly api: MessagePort;
  readonly rtc: MessagePort;
  /** Null: the loopback host that served this page. */
  readonly host: MessagePort | null;
}

const clock: Clock = {
  now: () => Date.now(),
  after(delay, then) {
    const timer = setTimeout(then, delay);
    return () => clearTimeout(timer);
  },
};

const mostAtOnce = 65_536;
const random: Random = {
  bytes(length) {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += mostAtOnce) crypto.getRandomValues(bytes.subarray(at, at + mostAtOnce));
    return bytes;
  },
};

self.addEventListener(
  "message",
  ({ data }: MessageEvent<WorkerStart>) => {
    const fail = (reason: string): void => data.api.postMessage({ say: "failed", reason } satisfies FromEngine);
    self.addEventListener("error", (event) => fail(event.message));
    self.addEventListener("unhandledrejection", (event) => fail(String(event.reason)));
    const duplex: Duplex = data.host === null ? duplexOverLoopback() : duplexOverPort(data.host);
    const { vault, rendezvous, lan, mailboxes, folders, prefs, closed } = connectHost(duplex);
    void closed.then(() => fail("the host is gone"));
    serveEngine(new Engine({ vault, rendezvous, lan, mailboxes, folders, dialler: windowDialler(data.rtc), clock, random }), prefs, data.api);
  },
  { once: true },
);
