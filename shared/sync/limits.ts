/** What sync allows a peer (ENC-5, SYNC-3) and how long it waits. Sizes are bytes, times milliseconds. */
import { kib, mib, minutes, seconds } from "../base/units.ts";

export const limits = {
  /** One message, put together again from its frames: the largest entry and room for a small one beside it. */
  message: kib(512),
  /** Entries of one ENTRIES message: at most so many, and no further one once this size is reached. */
  batchEntries: 200,
  /** When asked again for the whole, so that entries proven only by a later one (LOG-6) fall into one batch with it. */
  batchEntriesAgain: 137,
  batchBytes: kib(128),
  /**
   * What may be under way without CREDIT: more than the largest entry, so that every entry can be sent, and no more than
   * a machine's network buffers hold, or packets are lost and the link waits (docs/decisions/016-a-small-window.md).
   */
  window: kib(512),
  /** Of what came, so much may still be on its way to the disk before the peer has to wait for it. */
  unwritten: mib(2),
  /** HAVE: ids and tips in one message; what a peer may name altogether that is not here. */
  idsInMessage: 1024,
  tipsInMessage: 512,
  missing: 20_000,
  namedLogs: 50_000,
  /** WANT: logs in one message, ids of one locator, messages not yet answered. */
  logsInWant: 256,
  locator: 64,
  idsInWant: 4096,
  /** SYNC-8: an answer that is long is gone ahead of; the most that may be, in a session. */
  longAnswer: 1000,
  longAnswerBytes: kib(512),
  aheadPosts: 300,
  aheadPostsOfThread: 60,
  aheadEntries: 600,
  aheadBytes: kib(256),
  openWants: 4,
  wantsPerSecond: 20,
  messagesPerSecond: 2000,
  kidsInHelp: 64,
  capsule: 256,
  request: kib(8),
  /** REFUSED: machines of who comes back. */
  devicesNamed: 32,
  addresses: 16,
  addressBytes: 256,
  /** Links that have not proved anything yet, and sessions of one device: a newer one puts the oldest out. */
  connecting: 64,
  sessionsOfDevice: 4,
  /** Newest epoch keys that are offered in HELLO and met by in rendezvous (SYNC-2). */
  offeredKeys: 4,
  /** HELD: contents in one message, ranges of one content in it, ranges that are remembered. */
  contentsInMessage: 128,
  rangesInMessage: 32,
  rangesHeld: 100_000,
  /** ASK: chunks waiting to be sent to one peer. */
  chunksAsked: 64,
  chunk: kib(128) + 16,
  /** Texts while they are typed: of one update, one caret, and of one session in a second. */
  liveUpdate: kib(64),
  liveCaret: 256,
  liveSentPerSecond: 60,
  liveHeardPerSecond: 200,
  liveBytesPerSecond: mib(1),
  /** What a joiner takes in before it is a member. */
  joinBytes: mib(64),
} as const;

export interface Patience {
  /** From an open link to a checked AUTH. */
  readonly handshake: number;
  /** A silent link is asked for a sign of life, and given up. */
  readonly idle: number;
  readonly silent: number;
  /** A sign of life that was asked for is expected within this time, or the peer counts as quiet. */
  readonly sign: number;
  /** Placed entries of others are gathered so long before they are announced. */
  readonly gather: number;
  /** A WANT that brings nothing so long is left to other sessions, then ends the session. */
  readonly slow: number;
  readonly stalled: number;
  /** After so long others may ask for it too, though the answer still comes. */
  readonly longest: number;
  /** Answering a stranger's WANT for entries waits so long for its admission to become known. */
  readonly unknown: number;
  /** Asking again for what a peer named and did not deliver: doubling from the first to the second. */
  readonly retry: number;
  readonly retryMost: number;
  /** Two links to one device are asked for a sign of life before one is closed. */
  readonly probe: number;
  /** An admitted joiner stores what it received. */
  readonly joining: number;
}

export const patience: Patience = {
  handshake: seconds(10),
  idle: seconds(15),
  silent: seconds(45),
  sign: seconds(5),
  gather: 50,
  slow: seconds(20),
  stalled: minutes(1),
  longest: minutes(3),
  unknown: seconds(5),
  retry: seconds(1),
  retryMost: minutes(1),
  probe: seconds(3),
  joining: minutes(5),
};
