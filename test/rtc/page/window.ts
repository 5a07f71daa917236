/** A test page's window: runs the connections and passes the test's calls to the worker. */
import { serveDialler } from "../../../renderer/engine/rtc-window.ts";
import type { FromLab, ToLab } from "./lab.ts";

const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const { port1, port2 } = new MessageChannel();
const served = serveDialler(port1, () => lab.needsMediaPermission++);
worker.postMessage({ port: port2 }, [port2]);

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let calls = 0;

worker.onmessage = (event: MessageEvent<{ report?: FromLab; id: number; value: unknown; error?: string }>) => {
  const { report: told, id, value, error } = event.data;
  if (told) return globalThis.report(told);
  const call = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) call?.resolve(value);
  else call?.reject(new Error(error));
};

globalThis.lab = {
  needsMediaPermission: 0,
  allowMedia: () => served.allowMedia(),
  tell: (message: ToLab) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, message });
    }),
};
