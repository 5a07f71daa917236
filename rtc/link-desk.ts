/**
 * Makes links of the channels of one room, in the thread that owns the channels (a browser's worker, or the only
 * thread). A link is handed over once its channel is open and both its peer and its binding are known.
 */
import type { Link } from "../shared/ports/link.ts";
import { ChannelLink } from "./channel-link.ts";

/** Told to the dials the channels come from. */
export interface ChannelReport {
  opened(id: number): void;
  closed(id: number): void;
}

interface Entry {
  readonly link: ChannelLink;
  peer: string | null;
  open: boolean;
  handedOver: boolean;
}

export class LinkDesk {
  readonly #report: ChannelReport;
  readonly #entries = new Map<number, Entry>();
  #onLink: (peer: string, link: Link) => void = () => undefined;
  /** Set when no more links are wanted: to be called when the last has ended. */
  #emptied: (() => void) | null = null;

  constructor(report: ChannelReport) {
    this.#report = report;
  }

  onLink(handler: (peer: string, link: Link) => void): void {
    this.#onLink = handler;
  }

  channel(id: number, channel: RTCDataChannel): void {
    const link = new ChannelLink(channel, () => {
      if (this.#entries.delete(id)) this.#report.closed(id);
      if (this.#entries.size === 0) this.#emptied?.();
    });
    if (this.#emptied) return link.end("left");
    const entry: Entry = { link, peer: null, open: false, handedOver: false };
    this.#entries.set(id, entry);
    const open = (): void => {
      entry.open = true;
      this.#report.opened(id);
      this.#handOver(entry);
    };
    if (channel.readyState === "open") open();
    else channel.onopen = open;
  }

  identified(id: number, peer: string, binding: Uint8Array): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.peer = peer;
    entry.link.identify(binding);
    this.#handOver(entry);
  }

  /** The connection under the channel is no more. */
  gone(id: number, reason: string): void {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    entry?.link.end(reason);
  }

  /** Takes no more links and ends those there are, each when what it has queued is sent; resolves when all have ended. */
  close(reason: string): Promise<void> {
    const emptied = new Promise<void>((resolve) => (this.#emptied = resolve));
    for (const [id, { link, open }] of [...this.#entries]) {
      if (open) link.close(reason);
      else this.gone(id, reason);
    }
    if (this.#entries.size === 0) this.#emptied?.();
    return emptied;
  }

  #handOver(entry: Entry): void {
    if (!entry.open || entry.peer === null || entry.handedOver) return;
    entry.handedOver = true;
    this.#onLink(entry.peer, entry.link);
  }
}
