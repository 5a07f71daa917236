/**
 * SYNC-1, SYNC-2. What follows AUTH between two members: each says what it has (HAVE), asks for what it lacks (WANT), and
 * answers the other within the credit it was given. Inputs in, effects out; hub.ts carries them out.
 *
 * Invariants:
 * - Acts go to whoever proved an epoch key; everything else, and the very names of logs, to members in my view only.
 * - What is said to be held (HAVE, LEVEL) is on disk: no crash makes it false.
 * - Own new entries are sent to everybody at once; what came from others is only named, and comes once to each who lacks it.
 * - What is queued for or by a peer is bounded: CREDIT for entries, `limits` for the rest. Past a bound the session ends.
 */
import type { DeviceId, EntryId, Kid } from "../base/ids.ts";
import type { Tip } from "../log/device-logs.ts";
import { parseEntry, type Entry } from "../log/entry.ts";
import type { Placed } from "../log/log.ts";
import { isActKind } from "../log/kind.ts";
import { AheadTaking } from "./ahead-side.ts";
import { Asking } from "./asking.ts";
import type { Content } from "./channel.ts";
import type { Claims } from "./claims.ts";
import type { GroupSide } from "./group-side.ts";
import { FileExchange } from "./file-exchange.ts";
import type { FileTraffic } from "./file-traffic.ts";
import { limits, type Patience } from "./limits.ts";
import { LivePace } from "./live-side.ts";
import { batchesOf, Serving } from "./serving.ts";
import type { Effect, Input } from "./session-steps.ts";
import { Stating } from "./stating.ts";
import { weightOf, weightOfAll } from "./weight.ts";
import type { Message } from "./wire.ts";

/** What the session reads of the group; it changes nothing there. */
export type GroupView = Pick<GroupSide, "log" | "kept" | "own" | "standing" | "horizon" | "addresses" | "missingKeys" | "capsuleFor" | "files" | "ahead">;

export class Session {
  readonly #asking: Asking;
  readonly #serving: Serving;
  readonly #stating: Stating;
  readonly #files: FileExchange;
  readonly #live = new LivePace();
  readonly #ahead = new AheadTaking();
  /** Nothing could be served at the last attempt, and nothing has happened since. */
  #blocked = false;
  #effects: Effect[] = [];

  /** Entry bytes the peer may still be sent, and may still send. */
  #credit: number = limits.window;
  #allowance: number = limits.window;
  #owedCredit = 0;
  /** Bytes of entries the engine has not dealt with. */
  #unhandled = 0;
  /** Batches the engine has not dealt with, and the WANTs whose last batch was among them. */
  #handling = 0;
  #complete: number[] = [];
  /** Messages of this second. */
  #messages = 0;

  #theirSerial = 0;
  /** The newest entry of mine the peer holds or was sent, and the highest seq it has confirmed. */
  #ownThere: EntryId | null = null;
  #reached = -1;

  readonly #asked = new Set<Kid>();
  /** Of these, not answered yet: whoever is asked for too many at once takes it for a flood. */
  readonly #unanswered = new Set<Kid>();
  #wantedOfMe = new Set<Kid>();
  /** A key is sealed to a peer once in a session. */
  readonly #given = new Set<Kid>();
  #addresses: string;

  constructor(
    private readonly group: GroupView,
    readonly peer: DeviceId,
    private readonly claims: Claims,
    traffic: FileTraffic,
    private readonly now: () => number,
    private readonly patience: Patience,
  ) {
    this.#asking = new Asking(group.log, claims, patience);
    this.#serving = new Serving(group.log, group.ahead, () => group.horizon(peer));
    this.#stating = new Stating(group, () => group.horizon(peer));
    this.#files = new FileExchange(group.files, peer, traffic, patience);
    this.#addresses = JSON.stringify(group.addresses());
  }

  /** The highest seq of my log this peer has said it holds; -1 when it said nothing of it. */
  get reached(): number {
    return this.#reached;
  }

  get coming(): number {
    return this.#asking.coming;
  }

  /** FILE-4. What the session has to do with files. */
  get files(): Pick<FileExchange, "asked" | "holdsAll" | "release"> {
    return this.#files;
  }

  /** By the last statement of either side, each holds what the other has named. */
  get level(): boolean {
    return this.#stating.isLevel && this.#theirSerial > 0 && this.#asking.level;
  }

