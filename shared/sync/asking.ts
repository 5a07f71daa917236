/**
 * The half of a session that asks: what the peer has named and is not here, and which of it to WANT next. Acts come
 * before logs; at most one WANT of each is open. Pure.
 *
 * A peer that does not deliver what it named is asked again at growing intervals, and for everything (`whole`): what it
 * sent before may have been dropped here.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import type { Tip } from "../log/device-logs.ts";
import type { Log } from "../log/log.ts";
import type { Claim, Claims } from "./claims.ts";
import { limits, type Patience } from "./limits.ts";
import type { Message, WantedLog } from "./wire.ts";

type Want = Message & { readonly type: "want" };

/** Something named by the peer: a tip, or an act (`tip` null). */
interface Missing {
  readonly tip: Tip | null;
  tries: number;
  notBefore: number;
}

interface Open {
  readonly want: Want;
  readonly claims: readonly Claim[];
  readonly sought: readonly EntryId[];
  readonly since: number;
  progress: number;
  /** Others were let in, since this one is slow. */
  released: boolean;
}

export class Asking {
  readonly #acts = new Map<EntryId, Missing>();
  readonly #tips = new Map<EntryId, Missing>();
  #openActs: Open | null = null;
  #openLogs: Open | null = null;
  #wants = 0;
  /** How much the log held when `#forgetWhatCame` last looked. */
  #seen = -1;
  /** Nothing can be asked for before this time, unless what `#version` counts has changed. */
  #quietUntil = 0;
  #quietSince = -1;
  #changes = 0;

  constructor(
    private readonly log: Log,
    private readonly claims: Claims,
    private readonly patience: Patience,
  ) {}

  /** The peer holds these. False when it names more than anyone can have use for. */
  told(acts: readonly EntryId[], tips: readonly Tip[], now: number): boolean {
    this.#changes += 1;
    for (const id of acts) if (!this.log.has(id)) this.#add(this.#acts, id, null, now);
    for (const tip of tips) if (!this.log.devices.isComplete(tip.id)) this.#add(this.#tips, tip.id, tip, now);
    return this.#acts.size + this.#tips.size <= limits.missing;
  }

  /** Everything the peer has named is here. */
  get level(): boolean {
    this.#forgetWhatCame();
    return this.#acts.size === 0 && this.#tips.size === 0;
  }

