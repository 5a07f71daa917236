/** ID-1. The keys of a member and of a device, and the root's word that they belong together. */
import { same } from "./bytes.ts";
import { write } from "./cbor.ts";
import { bytes, map, text, type Of } from "./shapes.ts";
import { isSigned, isSoundBoxKey, isSoundKey } from "./sodium.ts";

export const identity = map({ name: [1, text(80)], root: [2, bytes(32)], device: [3, bytes(32)], box: [4, bytes(32)], certificate: [5, bytes(64)] });

export type Identity = Of<typeof identity>;

/** Sound keys, all different, and the root's certificate of the device. */
export function isSound({ name, root, device, box, certificate }: Identity, context: Uint8Array): boolean {
  if (name.trim() === "" || !isSoundKey(root) || !isSoundKey(device) || !isSoundBoxKey(box) || same(root, device)) return false;
  return isSigned("device-certificate", write([context, device, box]), certificate, root);
}
