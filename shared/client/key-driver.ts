/**
 * KEY-2, KEY-6. When somebody was expelled or left, this machine makes a new group key, if nobody else does before its
 * turn, and says that it holds the new one, so that votes go under it.
 */
import { minutes, seconds } from "../base/units.ts";
import type { Clock } from "../ports/clock.ts";
import { eligibleRotations, kidToAcknowledge } from "./group-keys.ts";
import { StorageFailure, WritingHeld, type Group } from "./group.ts";

/** Local patience: members take turns, so that one rotation is enough where all are there. */
const perPlace = seconds(3);
const most = minutes(2);

export class KeyDriver {
  #timer: { readonly at: number; readonly cancel: () => void } | null = null;
  #busy = false;
  #stopped = false;

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
  ) {}

  wake(): void {
    if (this.#busy || this.#stopped || this.group.held) return;
    const { fold, me } = this.group;
    if (fold.assembly.standing().of(me) !== "active") return;
    if (kidToAcknowledge(fold, me) !== null) return void this.#do(() => this.group.acknowledgeKey());
    if (this.#timer !== null || eligibleRotations(fold).length > 0) return;
    const at = this.clock.now() + Math.min(most, perPlace * [...fold.assembly.electorate()].sort().indexOf(me));
    this.#timer = { at, cancel: this.clock.after(at - this.clock.now(), () => this.#rotate()) };
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #rotate(): void {
    this.#timer = null;
    if (!this.#stopped && eligibleRotations(this.group.fold).length === 0) void this.#do(() => this.group.rotate());
  }

  async #do(step: () => Promise<unknown>): Promise<void> {
    this.#busy = true;
    try {
      await step();
    } catch (error) {
      if (!(error instanceof StorageFailure || error instanceof WritingHeld)) throw error;
    } finally {
      this.#busy = false;
    }
    this.wake();
  }
}