  /** How many entries are still to come, as far as seqs tell. */
  get coming(): number {
    this.#forgetWhatCame();
    let logs = 0;
    for (const { tip } of this.#tips.values()) logs += Math.max(1, tip!.seq - this.#newestSeq(tip!.device));
    return Math.max(logs, this.#acts.size);
  }

  /** The next WANT to send, or null. */
  plan(now: number): Want | null {
    if (this.#openActs !== null) return null;
    const version = this.#changes + this.claims.version + this.#logged;
    if (version === this.#quietSince && now < this.#quietUntil) return null;
    this.#forgetWhatCame();
    const want = this.#next(now);
    if (want === null) {
      this.#quietSince = version;
      this.#quietUntil = this.#earliest(now);
    }
    return want;
  }

  #next(now: number): Want | null {
    const acts = this.#ready(this.#acts, now);
    if (acts.length > 0) return this.#askForActs(acts, now);
    return this.#openLogs === null ? this.#askForLogs(this.#ready(this.#tips, now), now) : null;
  }

  #earliest(now: number): number {
    let earliest = Infinity;
    for (const of of [this.#acts, this.#tips]) for (const { notBefore } of of.values()) if (notBefore > now) earliest = Math.min(earliest, notBefore);
    return earliest;
  }

  /** Grows with all that came. */
  get #logged(): number {
    return this.log.size + this.log.rejected.size;
  }

  /** False when no such WANT is open. */
  progressed(want: number, now: number): boolean {
    const open = this.#open(want);
    if (open === null) return false;
    open.progress = now;
    return true;
  }

  /** The answer is complete and what it brought was dealt with. */
  answered(want: number, now: number): void {
    const open = this.#open(want);
    if (open === null) return;
    if (open === this.#openActs) this.#openActs = null;
    else this.#openLogs = null;
    this.#changes += 1;
    this.claims.release(open.claims, this);
    this.#forgetWhatCame();
    for (const id of open.sought) {
      const missing = this.#acts.get(id) ?? this.#tips.get(id);
      if (missing === undefined) continue;
      const delay = Math.min(this.patience.retry * 2 ** missing.tries, this.patience.retryMost);
      missing.tries += 1;
      missing.notBefore = now + (this.log.isWaiting(id) ? Math.max(delay, this.patience.retryMost / 2) : delay);
    }
  }

  /** Lets other sessions ask for what does not come; false when the peer has failed for too long. */
  check(now: number): boolean {
    for (const open of [this.#openActs, this.#openLogs]) {
      if (open === null) continue;
      if (now - open.progress >= this.patience.stalled) return false;
      // However busy it seems: a peer that sends a little for ever would keep all others from sending the rest.
      const held = now - open.progress >= this.patience.slow || now - open.since >= this.patience.longest;
      if (held && !open.released) {
        open.released = true;
        this.claims.release(open.claims, this);
      }
    }
    return true;
  }

  /** What came is being dealt with here: the peer is not to blame for the wait. */
  busy(now: number): void {
    for (const open of [this.#openActs, this.#openLogs]) if (open !== null) open.progress = now;
  }

  /** The session ends. */
  close(): void {
    for (const open of [this.#openActs, this.#openLogs]) if (open !== null) this.claims.release(open.claims, this);
  }

  #add(to: Map<EntryId, Missing>, id: EntryId, tip: Tip | null, now: number): void {
    if (to.has(id)) return;
    // What is here and waits most likely waits for something else that is on its way.
    to.set(id, { tip, tries: 0, notBefore: this.log.isWaiting(id) ? now + this.patience.retry : now });
  }

  #forgetWhatCame(): void {
    if (this.#seen === this.#logged) return;
    this.#seen = this.#logged;
    for (const id of this.#acts.keys()) if (this.log.has(id)) this.#acts.delete(id);
    for (const id of this.#tips.keys()) if (this.log.devices.isComplete(id)) this.#tips.delete(id);
  }

  #ready(of: ReadonlyMap<EntryId, Missing>, now: number): readonly [EntryId, Missing][] {
    return [...of].filter(([id, missing]) => missing.notBefore <= now && !this.claims.isInHand(id));
  }

  #askForActs(acts: readonly [EntryId, Missing][], now: number): Want | null {
    if (!this.claims.take("acts", this)) return null;
    const whole = acts.some(([, missing]) => missing.tries > 0);
    const want: Want = { type: "want", want: ++this.#wants, acts: knownActs(this.log), logs: [], whole };
    this.#openActs = { want, claims: ["acts"], sought: acts.map(([id]) => id), since: now, progress: now, released: false };
    return want;
  }

  #askForLogs(tips: readonly [EntryId, Missing][], now: number): Want | null {
    const logs: WantedLog[] = [];
    const claimed = new Set<DeviceId>();
    let ids = 0;
    let whole = false;
    for (const [id, missing] of tips) {
      if (logs.length >= limits.logsInWant || ids >= limits.idsInWant) break;
      const device = missing.tip!.device;
      if (!this.claims.take(device, this)) continue;
      const known = this.log.devices.locator(device);
      claimed.add(device);
      logs.push({ tip: id, known });
      ids += known.length;
      whole ||= missing.tries > 0;
    }
    if (logs.length === 0) return null;
    const want: Want = { type: "want", want: ++this.#wants, acts: null, logs, whole };
    this.#openLogs = { want, claims: [...claimed], sought: logs.map((log) => log.tip), since: now, progress: now, released: false };
    return want;
  }

  #open(want: number): Open | null {
    return [this.#openActs, this.#openLogs].find((open) => open?.want.want === want) ?? null;
  }

  #newestSeq(device: DeviceId): number {
    return this.log.devices.tipsOf(device).reduce((most, tip) => Math.max(most, tip.seq), -1);
  }
}

/**
 * Acts that stand for all of mine: the heads, and older ones at growing distances, so that a peer that does not know my
 * newest still sees how far we agree.
 */
export function knownActs(log: Log): readonly EntryId[] {
  const ids = new Set([...log.actHeads].slice(0, limits.idsInMessage / 2));
  const { acts } = log;
  for (let back = 1; back <= acts.length; back *= 2) ids.add(acts[acts.length - back]!.id);
  return [...ids];
}
