/**
 * ID-2. What two machines of one person say to each other, and the code that the new one shows. The code commits the new
 * machine to a nonce; the old one sends its own before the new one reveals it. Six digits follow from both and from the
 * link, so that who sits in the middle, even with the code, has one guess in a million.
 */
import { fromBase64url, toBase64url } from "../base/bytes.ts";
import { decodeCbor, encodeCbor, type CborValue } from "../base/cbor.ts";
import { idBytes, idLength, idOf, type DeviceId, type GroupId, type InviteId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { bytesOf, list, record, text, whole } from "../base/record.ts";
import { Secret } from "../base/secret.ts";
import { labels } from "../crypto/labels.ts";
import { deriveKey, labelledHash } from "../crypto/sodium.ts";
import type { InviteKey } from "./group-side.ts";

/** What the new machine shows. */
export interface LinkCode {
  readonly version: number;
  readonly secret: Uint8Array;
  readonly commitment: Uint8Array;
  readonly signalling: readonly string[];
  readonly stun: readonly string[];
}

const addresses = list(text(limits.address), limits.addresses);
const codeCodec = record<LinkCode>({ version: [1, whole(1, 1000)], secret: [2, bytesOf(16)], commitment: [3, bytesOf(32)], signalling: [4, addresses], stun: [5, addresses] });
const prefix = "veche:machine#";

export const writeLinkCode = (code: Omit<LinkCode, "version">): string => prefix + toBase64url(codeCodec.encode({ version: 1, ...code }));

/** Null for anything else; white space does not matter. */
export function readLinkCode(pasted: string): LinkCode | null {
  const compact = pasted.replace(/\s+/gu, "");
  const bytes = compact.startsWith(prefix) ? fromBase64url(compact.slice(prefix.length)) : null;
  const code = bytes === null ? null : codeCodec.decode(bytes);
  return code?.version === 1 ? code : null;
}

/** Where the two meet: a name of this machine's own, which never leaves it. */
export const roomOf = (secret: Uint8Array): GroupId => idOf<GroupId>(deriveKey(secret, labels.deviceLink, 0));
/** What opens the link between them, like an invite of a group of two. */
export const linkKeyOf = (secret: Uint8Array): InviteKey => ({ invite: idOf<InviteId>(deriveKey(secret, labels.deviceLink, 1)), linkKey: new Secret(deriveKey(secret, labels.deviceLink, 2)) });

/** `device`: the key the new machine proves on the link. */
export const commitmentOf = (device: Uint8Array, nonce: Uint8Array): Uint8Array => labelledHash(labels.deviceCommit, device, nonce);

/** Six digits, in two groups of three. Both sides name the new machine's first. */
export function digitsOf(transcript: Uint8Array, devices: readonly [Uint8Array, Uint8Array], nonces: readonly [Uint8Array, Uint8Array]): string {
  const digest = labelledHash(labels.deviceDigits, transcript, ...devices, ...nonces);
  const number = new DataView(digest.slice().buffer).getBigUint64(0) % 1_000_000n;
  const digits = String(number).padStart(6, "0");
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

export type LinkStep =
  /** The old machine's nonce. */
  | { readonly is: "nonce"; readonly nonce: Uint8Array }
  /** The new machine's. */
  | { readonly is: "reveal"; readonly nonce: Uint8Array; readonly name: string }
  /** The digits were found equal; about this group the old machine asks for keys. */
  | { readonly is: "group"; readonly group: GroupId; readonly root: Uint8Array }
  /** Null: the new machine is in this group already. */
  | { readonly is: "keys"; readonly request: Uint8Array | null }
  /** The acts follow. */
  | { readonly is: "linked"; readonly capsule: Uint8Array }
  | { readonly is: "stored" }
  | { readonly is: "done" }
  /** Of two that are linked: the groups one is in, and by which device. */
  | { readonly is: "in"; readonly groups: readonly Place[] }
  /** ID-5. The one that was linked gives the other the root of a group it entered, and forgets it once that is kept there. */
  | { readonly is: "root"; readonly group: GroupId; readonly seed: Uint8Array }
  | { readonly is: "rooted"; readonly group: GroupId };

/** One machine in one group. */
export interface Place {
  readonly group: GroupId;
  readonly device: DeviceId;
}

/** So many are told of; a step is 8 KiB at most. */
export const mostPlaces = 100;

const steps = ["nonce", "reveal", "group", "keys", "linked", "stored", "done", "in", "root", "rooted"] as const;

export function encodeStep(step: LinkStep): Uint8Array {
  const fields = (): CborValue[] => {
    switch (step.is) {
      case "nonce":
        return [step.nonce];
      case "reveal":
        return [step.nonce, step.name];
      case "group":
        return [idBytes(step.group), step.root];
      case "keys":
        return [step.request];
      case "linked":
        return [step.capsule];
      case "stored":
      case "done":
        return [];
      case "root":
        return [idBytes(step.group), step.seed];
      case "rooted":
        return [idBytes(step.group)];
      case "in":
        return [step.groups.map(({ group, device }) => [idBytes(group), idBytes(device)])];
    }
  };
  return encodeCbor([steps.indexOf(step.is), ...fields()]);
}

/** Null when these bytes are no step. */
export function decodeStep(bytes: Uint8Array): LinkStep | null {
  const value = decodeCbor(bytes);
  if (!Array.isArray(value)) return null;
  const [kind, a, b] = value as readonly CborValue[];
  const is = steps[kind as number];
  const fixed = (v: unknown, length: number): v is Uint8Array => v instanceof Uint8Array && v.length === length;
  const sized = (length: number): boolean => value.length === length + 1;
  if (is === "nonce" && sized(1) && fixed(a, 32)) return { is, nonce: a };
  if (is === "reveal" && sized(2) && fixed(a, 32) && typeof b === "string" && b.length <= limits.personName) return { is, nonce: a, name: b };
  if (is === "group" && sized(2) && fixed(a, idLength) && fixed(b, 32)) return { is, group: idOf<GroupId>(a), root: b };
  if (is === "keys" && sized(1) && (a === null || a instanceof Uint8Array)) return { is, request: a };
  if (is === "linked" && sized(1) && a instanceof Uint8Array && a.length <= 256) return { is, capsule: a };
  if (is === "in" && sized(1)) return placesIn(a);
  if (is === "root" && sized(2) && fixed(a, idLength) && fixed(b, 32)) return { is, group: idOf<GroupId>(a), seed: b };
  if (is === "rooted" && sized(1) && fixed(a, idLength)) return { is, group: idOf<GroupId>(a) };
  if ((is === "stored" || is === "done") && sized(0)) return { is };
  return null;
}

function placesIn(value: CborValue | undefined): LinkStep | null {
  if (!Array.isArray(value) || value.length > mostPlaces) return null;
  const groups: Place[] = [];
  for (const place of value as readonly CborValue[]) {
    if (!Array.isArray(place) || place.length !== 2) return null;
    const [group, device] = place as readonly CborValue[];
    if (!(group instanceof Uint8Array) || group.length !== idLength || !(device instanceof Uint8Array) || device.length !== idLength) return null;
    groups.push({ group: idOf<GroupId>(group), device: idOf<DeviceId>(device) });
  }
  return { is: "in", groups };
}
