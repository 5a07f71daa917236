/** A relay of this machine: its folder, its lock, its desk and its server, begun and ended together. */
import { createHash, X509Certificate } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { takeLock } from "../vault/lock.ts";
import { Counters } from "./counters.ts";
import { RelayDesk, type RelayLimits } from "./desk.ts";
import { diskShelf } from "./disk-shelf.ts";
import { startRelayServer, type RelayServer } from "./server.ts";

export interface RelayOptions {
  readonly directory: string;
  readonly port: number;
  readonly host?: string;
  /** PEM files. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly behindProxy?: boolean;
  readonly countersPort?: number;
  readonly limits?: Partial<RelayLimits>;
}

export interface RunningRelay {
  readonly server: RelayServer;
  readonly desk: RelayDesk;
  /** SHA-256 of the certificate, for addresses that name it (relay-address.ts); null without one. */
  readonly pin: string | null;
  close(): Promise<void>;
}

export type RelayFault = { readonly kind: "InUse" | "PortTaken" | "NoCertificate" };

export async function runRelay({ directory, tls, limits, ...options }: RelayOptions): Promise<Result<RunningRelay, RelayFault>> {
  await cryptoReady;
  const certificate = tls === undefined ? undefined : await readCertificate(tls);
  if (certificate === null) return err({ kind: "NoCertificate" });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const release = takeLock(join(directory, "lock"));
  if (release === null) return err({ kind: "InUse" });
  try {
    const desk = await RelayDesk.open(await diskShelf(directory), new Counters(), limits);
    const server = await startRelayServer(desk, { ...options, ...(certificate === undefined ? {} : { tls: certificate }) });
    if (!server.ok) {
      desk.close();
      release();
      return server;
    }
    const close = async (): Promise<void> => {
      await server.value.close();
      release();
    };
    return ok({ server: server.value, desk, pin: certificate?.pin ?? null, close });
  } catch (error) {
    release();
    throw error;
  }
}

/** Null where the two files are no certificate and its key. */
async function readCertificate(files: { readonly cert: string; readonly key: string }): Promise<{ cert: Buffer; key: Buffer; pin: string } | null> {
  try {
    const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)]);
    return { cert, key, pin: createHash("sha256").update(new X509Certificate(cert).raw).digest("hex") };
  } catch {
    return null;
  }
}
