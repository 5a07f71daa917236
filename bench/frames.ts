/**
 * How long a page's main thread works for each frame, from Chromium's trace: the processor's time of all tasks between one
 * frame's beginning and the next. Time between two frames says nothing of that, since a screen waits for its turn, and the
 * time tasks take says how busy the machine is with other things besides.
 */
import type { Browser, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  /** Of the thread, microseconds. */
  readonly tdur?: number;
}

const mark = "the bench begins";

/** Milliseconds of work for each frame that is drawn while `work` goes on. */
export async function framesDuring(browser: Browser, page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing", "devtools.timeline", "devtools.timeline.frame", "disabled-by-default-devtools.timeline"] });
  await page.evaluate((name) => performance.mark(name), mark);
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const begun = traceEvents.find(({ name, cat }) => name === mark && cat.includes("blink.user_timing"));
  if (begun === undefined) throw new Error("the trace does not show the page");
  const own = traceEvents.filter(({ pid, tid, ts }) => pid === begun.pid && tid === begun.tid && ts >= begun.ts).sort((a, b) => a.ts - b.ts);
  const starts = own.filter(({ name, ph }) => name === "AnimationFrame::Render" && ["b", "B", "X"].includes(ph)).map(({ ts }) => ts);
  const tasks = own.filter(({ name, ph }) => ph === "X" && name === "RunTask");
  if (starts.length === 0 || tasks.length === 0) throw new Error("the trace shows no frames");
  const busy = starts.map(() => 0);
  let frame = 0;
  for (const { ts, tdur = 0 } of tasks) {
    while (frame < starts.length && starts[frame]! <= ts) frame++;
    if (frame < starts.length) busy[frame]! += tdur / 1000;
  }
  return busy;
}
