/** Checks of what a person typed, and the refusals they lead to (ENC-5). */
import { utf8 } from "../base/bytes.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Refusal } from "../contract/refusals.ts";

export type Done<T> = Result<T, Refusal>;
export const refuse = (refusal: Refusal): Result<never, Refusal> => err(refusal);

/** The text in NFC (ENC-1), within its limit in UTF-8 bytes. */
export function bounded(field: string, text: string, limit: number): Done<string> {
  const normal = text.normalize("NFC");
  const length = utf8(normal).length;
  return length > limit ? refuse({ kind: "TooLong", field, limit, length }) : ok(normal);
}

/** Like `bounded`, trimmed and not empty. */
export function required(field: string, text: string, limit: number): Done<string> {
  const trimmed = text.trim();
  return trimmed === "" ? refuse({ kind: "Empty", field }) : bounded(field, trimmed, limit);
}

/** All of them, or the first refusal. */
export function all<T extends Record<string, unknown>>(parts: { [K in keyof T]: Done<T[K]> }): Done<T> {
  const out: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(parts) as [string, Done<unknown>][]) {
    if (!part.ok) return part;
    out[name] = part.value;
  }
  return ok(out as T);
}

/** A signalling address as entered: `ws://` or `wss://`, without path tricks; a bare host gets `wss://`. */
export function signallingAddress(entered: string): Done<string> {
  const text = entered.trim();
  const full = /^[a-z]+:\/\//iu.test(text) ? text : `wss://${text}`;
  return /^wss?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/iu.test(full) && full.length <= 200 ? ok(full) : refuse({ kind: "BadAddress", address: entered });
}

export function stunAddress(entered: string): Done<string> {
  const text = entered.trim();
  const full = /^stuns?:/iu.test(text) ? text : `stun:${text}`;
  return /^stuns?:[^\s/?#@]+$/iu.test(full) && full.length <= 200 ? ok(full) : refuse({ kind: "BadAddress", address: entered });
}
