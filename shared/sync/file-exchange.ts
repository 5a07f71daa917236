/**
 * FILE-4. The half of a session that is about files: says what is held here (HELD), asks for chunks (ASK) and sends those
 * asked for (CHUNK), each when nothing of the discussion waits. Pure: inputs in, effects out; session.ts carries them.
 *
 * Invariants:
 * - At most `limits.chunksAsked` chunks of a peer wait here; at most as many as cross in about a second are asked of it, so
 *   that on a slow link entries do not stand behind chunks.
 * - A chunk that was not asked for is not looked at; what does not match its hash is not kept, nor asked again of this peer.
 */
import { Ranges, type Range } from "../base/ranges.ts";
import { kib } from "../base/units.ts";
import type { ContentId, DeviceId } from "../base/ids.ts";
import type { FileSide, Held } from "./file-side.ts";
import type { Asker, FileTraffic, Pick } from "./file-traffic.ts";
import { limits, type Patience } from "./limits.ts";
import type { Message } from "./wire.ts";

type FileMessage = Extract<Message, { readonly type: "held" | "ask" | "chunk" }>;

export type FileInput =
  | { readonly is: "holds"; readonly held: Held }
  /** A chunk this session had asked for was looked at. */
  | { readonly is: "chunkTaken"; readonly pick: Pick; readonly right: boolean }
  /** A chunk the peer had asked for was read; null: it is not here. */
  | { readonly is: "chunkRead"; readonly pick: Pick; readonly bytes: Uint8Array | null }
  /** What is wanted changed. */
  | { readonly is: "wanting" };

export type FileEffect =
  | { readonly do: "send"; readonly message: Message }
  | { readonly do: "readChunk"; readonly pick: Pick }
  | { readonly do: "takeChunk"; readonly pick: Pick; readonly bytes: Uint8Array }
  | { readonly do: "end"; readonly reason: "Flood" };

/** Chunks read ahead of being sent. */
const readAhead = 4;
/** Grows while chunks come sooner than this, shrinks where they come later than the other. */
const soon = 400;
const late = 1000;
const unaskedMost = kib(4096);

export class FileExchange implements Asker {
  #told = false;
  readonly #theirs = new Map<ContentId, Ranges>();
  /** Contents of which this peer sent wrong bytes. */
  readonly #wrong = new Set<ContentId>();
  /** When each was asked for. */
  readonly #asked = new Map<string, { readonly pick: Pick; readonly at: number }>();
  #window = 1;
  /** Of all contents together. */
  #ranges = 0;
  #lastCame = 0;
  #unasked = 0;
  readonly #queue: Pick[] = [];
  #reading = 0;
  readonly #ready: FileMessage[] = [];
  #effects: FileEffect[] = [];

  constructor(
    private readonly files: FileSide,
    readonly peer: DeviceId,
    private readonly traffic: FileTraffic,
    private readonly patience: Patience,
  ) {
    traffic.forget(peer);
  }

  /** A chunk is ready to be sent. */
  get hasMore(): boolean {
    return this.#ready.length > 0;
  }

  /** Chunks asked of this peer. */
  get asked(): number {
    return this.#asked.size;
  }

