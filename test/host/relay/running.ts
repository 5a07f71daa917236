/** A relay in this process, on a port of its own, gone after the test. */
import { onTestFinished } from "vitest";
import { runRelay, type RelayOptions, type RunningRelay } from "../../../host/relay/run.ts";
import { httpMailboxes, type HttpMailboxes } from "../../../host/relay/http-mailboxes.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

export async function runningRelay(options: Partial<RelayOptions> = {}): Promise<RunningRelay & { readonly address: string }> {
  const started = await runRelay({ directory: temporaryDirectory(), port: 0, host: "127.0.0.1", ...options });
  if (!started.ok) throw new Error(started.error.kind);
  let closed = false;
  const close = async (): Promise<void> => {
    if (!closed) await started.value.close();
    closed = true;
  };
  onTestFinished(close);
  const address = `${options.tls === undefined ? "http" : "https"}://127.0.0.1:${started.value.server.port}`;
  return { ...started.value, close, address };
}

/** A client that waits so long, at most, for a relay's whole answer. */
export function client(longest?: number): HttpMailboxes {
  const mailboxes = httpMailboxes(longest);
  onTestFinished(() => mailboxes.close());
  return mailboxes;
}
