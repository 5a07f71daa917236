/**
 * KEY-2, KEY-6. When somebody was expelled or left, or joined where newcomers read what is written from then on, a machine or an invite was revoked, or the key is a month old, this
 * machine makes a new group key, if nobody else does before its turn, and says that it holds the new one, so that votes go under it.
 */
import { days, minutes, seconds } from "../base/units.ts";
import type { Clock } from "../ports/clock.ts";
import { isSplitNow, kidToAcknowledge, rotationDue } from "./group-keys.ts";
import { placeOf } from "./own-device.ts";
import type { Group } from "./group.ts";
import { unlessUnwritable } from "./writing.ts";

/** Local patience: members take turns, so that one rotation is enough where all are there. */
const perPlace = seconds(3);
const most = minutes(2);
/** Hosts count in 32 bits. */
const longestWait = days(1);

export class KeyDriver {
  #timer: { readonly at: number; readonly cancel: () => void } | null = null;
  /** When this machine last made a key: not twice within a day, whatever times keys claim. */
  #made = -Infinity;
  #busy = false;
  #stopped = false;

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
  ) {}

  wake(): void {
    if (this.#busy || this.#stopped || this.group.held) return;
    const { fold, me } = this.group;
    if (fold.assembly.standing().of(me) !== "active" || !this.group.mayGovern) return;
    if (kidToAcknowledge(fold, me) !== null) return void this.#do(() => this.group.acknowledgeKey());
    const due = this.#due();
    if (due === null) return;
    const now = this.clock.now();
    const voters = [...fold.assembly.electorate()].sort();
    const place = (voters.includes(me) ? voters.indexOf(me) : voters.length) + Math.max(0, placeOf(fold, me, this.group.own.device)) / 2;
    // Where an admission asks for a new key, whoever let the newcomer in makes it with that.
    const turn = Math.min(most, perPlace * (place + (isSplitNow(fold) ? 1 : 0)));
    const at = Math.min(now + longestWait, Math.max(now, due) + turn);
    // Of a machine that slept, timers come later than the clock says.
    if (this.#timer !== null && now < this.#timer.at && this.#timer.at <= at) return;
    this.#timer?.cancel();
    this.#timer = { at, cancel: this.clock.after(at - now, () => this.#rotate()) };
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #rotate(): void {
    this.#timer = null;
    if (this.#stopped || this.group.held) return;
    const due = this.#due();
    if (due === null || due > this.clock.now()) return this.wake();
    this.#made = this.clock.now();
    void this.#do(() => this.group.renewKey());
  }

  #due(): number | null {
    const due = rotationDue(this.group.fold);
    return due === null || due === 0 ? due : Math.max(due, this.#made + longestWait);
  }

  async #do(step: () => Promise<unknown>): Promise<void> {
    this.#busy = true;
    try {
      await unlessUnwritable(step, null);
    } finally {
      this.#busy = false;
    }
    this.wake();
  }
}
