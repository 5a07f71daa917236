/**
 * SYNC-6. Mailboxes of a relay: key pairs of one day that come from a group key, so that whoever holds the key finds
 * and proves the mailbox, and the relay sees a random name that is another one tomorrow. Its public key is its name.
 */
import { fromHex, toHex } from "../base/bytes.ts";
import { idBytes, type GroupId } from "../base/ids.ts";
import { list, record, whole, type Field } from "../base/record.ts";
import { kib, mib } from "../base/units.ts";
import { labels } from "../crypto/labels.ts";
import { deriveKey, hash, sign, signingKeys, sizes, verify, type SigningKeys } from "../crypto/sodium.ts";
import type { BlobId } from "../ports/mailboxes.ts";

/** Sizes of blobs, those of parcels (SYNC-5): no others are kept. */
export const blobSizes: readonly number[] = [kib(16), kib(32), kib(64), kib(128), kib(256), kib(512), mib(1)];
export const smallestBlob = kib(16);
export const largestBlob = mib(1);
export const blobsInMailbox = 4096;

export interface Mailbox {
  readonly name: string;
  readonly keys: SigningKeys;
}

/** `day` counts days since 1970. */
export function mailboxOf(key: Uint8Array, group: GroupId, day: number): Mailbox {
  const keys = signingKeys(deriveKey(key, labels.mailbox, idBytes(group), day));
  return { name: toHex(keys.publicKey), keys };
}

export const blobId = (blob: Uint8Array): BlobId => toHex(hash(blob));
export const isName = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);

/** What is proven holds as long as the mailbox: it shows no more than that one may read here, or put these bytes here. */
export const proofToRead = ({ keys }: Mailbox): Uint8Array => sign(labels.mailboxRead, keys.publicKey, keys);
export const proofToPut = ({ keys }: Mailbox, blob: BlobId): Uint8Array => sign(labels.mailboxWrite, fromHex(blob)!, keys);

export const mayRead = (mailbox: string, proof: Uint8Array): boolean => verify(labels.mailboxRead, fromHex(mailbox)!, proof, fromHex(mailbox)!);
export const mayPut = (mailbox: string, blob: BlobId, proof: Uint8Array): boolean => verify(labels.mailboxWrite, fromHex(blob)!, proof, fromHex(mailbox)!);

const blobName: Field<BlobId> = {
  write: (name) => fromHex(name)!,
  read: (bytes) => (bytes instanceof Uint8Array && bytes.length === sizes.hash ? toHex(bytes) : undefined),
};

/** A relay's answer to LIST. */
export const listingCodec = record<{ readonly blobs: readonly BlobId[]; readonly days: number }>({
  blobs: [1, list(blobName, blobsInMailbox)],
  days: [2, whole(1, 3650)],
});
