/**
 * What two dialling machines tell each other, as bytes: a simple-peer signal and the dial it belongs to. The engine
 * seals these bytes; here they are only shaped and, on the way in, checked, because another member's program wrote them.
 */
import * as v from "valibot";
import { fromUtf8, utf8 } from "../shared/base/bytes.ts";
import { kib } from "../shared/base/units.ts";
import { fingerprint } from "./framed-connection.ts";

export type SignalMessage = v.InferOutput<typeof signalMessage>;

const maxMessage = kib(64);

/** One data section and one fingerprint: no media is ever negotiated, and SYNC-2's binding has one reading. */
const dataOnly = (sdp: string): boolean => {
  const sections = sdp.match(/^m=.*$/gm) ?? [];
  return sections.length === 1 && sections[0]!.startsWith("m=application ") && fingerprint(sdp) !== null;
};

const sdp = v.pipe(v.string(), v.maxLength(kib(16)), v.check(dataOnly));

const candidate = v.object({
  candidate: v.pipe(v.string(), v.maxLength(1024), v.startsWith("candidate:")),
  sdpMLineIndex: v.literal(0),
  sdpMid: v.pipe(v.string(), v.maxLength(16)),
});

const signalMessage = v.object({
  /** Chosen by the initiator for one attempt, so that what belongs to an attempt given up is not mistaken. */
  dial: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  signal: v.variant("type", [
    v.object({ type: v.literal("offer"), sdp }),
    v.object({ type: v.literal("answer"), sdp }),
    v.object({ type: v.literal("candidate"), candidate }),
  ]),
});

/** Null for a signal of simple-peer's that nobody needs: end-of-candidates marks and requests to renegotiate. */
export function encodeSignal(dial: string, signal: unknown): Uint8Array | null {
  const message = v.safeParse(signalMessage, { dial, signal });
  return message.success ? utf8(JSON.stringify(message.output)) : null;
}

/** Null for anything that is no signal message. */
export function decodeSignal(bytes: Uint8Array): SignalMessage | null {
  if (bytes.length > maxMessage) return null;
  const message = v.safeParse(signalMessage, parseJson(fromUtf8(bytes)));
  return message.success ? message.output : null;
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