  /** True when `sendable` may bring a piece of an answer. */
  get hasMore(): boolean {
    return (this.#serving.waiting && !this.#blocked) || this.#files.hasMore;
  }

  step(input: Input): readonly Effect[] {
    this.#blocked = false;
    switch (input.is) {
      case "opened":
        this.#stating.state(this.#isMember());
        this.#askForKeys();
        break;
      case "message":
        this.#message(input.message);
        break;
      case "placed":
        this.#placed(input.entries, input.own);
        break;
      case "handled":
        this.#handled(input.entries);
        break;
      case "forked":
        this.#send({ type: "fork", device: input.device, entries: input.entries });
        break;
      case "flush":
        this.#stating.state(this.#isMember());
        break;
      case "sendable":
        this.#serve();
        break;
      case "refresh":
        this.#askForKeys();
        this.#tellAddresses();
        break;
      case "tell":
        if (this.#isMember() && this.#live.maySend(input.said)) this.#send({ type: "live", said: input.said });
        break;
      case "freed":
        break;
      case "tick":
        this.#messages = 0;
        this.#serving.newSecond();
        if (this.#handling > 0) this.#asking.busy(this.now());
        if (!this.#asking.check(this.now())) this.#end("Stalled");
        this.#answerHelp();
        this.#files.tick(this.now());
        this.#live.newSecond();
        break;
      default:
        this.#files.input(input);
    }
    if (input.is === "opened") this.#sayWhatIsStored();
    else this.#follow();
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  close(): void {
    this.#asking.close();
    this.#files.close();
  }

  // ---------------------------------------------------------------- messages

  #message(m: Content): void {
    this.#messages += 1;
    if (this.#messages > limits.messagesPerSecond) return this.#end("Flood");
    switch (m.type) {
      case "have":
        return this.#have(m);
      case "want":
        if (!this.#serving.accept(m, this.now())) this.#end("Flood");
        return;
      case "entries":
        return this.#entries(m);
      case "ahead":
        return this.#takeAhead(m);
      case "credit":
        this.#credit = Math.min(limits.window, this.#credit + m.bytes);
        return;
      case "fork":
        return this.#told([], m.entries.map((id) => ({ device: m.device, seq: 0, id })));
      case "level":
        return this.#levelWith(m.serial);
      case "help":
        for (const kid of m.kids) if (!this.#given.has(kid)) this.#wantedOfMe.add(kid);
        if (this.#wantedOfMe.size > limits.kidsInHelp) this.#end("Flood");
        return this.#answerHelp();
      case "capsule":
        if (!this.#asked.has(m.kid)) return;
        this.#unanswered.delete(m.kid);
        this.#effects.push({ do: "capsule", kid: m.kid, capsule: m.capsule });
        return;
      case "addresses":
        this.#effects.push({ do: "learn", addresses: m.addresses });
        return;
      case "held":
      case "ask":
      case "chunk":
        return this.#files.message(m, this.now());
      case "live":
        if (this.#isMember() && this.#live.mayHear(m.said)) this.#effects.push({ do: "hearLive", said: m.said });
        return;
      case "request":
      case "admitted":
      case "refused":
      case "device":
      case "return":
        return this.#end("Unexpected");
    }
  }

  #have(m: Message & { readonly type: "have" }): void {
    this.#theirSerial = m.serial;
    this.#serving.holds(m.acts);
    for (const tip of m.tips) {
      if (!this.#stating.theirs(tip.device, tip.id)) return this.#end("Flood");
      if (tip.device === this.group.own.device && this.group.log.devices.isComplete(tip.id)) this.#confirm(tip);
    }
    this.#told(m.acts, m.tips);
  }

  #told(acts: readonly EntryId[], tips: readonly Tip[]): void {
    const bounded = this.#asking.told(acts, tips, this.now());
    if (!bounded) this.#end("Flood");
  }

  #entries(m: Message & { readonly type: "entries" }): void {
    const fresh: Entry[] = [];
    let bytes = 0;
    for (const raw of m.entries) {
      const entry = parseEntry(raw);
      if (typeof entry === "string") return this.#end("Malformed");
      bytes += weightOf(entry);
      if (!this.group.log.has(entry.id) && !this.claims.isInHand(entry.id)) fresh.push(entry);
      if (m.want === 0 && !this.#stating.theirs(entry.decoded.device, entry.id)) return this.#end("Flood");
    }
    this.#allowance -= bytes;
    if (this.#allowance < 0) return this.#end("Flood");
    if (m.want !== 0 && !this.#asking.progressed(m.want, this.now())) return this.#end("Unexpected");
    if (m.want !== 0 && m.last) this.#complete.push(m.want);
    this.#owedCredit += bytes;
    if (fresh.length === 0) return;
    this.#unhandled += weightOfAll(fresh);
    this.claims.handOver(fresh.map((entry) => entry.id));
    this.#handling += 1;
    this.#effects.push({ do: "receive", entries: fresh });
  }

  /** SYNC-8. Within the WANT it goes ahead of, and shown only. */
  #takeAhead(m: Message & { readonly type: "ahead" }): void {
    if (!this.#asking.progressed(m.want, this.now())) return this.#end("Unexpected");
    const entries = this.#ahead.take(m.entries);
    if (typeof entries === "string") return this.#end(entries);
    const bytes = weightOfAll(entries);
    this.#allowance -= bytes;
    if (this.#allowance < 0) return this.#end("Flood");
    this.#owedCredit += bytes;
    if (this.#isMember()) this.#effects.push({ do: "showAhead", entries });
  }

  #handled(entries: readonly Entry[]): void {
    this.claims.handled(entries.map((entry) => entry.id));
    this.#handling -= 1;
    this.#unhandled -= weightOfAll(entries);
  }

  #levelWith(serial: number): void {
    const confirmed = this.#stating.heardLevel(serial);
    if (confirmed === "Unexpected") return this.#end("Unexpected");
    if (confirmed !== null) this.#confirm(confirmed);
  }

  #confirm(tip: Tip): void {
    if (tip.seq <= this.#reached) return;
    this.#reached = tip.seq;
    const newer = this.#ownThere === null ? undefined : this.group.log.get(this.#ownThere);
    if (newer === undefined || newer.decoded.seq < tip.seq) this.#ownThere = tip.id;
  }

  // ---------------------------------------------------------------- what follows from any input

  /** Asks, answers, grants and confirms whatever has become possible. */
  #follow(): void {
    if (this.#handling === 0) for (const want of this.#complete.splice(0)) this.#asking.answered(want, this.now());
    if (!this.#stating.statedTips && this.#isMember()) this.#stating.state(this.#isMember());
    const want = this.#asking.plan(this.now());
    if (want !== null) this.#send(want);
    this.#grant();
    if (this.#asking.level) {
      this.#stating.level(this.#theirSerial);
      if (this.#ahead.settle()) this.#effects.push({ do: "dropAhead" });
    }
    this.#sayWhatIsStored();
    this.#effects.push(...this.#files.follow(this.#isMember(), this.now()));
  }

  #sayWhatIsStored(): void {
    for (const message of this.#stating.due()) this.#send(message);
  }

  /** SYNC-3. Ahead of the disk by a bound, so that the peer's next entries are here before the last are written. */
  #grant(): void {
    const bytes = this.#owedCredit - Math.max(0, this.#unhandled - limits.unwritten);
    if (bytes < limits.window / 4 && (bytes <= 0 || this.#handling > 0)) return;
    this.#allowance += bytes;
    this.#owedCredit -= bytes;
    this.#send({ type: "credit", bytes });
  }

  /** One piece of an answer, or where none can go out a chunk; the hub comes back when the link takes more. */
  #serve(): void {
    const batch = this.#serving.next(this.#credit, this.#isMember(), this.now(), this.patience.unknown);
    this.#blocked = batch === null;
    if (batch === null) {
      const chunk = this.#files.next();
      if (chunk !== null) this.#send(chunk);
      return;
    }
    this.#credit -= weightOfAll(batch.entries);
    this.#send(batch);
  }

  #placed(entries: readonly Placed[], own: boolean): void {
    this.#stating.placed(entries);
    if (!own) return;
    const pushed: Entry[] = [];
    const horizon = this.group.horizon(this.peer);
    for (const entry of entries) {
      if (horizon !== null && (entry.act === null || !horizon.past.has(entry.act))) continue;
      const follows = entry.decoded.prev === null || entry.decoded.prev === this.#ownThere;
      const weight = weightOf(entry);
      if (weight > this.#credit || !(follows && this.#isMember()) && !isActKind(entry.decoded.kind)) continue;
      pushed.push(entry);
      this.#credit -= weight;
      if (follows) this.#ownThere = entry.id;
    }
    for (const batch of batchesOf(pushed)) this.#send({ type: "entries", want: 0, entries: batch, last: true });
  }

  #askForKeys(): void {
    const kids = this.group.missingKeys().filter((kid) => !this.#asked.has(kid)).slice(0, limits.kidsInHelp - this.#unanswered.size);
    for (const kid of kids) {
      this.#asked.add(kid);
      this.#unanswered.add(kid);
    }
    if (kids.length > 0) this.#send({ type: "help", kids });
  }

  /** KEY-5. What cannot be answered yet is kept: the peer's admission, or the key, may be on its way. */
  #answerHelp(): void {
    if (!this.#isMember()) return;
    for (const kid of this.#wantedOfMe) {
      const capsule = this.group.capsuleFor(kid, this.peer);
      if (capsule === null) continue;
      this.#wantedOfMe.delete(kid);
      this.#given.add(kid);
      this.#send({ type: "capsule", kid, capsule });
    }
  }

  #tellAddresses(): void {
    const addresses = this.group.addresses();
    const text = JSON.stringify(addresses);
    if (text === this.#addresses || !this.#isMember()) return;
    this.#addresses = text;
    this.#send({ type: "addresses", addresses });
  }


  #isMember(): boolean {
    return this.group.standing(this.peer) === "member";
  }

  #send(message: Message): void {
    this.#effects.push({ do: "send", message });
  }

  #end(reason: "Flood" | "Malformed" | "Unexpected" | "Stalled"): void {
    this.#effects.push({ do: "end", reason });
  }
}