  input(input: FileInput): void {
    switch (input.is) {
      case "holds":
        if (this.#told) this.#tell([input.held]);
        return;
      case "chunkTaken":
        if (input.right) return;
        this.#wrong.add(input.pick.content);
        this.#forget(input.pick.content);
        return;
      case "chunkRead":
        this.#reading -= 1;
        if (input.bytes === null) this.#refuse(input.pick.content);
        else this.#ready.push({ type: "chunk", ...input.pick, bytes: input.bytes });
        return;
      case "wanting":
        return; // what follows from any input is enough
    }
  }

  message(message: FileMessage, now: number): void {
    switch (message.type) {
      case "held":
        return this.#heard(message.held);
      case "ask":
        return this.#askedFor(message);
      case "chunk":
        return this.#came(message, now);
    }
  }

  /** Everything that follows from what was heard. `member`: nobody else is told, asked or answered. */
  follow(member: boolean, now: number): readonly FileEffect[] {
    if (member) {
      if (!this.#told) {
        this.#told = true;
        this.#tell(this.files.held());
      }
      this.#plan(now);
      this.#read();
    }
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  /** The next chunk to send, when the link takes more and no entry waits. */
  next(): Message | null {
    return this.#ready.shift() ?? null;
  }

  /** Once a second: what does not come is left to others. */
  tick(now: number): void {
    this.#unasked = 0;
    if (this.#asked.size === 0 || now - this.#lastCame < this.patience.slow) return;
    this.#giveUp();
    for (const content of [...this.#theirs.keys()]) this.#forget(content); // until it says again what it holds
  }

  /** A chunk that came is dealt with: where it was not right, others may be asked. */
  release(pick: Pick): void {
    this.traffic.release(this, pick);
  }

  holdsAll(content: ContentId): boolean {
    const all = this.files.chunksOf(content);
    return all !== null && (this.#theirs.get(content)?.size ?? 0) >= all;
  }

  close(): void {
    this.#giveUp();
    this.traffic.remember(this.peer, [...this.#theirs.keys()].filter((content) => this.holdsAll(content)));
  }

  #giveUp(): void {
    for (const { pick } of this.#asked.values()) this.traffic.release(this, pick);
    this.#asked.clear();
  }

  // ---------------------------------------------------------------- what they hold, what I ask

  #heard(held: readonly Held[]): void {
    for (const { content, chunks } of held) {
      if (chunks.length === 0) {
        this.#forget(content);
        this.#drop(content);
      } else if (!this.#wrong.has(content)) {
        const theirs = this.#theirs.get(content) ?? new Ranges();
        const before = theirs.list.length;
        const all = this.files.chunksOf(content) ?? Infinity;
        for (const [from, to] of chunks) theirs.add(from, Math.min(to, all));
        this.#ranges += theirs.list.length - before;
        this.#theirs.set(content, theirs);
        if (this.#ranges > limits.rangesHeld) this.#effects.push({ do: "end", reason: "Flood" });
      }
    }
  }

  #forget(content: ContentId): void {
    this.#ranges -= this.#theirs.get(content)?.list.length ?? 0;
    this.#theirs.delete(content);
  }

  /** The peer has nothing of this any more: what was asked of it will not come. */
  #drop(content: ContentId): void {
    for (const [name, { pick }] of this.#asked) {
      if (pick.content !== content) continue;
      this.#asked.delete(name);
      this.traffic.release(this, pick);
    }
  }

  #plan(now: number): void {
    const picks = new Map<ContentId, number[]>();
    if (this.#asked.size === 0) this.#lastCame = now;
    while (this.#asked.size < this.#window) {
      const pick = this.traffic.pick(this, this.#theirs);
      if (pick === null) break;
      this.#asked.set(nameOf(pick), { pick, at: now });
      picks.set(pick.content, [...(picks.get(pick.content) ?? []), pick.chunk]);
    }
    for (const [content, chunks] of picks) this.#effects.push({ do: "send", message: { type: "ask", content, chunks } });
  }

  #came({ content, chunk, bytes }: FileMessage & { readonly type: "chunk" }, now: number): void {
    const pick = { content, chunk };
    const asked = this.#asked.get(nameOf(pick));
    if (asked === undefined) {
      // It may have been asked for long ago; more than that nobody sends without being asked.
      this.#unasked += bytes.length;
      if (this.#unasked > unaskedMost) this.#effects.push({ do: "end", reason: "Flood" });
      return;
    }
    this.#asked.delete(nameOf(pick));
    this.#lastCame = now;
    const took = now - asked.at;
    if (took < soon) this.#window = Math.min(limits.chunksAsked / 2, this.#window + 1);
    else if (took > late) this.#window = Math.max(1, Math.floor(this.#window * 0.75));
    this.#effects.push({ do: "takeChunk", pick, bytes });
  }

  // ---------------------------------------------------------------- what I hold, what they ask

  #tell(held: readonly Held[]): void {
    const pieces = held.flatMap(({ content, chunks }) => inPieces(chunks).map((some) => ({ content, chunks: some })));
    for (let at = 0; at < pieces.length; at += limits.contentsInMessage) {
      this.#effects.push({ do: "send", message: { type: "held", held: pieces.slice(at, at + limits.contentsInMessage) } });
    }
  }

  #askedFor({ content, chunks }: FileMessage & { readonly type: "ask" }): void {
    for (const chunk of chunks) this.#queue.push({ content, chunk });
    if (this.#queue.length + this.#reading + this.#ready.length > limits.chunksAsked) this.#effects.push({ do: "end", reason: "Flood" });
  }

  #read(): void {
    while (this.#reading + this.#ready.length < readAhead) {
      const pick = this.#queue.shift();
      if (pick === undefined) return;
      this.#reading += 1;
      this.#effects.push({ do: "readChunk", pick });
    }
  }

  /** It is not here (any more): says so, and answers none of what was asked of it. */
  #refuse(content: ContentId): void {
    this.#queue.splice(0, this.#queue.length, ...this.#queue.filter((pick) => pick.content !== content));
    this.#tell([{ content, chunks: [] }]);
  }
}

const nameOf = ({ content, chunk }: Pick): string => `${content}/${chunk}`;

/** As many ranges as one message may name of a content. */
function inPieces(chunks: readonly Range[]): readonly (readonly Range[])[] {
  if (chunks.length <= limits.rangesInMessage) return [chunks];
  const pieces: (readonly Range[])[] = [];
  for (let at = 0; at < chunks.length; at += limits.rangesInMessage) pieces.push(chunks.slice(at, at + limits.rangesInMessage));
  return pieces;
}
