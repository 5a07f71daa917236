/** Mailboxes and blobs as tests make them. */
import { randomBytes } from "node:crypto";
import { idOf, type GroupId } from "../../../shared/base/ids.ts";
import { hash } from "../../../shared/crypto/sodium.ts";
import { blobId, mailboxOf, proofToPut, proofToRead, smallestBlob, type Mailbox } from "../../../shared/mailbox/mailbox.ts";
import type { MailboxCall } from "../../../shared/ports/mailboxes.ts";

export const group = idOf<GroupId>(new Uint8Array(32).fill(7));

/** A mailbox of its own for each number. */
export const mailbox = (n: number, day = 20_000): Mailbox => mailboxOf(hash(Uint8Array.of(n)), group, day);

export const blob = (size = smallestBlob): Uint8Array => new Uint8Array(randomBytes(size));

export interface At {
  readonly relay: string;
  readonly proxy?: string | null;
  readonly lane?: string;
}

export const toRead = ({ relay, proxy = null, lane = "a" }: At, box: Mailbox): MailboxCall => ({ relay, proxy, lane, mailbox: box.name, proof: proofToRead(box) });
export const toPut = ({ relay, proxy = null, lane = "a" }: At, box: Mailbox, bytes: Uint8Array): MailboxCall => ({ relay, proxy, lane, mailbox: box.name, proof: proofToPut(box, blobId(bytes)) });
