/**
 * Meeting others: a set of publish/subscribe servers (any y-webrtc signalling server) seen as one.
 * It is given only sealed bytes and rotating topics (SYNC-4); it authenticates nothing and may lose, repeat, delay or
 * invent messages.
 */
export interface Rendezvous {
  /** Replaces the set of server addresses (`ws://host:port`, `wss://…`) that are dialled. */
  dial(addresses: readonly string[]): void;
  /** Replaces the set of subscribed topics. */
  subscribe(topics: readonly string[]): void;
  publish(topic: string, message: Uint8Array): void;
  onMessage(handler: (topic: string, message: Uint8Array) => void): void;
  /** State of each server dialled, or found on this machine's own networks (shared/ports/lan.ts), whenever one changes. */
  onStatus(handler: (status: readonly ServerStatus[]) => void): void;
  /** Addresses at which this machine's own embedded server can be reached, most useful first; may be empty. */
  ownAddresses(): Promise<readonly string[]>;
  close(): void;
}

export interface ServerStatus {
  readonly address: string;
  /** Found by its marks, not told by anybody. */
  readonly nearby: boolean;
  readonly state: "connecting" | "reached" | "unreachable";
}
