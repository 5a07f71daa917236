/**
 * Messages of the y-webrtc 10.3 signalling protocol: JSON over WebSocket. `data` is whatever clients give each other.
 * Parsing is total: whatever does not fit is null, and nothing deep or strange reaches the rest.
 */
import * as v from "valibot";
import { kib } from "../../shared/base/units.ts";

export const maxMessage = kib(64);
export const maxTopicLength = 256;
const maxTopicsAtOnce = 1024;
/** WebRTC descriptions nest a few levels. */
const maxNesting = 32;

const topic = v.pipe(v.string(), v.minLength(1), v.maxLength(maxTopicLength));
/** As in the stock server, a list may hold other things than texts: they are passed over. */
const topics = v.pipe(
  v.array(v.unknown()),
  v.maxLength(maxTopicsAtOnce),
  v.transform((given) => given.filter((name): name is string => v.is(topic, name))),
);

const clientMessage = v.variant("type", [
  v.object({ type: v.literal("subscribe"), topics }),
  v.object({ type: v.literal("unsubscribe"), topics }),
  v.object({ type: v.literal("publish"), topic, data: v.unknown() }),
  v.object({ type: v.literal("ping") }),
]);
export type ClientMessage = v.InferOutput<typeof clientMessage>;

const serverMessage = v.variant("type", [
  v.object({ type: v.literal("publish"), topic, data: v.unknown() }),
  v.object({ type: v.literal("pong") }),
]);
export type ServerMessage = v.InferOutput<typeof serverMessage>;

export const parseClientMessage = (text: string): ClientMessage | null => parse(clientMessage, text);
export const parseServerMessage = (text: string): ServerMessage | null => parse(serverMessage, text);

function parse<T extends v.GenericSchema>(schema: T, text: string): v.InferOutput<T> | null {
  if (text.length > maxMessage || nestsDeeper(text, maxNesting)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : null;
}

/** Counts brackets outside of texts, so that nothing recursive ever sees a deep value. */
function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inText) {
      if (c === "\\") i++;
      else if (c === '"') inText = false;
    } else if (c === '"') inText = true;
    else if (c === "[" || c === "{") {
      if (++depth > limit) return true;
    } else if (c === "]" || c === "}") depth--;
  }
  return false;
}
