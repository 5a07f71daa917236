/**
 * The window's end of the engine's port. Locking and panic end the worker that held the keys; a new one, with nothing in
 * it, takes over what views watch.
 */
import type { Run } from "../../shared/contract/answers.ts";
import type { Command } from "../../shared/contract/commands.ts";
import type { Prefs } from "../../shared/contract/host.ts";
import { apply } from "../../shared/contract/patch.ts";
import type { EngineApi, FromEngine, ToEngine } from "../../shared/contract/port.ts";
import type { Refusal } from "../../shared/contract/refusals.ts";
import type { Query, Snapshots } from "../../shared/contract/snapshots.ts";
import type { Result } from "../../shared/base/result.ts";
import type { WorkerStart } from "./engine-worker.ts";
import { serveDialler, type ServedDialler } from "./rtc-window.ts";

export interface EngineClient extends EngineApi {
  readonly prefs: Prefs;
  /** Asks for what lets the browser connect on a network without a gateway; false when refused. */
  allowMedia(): Promise<boolean>;
}

export interface ClientEvents {
  /** A port to the host for a new worker; null for the loopback host. */
  readonly hostPort: () => Promise<MessagePort | null>;
  readonly needsMediaPermission: () => void;
  /** The worker met a bug or lost its host. */
  readonly failed: (reason: string) => void;
}

interface Watch {
  readonly query: Query;
  readonly seen: (snapshot: Snapshots[Query["query"]]) => void;
  value: unknown;
}

/** Commands after which no key may be left in memory. */
const ending: ReadonlySet<Command["type"]> = new Set(["profile.lock", "profile.panic"]);

export async function startEngine(events: ClientEvents): Promise<EngineClient> {
  const watches = new Map<number, Watch>();
  const asked = new Map<number, (answer: unknown) => void>();
  let lastId = 0;
  let running = await startWorker(events, hear);

  function hear(message: FromEngine): void {
    if (message.say === "failed") return events.failed(message.reason);
    if (message.say === "done" || message.say === "pref") {
      asked.get(message.id)?.(message.say === "done" ? message.result : message.value);
      asked.delete(message.id);
      return;
    }
    const watch = watches.get(message.id);
    if (watch === undefined) return;
    watch.value = message.say === "snapshot" ? message.value : apply(watch.value, message.patch);
    watch.seen(watch.value as Snapshots[Query["query"]]);
  }

  const say = (message: ToEngine): void => running.api.postMessage(message);
  const ask = <T>(message: (id: number) => ToEngine): Promise<T> =>
    new Promise((resolve) => {
      const id = ++lastId;
      asked.set(id, (answer) => resolve(answer as T));
      say(message(id));
    });

  async function replaceWorker(): Promise<void> {
    running.end();
    running = await startWorker(events, hear);
    for (const [id, watch] of watches) {
      watch.value = undefined;
      say({ say: "watch", id, query: watch.query });
    }
  }

  async function run(command: Command): Promise<Result<unknown, Refusal>> {
    const result = await ask<Result<unknown, Refusal>>((id) => ({ say: "run", id, command }));
    if (ending.has(command.type)) await replaceWorker();
    return result;
  }

  return {
    run: ((command: Command) => run(command)) as Run,
    watch(query, seen) {
      const id = ++lastId;
      watches.set(id, { query, seen: seen as Watch["seen"], value: undefined });
      say({ say: "watch", id, query });
      return () => {
        watches.delete(id);
        say({ say: "unwatch", id });
      };
    },
    prefs: {
      get: (key) => ask((id) => ({ say: "getPref", id, key })),
      set: async (key, value) => void (await ask((id) => ({ say: "setPref", id, key, value }))),
    },
    allowMedia: () => running.dialler.allowMedia(),
  };
}

interface Running {
  readonly api: MessagePort;
  readonly dialler: ServedDialler;
  end(): void;
}

async function startWorker(events: ClientEvents, hear: (message: FromEngine) => void): Promise<Running> {
  const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module", name: "engine" });
  const api = new MessageChannel();
  const rtc = new MessageChannel();
  const host = await events.hostPort();
  worker.addEventListener("error", (event) => events.failed(event.message));
  api.port1.onmessage = ({ data }: MessageEvent<FromEngine>) => hear(data);
  const dialler = serveDialler(rtc.port1, events.needsMediaPermission);
  const start: WorkerStart = { api: api.port2, rtc: rtc.port2, host };
  worker.postMessage(start, [api.port2, rtc.port2, ...(host === null ? [] : [host])]);
  return {
    api: api.port1,
    dialler,
    end() {
      dialler.close();
      api.port1.close();
      worker.terminate();
    },
  };
}
