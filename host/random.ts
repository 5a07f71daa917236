/** The platform's generator behind the Random port (ENC-3). */
import type { Random } from "../shared/ports/random.ts";

/** The Web Crypto standard gives no more in one call. */
const mostAtOnce = 65_536;

export const systemRandom: Random = {
  bytes(length) {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += mostAtOnce) crypto.getRandomValues(bytes.subarray(at, at + mostAtOnce));
    return bytes;
  },
};
