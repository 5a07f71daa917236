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

  constructor(report: ChannelReport) {
    this.#report = report;
  }

  onLink(handler: (peer: string, link: Link) => void): void {
    this.#onLink = handler;
  }

  channel(id: number, channel: RTCDataChannel): void {
    const link = new ChannelLink(channel, () => {
      if (this.#entries.delete(id)) this.#report.closed(id);
    });
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

  /** Ends every link. */
  close(reason: string): void {
    for (const id of [...this.#entries.keys()]) this.gone(id, reason);
  }

  #handOver(entry: Entry): void {
    if (!entry.open || entry.peer === null || entry.handedOver) return;
    entry.handedOver = true;
    this.#onLink(entry.peer, entry.link);
  }
}
