/**
 * Machines of the same network: found without any server by marks that only those who share a key can read, and called
 * by sockets of their own (LAN-1…4). Meeting points found so join the Rendezvous; calls become links. The links of each adapter
 * run the contract suite test/contract/link.test.ts.
 */
import type { Link } from "./link.ts";

/** What shows one group, or one open invite, to whoever holds its key, for one day. */
export interface Mark {
  /** What is announced. */
  readonly tag: Uint8Array;
  /** 32 bytes that both ends of a connection show each other they hold. */
  readonly key: Uint8Array;
  /** Announced by this machine; otherwise it is only looked for. */
  readonly shown: boolean;
}

/** Waiting for one call. */
export interface Expected {
  /** `host:port`, `[host]:port`; empty where nobody can call. */
  readonly addresses: readonly string[];
  cancel(): void;
}

export interface Lan {
  /** Replaces what is announced and looked for. On another `day` nothing by which this machine was known stays. */
  seek(day: number, marks: readonly Mark[]): void;
  /** Takes the first call made with this key of 32 bytes, which is used for nothing else. */
  expect(key: Uint8Array, taken: (link: Link) => void): Promise<Expected>;
  /** Calls whoever expects this key, at those addresses that belong to this machine's own networks. */
  call(addresses: readonly string[], key: Uint8Array): Promise<Link | null>;
  close(): void;
}
