/**
 * How long a window is held: the longest single task of its main thread, in that thread's own processor time. A clock on
 * the wall would count too what other programs of the machine take, which says nothing about the window.
 */
import type { Browser } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds on the wall, and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Milliseconds, over all windows of this browser, while `story` goes on. */
export async function longestHold(browser: Browser, story: () => Promise<void>): Promise<number> {
  await browser.startTracing(undefined, { categories: ["toplevel", "__metadata"] });
  let trace: Buffer | undefined;
  try {
    await story();
  } finally {
    trace = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const windows = new Set(traceEvents.filter(({ ph, name, args }) => ph === "M" && name === "thread_name" && args?.name === "CrRendererMain").map(({ pid, tid }) => `${pid}/${tid}`));
  const tasks = traceEvents.filter(({ ph, pid, tid, tdur }) => ph === "X" && tdur !== undefined && windows.has(`${pid}/${tid}`));
  if (tasks.length === 0) throw new Error("the browser told of no task of a window");
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
