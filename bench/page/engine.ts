/** A window's engine, worker and WebRTC without the user interface, for benches to drive. */
import { enterLoopback } from "../../renderer/engine/loopback.ts";
import { startEngine, type EngineClient } from "../../renderer/engine/engine-client.ts";
import type { Answer, CommandOf } from "../../shared/contract/answers.ts";
import type { CommandType } from "../../shared/contract/commands.ts";
import { now } from "./clock.ts";
import { countTraffic } from "./traffic.ts";

export interface CaughtUp {
  readonly asked: number;
  /** The link was open and the members had greeted. */
  readonly connected: number;
  readonly shown: number;
  readonly bytes: number;
}

export class EnginePage {
  readonly #seen = new Map<string, number>();

  constructor(private readonly engine: EngineClient) {}

  async does<T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> {
    const result = await this.engine.run<T>(command);
    if (!result.ok) throw new Error(`${command.type}: ${JSON.stringify(result.error)}`);
    return result.value;
  }

  /** From asking to join until so many posts of the thread are shown. */
  async catchUp(link: string, group: string, thread: string, posts: number): Promise<CaughtUp> {
    let connected = 0;
    const stop = this.engine.watch({ query: "joins" }, (joins) => {
      if (connected === 0 && joins.some(({ state }) => state.is !== "looking")) connected = now();
    });
    const shown = this.#shows(group, thread, posts);
    const asked = now();
    await this.does({ type: "group.join", link });
    const at = await shown;
    stop();
    return { asked, connected, shown: at, bytes: await globalThis.bytesReceived() };
  }

  /** Milliseconds from the command until the profile is open, and until the thread is shown. */
  async unlock(passphrase: string, group: string, thread: string, posts: number): Promise<{ open: number; usable: number }> {
    const shown = this.#shows(group, thread, posts);
    const start = now();
    await this.does({ type: "profile.unlock", passphrase });
    const open = now() - start;
    return { open, usable: (await shown) - start };
  }

  /** When each post of a thread was first shown, by text. */
  follow(group: string, thread: string): void {
    this.engine.watch({ query: "thread", group, thread }, (shown) => {
      const at = now();
      for (const { text } of shown?.posts.slice(-20) ?? []) if (!this.#seen.has(text)) this.#seen.set(text, at);
    });
  }

  seen(text: string): number | null {
    return this.#seen.get(text) ?? null;
  }

  /** When it was given. */
  async post(group: string, thread: string, text: string): Promise<number> {
    const at = now();
    await this.does({ type: "post.write", group, thread, text });
    return at;
  }

  #shows(group: string, thread: string, posts: number): Promise<number> {
    return new Promise((resolve) => {
      const stop = this.engine.watch({ query: "thread", group, thread }, (snapshot) => {
        if ((snapshot?.posts.length ?? 0) < posts) return;
        resolve(now());
        queueMicrotask(() => stop());
      });
    });
  }
}

declare global {
  var enginePage: EnginePage | undefined;
}

countTraffic();
if (!(await enterLoopback())) throw new Error("this address has been used up");
globalThis.enginePage = new EnginePage(
  await startEngine({
    hostPort: () => Promise.resolve(null),
    needsMediaPermission: () => undefined,
    failed: (reason) => console.error(reason),
  }),
);
