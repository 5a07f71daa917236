/** Stock y-webrtc 10.3 with Yjs: the posts as strings of one array, in plaintext, kept in memory alone. */
import { WebrtcProvider } from "y-webrtc";
import { Doc } from "yjs";
import { now } from "./clock.ts";
import { countTraffic } from "./traffic.ts";
import type { CaughtUp } from "./engine.ts";

/** What a provider tells and holds; y-webrtc's declarations lack it (rtc/y-webrtc.d.ts has what the product uses). */
interface Told {
  on(event: "peers" | "synced", listener: () => void): void;
  readonly signalingConns: readonly { readonly connected: boolean; on(event: "connect", listener: () => void): void }[];
}

interface Connecting {
  once(event: "connect", listener: () => void): void;
}

export class StockPage {
  readonly #doc = new Doc();
  readonly #posts = this.#doc.getArray<string>("posts");
  readonly #seen = new Map<string, number>();

  #provider(room: string, signalling: string): WebrtcProvider & Told {
    return new WebrtcProvider(room, this.#doc, {
      signaling: [signalling],
      maxConns: 20,
      filterBcConns: false,
      peerOpts: { config: { iceServers: [] } },
    }) as WebrtcProvider & Told;
  }

  /** Waits in the room. A post goes out only when the first peer has connected: whole documents are lost beyond 200 KiB. */
  wait(room: string, signalling: string, posts: readonly string[], batches: number): Promise<void> {
    const provider = this.#provider(room, signalling);
    const size = Math.ceil(posts.length / batches);
    provider.on("synced", () => {
      for (let at = 0; at < posts.length; at += size) this.#posts.push(posts.slice(at, at + size));
    });
    return new Promise((resolve) => {
      for (const server of provider.signalingConns) server.on("connect", resolve);
    });
  }

  /** From the provider's creation until so many posts are in the array. */
  async catchUp(room: string, signalling: string, posts: number): Promise<CaughtUp> {
    const shown = new Promise<number>((resolve) => {
      this.#posts.observe(() => {
        if (this.#posts.length >= posts) resolve(now());
      });
    });
    const asked = now();
    const provider = this.#provider(room, signalling);
    const connected = new Promise<number>((resolve) => {
      provider.on("peers", () => {
        for (const { peer } of provider.room?.webrtcConns.values() ?? []) (peer as unknown as Connecting).once("connect", () => resolve(now()));
      });
    });
    return { asked, connected: await connected, shown: await shown, bytes: await globalThis.bytesReceived() };
  }

  /** Without a network. */
  fill(posts: readonly string[]): void {
    this.#posts.push([...posts]);
  }

  /** When each later post came. */
  follow(): void {
    this.#posts.observe(({ changes }) => {
      const at = now();
      for (const { insert } of changes.delta) for (const text of (insert ?? []) as string[]) this.#seen.set(text, at);
    });
  }

  seen(text: string): number | null {
    return this.#seen.get(text) ?? null;
  }

  post(text: string): number {
    const at = now();
    this.#posts.push([text]);
    return at;
  }
}

declare global {
  var stockPage: StockPage | undefined;
}

countTraffic();
globalThis.stockPage = new StockPage();
