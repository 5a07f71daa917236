/**
 * SYNC-6. Relays as the engine sees them: sealed blobs put into mailboxes, listed, fetched. A relay is trusted with
 * nothing: it may refuse, lose, repeat, hold back and make up. Contract suite: test/contract/mailboxes.test.ts.
 */
import type { Result } from "../base/result.ts";

export interface Mailboxes {
  /** Resolves when the relay says that the blob is on its disk. Putting it again changes nothing. */
  put(call: MailboxCall, name: BlobId, blob: Uint8Array): Promise<Result<null, RelayProblem>>;
  /** What the mailbox holds, in the order in which it came; null when that still has the tag of an earlier listing. */
  list(call: MailboxCall, tag: string | null): Promise<Result<Listing | null, RelayProblem>>;
  /** Bytes of at most `largestBlob`; whether they are the blob's is for the caller to check. */
  get(call: MailboxCall, name: BlobId): Promise<Result<Uint8Array, RelayProblem>>;
}

export interface MailboxCall {
  readonly relay: string;
  /** A SOCKS5 proxy (`socks5://host:port`) that everything goes through, names to be resolved included; null: none. */
  readonly proxy: string | null;
  /** Calls of different lanes share no connection and, through Tor, no circuit. */
  readonly lane: string;
  /** 64 lower-case hex digits: the mailbox's public key. */
  readonly mailbox: string;
  /** Of the right to read, or to put this blob (shared/mailbox). */
  readonly proof: Uint8Array;
}

/** 64 lower-case hex digits: the hash of the blob. */
export type BlobId = string;

export interface Listing {
  readonly blobs: readonly BlobId[];
  /** So many days the relay keeps what it is given. */
  readonly days: number;
  readonly tag: string;
}

export type RelayProblem = { readonly kind: RelayProblemKind };

export const relayProblems = [
  /** No relay's address can look so. */
  "BadAddress",
  /** An onion address, and no proxy. */
  "NeedsProxy",
  "ProxyUnreachable",
  "Unreachable",
  /** Its certificate is not one this machine trusts, nor the one the address names. */
  "Untrusted",
  /** It answers, and not as a relay does. */
  "NotARelay",
  "NoRight",
  /** It has no such blob. */
  "Nothing",
  "MailboxFull",
  "RelayFull",
  "TooOften",
] as const;
export type RelayProblemKind = (typeof relayProblems)[number];
