/** ID-3. Genesis fixes the list of words by its hash: that of BIP-39's 2,048 English ones, each on a line of its own. */
import { fromHex } from "./bytes.ts";

const hashOfWords = "de8c8f9df24afb012c280ee4f202cc3b5a9cf35c83bc96d7a47be2163e529e81";

export const wordListHash = (): Uint8Array => fromHex(hashOfWords);
