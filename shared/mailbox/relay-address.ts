/** Addresses of relays, as people enter them and invites carry them: `https://relay.example:8443/#pin`. */
import { limits } from "../base/limits.ts";

export interface RelayAddress {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  /** Before `/v1/…`; empty or beginning with a slash. */
  readonly path: string;
  /** SHA-256 of the certificate that is expected, in hex, instead of the authorities that this machine trusts. */
  readonly pin: string | null;
  readonly onion: boolean;
}

const form = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?((?:\/[a-z0-9._~-]+)*)\/?(?:#([0-9a-f]{64}))?$/iu;

/** Null when no relay's address can look so. No user name, query or other fragment: nothing that says who asks. */
export function readRelayAddress(text: string): RelayAddress | null {
  const match = form.exec(text);
  if (match === null || text.length > limits.address) return null;
  const [, scheme = "", name = "", port, path = "", pin] = match;
  const secure = scheme.toLowerCase() === "https";
  const at = port === undefined ? (secure ? 443 : 80) : Number(port);
  if (at < 1 || at > 65_535 || (pin !== undefined && !secure)) return null;
  const host = name.toLowerCase().replace(/^\[|\]$/gu, "");
  return { secure, host, port: at, path, pin: pin?.toLowerCase() ?? null, onion: host.endsWith(".onion") };
}

/** As it is kept and compared: people write the same address in several ways. */
export function tidyRelayAddress(typed: string): string | null {
  const trimmed = typed.trim();
  const address = readRelayAddress(/^https?:\/\//iu.test(trimmed) ? trimmed : `${/\.onion(?:[:/]|$)/iu.test(trimmed) ? "http" : "https"}://${trimmed}`);
  if (address === null) return null;
  const { secure, host, port, path, pin } = address;
  const name = host.includes(":") ? `[${host}]` : host;
  return `${secure ? "https" : "http"}://${name}${port === (secure ? 443 : 80) ? "" : `:${port}`}${path}${pin === null ? "" : `#${pin}`}`;
}

/** `socks5://host:port`, or `host:port` as people write it; null for anything else. */
export function readProxy(text: string): { readonly host: string; readonly port: number } | null {
  const match = /^(?:socks5h?:\/\/)?([a-z0-9.-]+|\[[0-9a-f:.]+\]):(\d{1,5})\/?$/iu.exec(text.trim());
  if (match === null || Number(match[2]) < 1 || Number(match[2]) > 65_535) return null;
  return { host: match[1]!.replace(/^\[|\]$/gu, ""), port: Number(match[2]) };
}
