/** Writes 10,000 rows of 600 bytes, reads them back, and says how long both took. */
import { duplexOverLoopback } from "../../../renderer/engine/loopback.ts";
import { connectHost } from "../../../renderer/engine/remote-host.ts";

async function work(): Promise<string> {
  const host = connectHost(duplexOverLoopback());
  const visits = Number((await host.prefs.get("visits")) ?? "0") + 1;
  await host.prefs.set("visits", String(visits));
  const opened = await host.vault.open(new Uint8Array(32).fill(7));
  if (!opened.ok) return opened.error.kind;
  const storage = opened.value;
  const start = performance.now();
  for (let batch = 0; batch < 40; batch++) {
    await storage.commit(
      Array.from({ length: 250 }, (_, i) => ({
        space: "s",
        key: crypto.getRandomValues(new Uint8Array(32)),
        value: new Uint8Array(600).fill(i),
      })),
    );
  }
  const written = performance.now();
  const rows = await storage.range("s");
  const read = performance.now();
  return `visit ${visits}: ${rows.length} rows, written in ${Math.round(written - start)} ms, read in ${Math.round(read - written)} ms`;
}

work().then(postMessage, (error: unknown) => postMessage(String(error)));
