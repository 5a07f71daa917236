/**
 * SYNC-9. Two machines connect by what their people show each other: this one shows a code and takes in the answer, or
 * takes in a code and shows the answer. When both have shown a first code, whichever answer is taken in first connects.
 *
 * At most one code of each kind is out at a time; each lapses by this machine's own clock.
 */
import type { GroupId } from "../base/ids.ts";
import { err, ok, type Result } from "../base/result.ts";
import { minutes, seconds } from "../base/units.ts";
import type { PairingSnapshot } from "../contract/snapshots.ts";
import type { Refusal } from "../contract/refusals.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialler, PairDial } from "../ports/dialler.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import { limits } from "../sync/limits.ts";
import { mostWraps, openAnswer, openOffer, readCode, sealAnswer, sealOffer, type OpenedOffer, type ReadCode } from "../sync/pair-code.ts";

export interface PairingDeps {
  readonly dialler: Dialler;
  readonly clock: Clock;
  readonly random: Random;
  readonly iceServers: () => readonly string[];
  /** Keys to show codes under, newest first: of the group itself and of open invites; null: no such group or join. */
  readonly keysOf: (of: GroupId) => { readonly group: readonly Uint8Array[]; readonly invites: readonly Uint8Array[] } | null;
  /** All groups and joins. */
  readonly circles: () => Iterable<GroupId>;
  readonly adopt: (of: GroupId, link: Link) => void;
  readonly changed: () => void;
}

/** A code lives so long: a person may have to walk over, or to send it by a slow messenger. */
const lifeTime = minutes(15);
/** Once both halves are known the machines find each other within seconds, or not at all. */
const connectPatience = seconds(30);
/** Clocks differ: a code is called old when it has lapsed by more than this. */
const clockDifference = minutes(5);

interface Out {
  readonly of: GroupId;
  readonly dial: PairDial;
  readonly cancel: () => void;
  /** "" until this machine's addresses are known. */
  code: string;
}

export class Pairing {
  #shown: (Out & { secret: Uint8Array }) | null = null;
  #answered: Out | null = null;
  /** Open links, and how to let go of them. */
  readonly #links = new Set<PairDial>();
  #snapshot: PairingSnapshot = { is: "none" };

  constructor(private readonly deps: PairingDeps) {}

  get snapshot(): PairingSnapshot {
    return this.#snapshot;
  }

  /** Makes the first code. */
  show(of: GroupId): Result<null, Refusal> {
    const keys = this.deps.keysOf(of);
    if (keys === null) return err({ kind: "NoSuchGroup" });
    if (keys.group.length + keys.invites.length === 0) return err({ kind: "KeyMissing" });
    this.#drop();
    const out = { ...this.#begin(of, null, () => this.#shown), secret: new Uint8Array() };
    this.#shown = out;
    out.dial.onDescribed((half) => {
      if (this.#shown !== out) return;
      if (half === null) return this.#fail(of, "noAddress");
      const now = this.deps.clock.now();
      Object.assign(out, sealOffer(chosen(keys), half, now, this.deps.random));
      this.#set({ is: "showing", of, code: out.code, until: now + lifeTime });
    });
    return ok(null);
  }

  /** What the other machine shows. */
  take(text: string): Result<null, Refusal> {
    const code = readCode(text);
    if (typeof code === "string") return err({ kind: `Pair${code}` });
    const compact = text.replace(/\s+/gu, "");
    if (compact === this.#shown?.code || compact === this.#answered?.code) return err({ kind: "PairOwn" });
    return code.kind === "offer" ? this.#answer(code) : this.#complete(code);
  }

  /** Takes the codes back; a connection that was made stays. */
  stop(): void {
    this.#drop();
    this.#set({ is: "none" });
  }

  close(): void {
    this.#drop();
    for (const dial of [...this.#links]) dial.close();
  }

  // ---------------------------------------------------------------- the two halves

  #answer(code: ReadCode): Result<null, Refusal> {
    const opened = this.#open(code);
    if (opened === null) return err({ kind: "PairOtherGroup" });
    const { of, offer } = opened;
    this.#answered?.dial.close();
    this.#answered?.cancel();
    const out = this.#begin(of, offer.half, () => this.#answered);
    this.#answered = out;
    out.dial.onDescribed((half) => {
      if (this.#answered !== out) return;
      if (half === null) return this.#fail(of, "noAddress");
      out.code = sealAnswer(offer.secret, half, this.deps.random);
      const now = this.deps.clock.now();
      const old = now - offer.made > lifeTime + clockDifference;
      this.#set({ is: "answering", of, code: out.code, until: now + lifeTime, made: offer.made, old });
    });
    return ok(null);
  }

  #complete(code: ReadCode): Result<null, Refusal> {
    const shown = this.#shown;
    if (shown === null || shown.code === "") return err({ kind: "PairNotAsked" });
    const half = openAnswer(code, shown.secret);
    if (half === null) return err({ kind: "PairOtherAnswer" });
    shown.cancel();
    const cancel = this.deps.clock.after(connectPatience, () => this.#shown?.dial === shown.dial && this.#fail(shown.of, "noWay"));
    this.#shown = { ...shown, cancel };
    this.#set({ is: "connecting", of: shown.of });
    shown.dial.answer(half);
    return ok(null);
  }

  #open(code: ReadCode): { readonly of: GroupId; readonly offer: OpenedOffer } | null {
    for (const of of this.deps.circles()) {
      const keys = this.deps.keysOf(of);
      for (const key of [...(keys?.group ?? []), ...(keys?.invites ?? [])]) {
        const offer = openOffer(code, key);
        if (offer !== null) return { of, offer };
      }
    }
    return null;
  }

  // ---------------------------------------------------------------- what becomes of them

  #begin(of: GroupId, offer: Uint8Array | null, current: () => Out | null): Out {
    const dial = this.deps.dialler.pair({ iceServers: this.deps.iceServers(), offer });
    dial.onLink((link) => this.#linked(of, dial, link));
    this.#set({ is: "preparing", of });
    const cancel = this.deps.clock.after(lifeTime, () => {
      if (current()?.dial === dial) this.#fail(of, "late");
    });
    return { of, dial, cancel, code: "" };
  }

  #linked(of: GroupId, dial: PairDial, link: Link): void {
    this.#links.add(dial);
    link.onClose(() => {
      this.#links.delete(dial);
      dial.close();
      if (this.#snapshot.is === "connected" && this.#links.size === 0) this.#set({ is: "failed", of, why: "lost" });
    });
    this.#drop(dial);
    this.#set({ is: "connected", of, since: this.deps.clock.now() });
    this.deps.adopt(of, link);
  }

  #fail(of: GroupId, why: Extract<PairingSnapshot, { is: "failed" }>["why"]): void {
    this.#drop();
    this.#set({ is: "failed", of, why });
  }

  /** All codes that are out, but for the one that led to a connection. */
  #drop(but: PairDial | null = null): void {
    for (const out of [this.#shown, this.#answered]) {
      out?.cancel();
      if (out !== null && out.dial !== but) out.dial.close();
    }
    this.#shown = null;
    this.#answered = null;
  }

  #set(snapshot: PairingSnapshot): void {
    this.#snapshot = snapshot;
    this.deps.changed();
  }
}

/** The keys that SYNC-2 may go on with, and the newest invites. */
const chosen = ({ group, invites }: { readonly group: readonly Uint8Array[]; readonly invites: readonly Uint8Array[] }): readonly Uint8Array[] => [
  ...group.slice(0, limits.offeredKeys - 1),
  ...invites.slice(0, mostWraps - limits.offeredKeys + 1),
];
