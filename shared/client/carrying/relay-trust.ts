/**
 * SYNC-6. What one machine takes to lie on a relay, and the reasons to take less for given than was put: a relay loses
 * things, and others may say that they lack what should be there.
 *
 * Invariant: `given` never says more than was put by this machine or read here, or than everybody is known to hold; and it
 * is not believed for ever.
 */
import type { DeviceId, Kid } from "../../base/ids.ts";
import { days, minutes } from "../../base/units.ts";
import type { Entry } from "../../log/entry.ts";
import type { Holdings } from "../../parcel/statement.ts";
import { nothingHeld, unseen } from "../../parcel/unseen.ts";
import type { Group } from "../group.ts";
import type { KnownHoldings } from "./known-holdings.ts";
import { newRelay, type RelayMemory, type RelayState } from "./relay-memory.ts";
import { dayToPut, trustFor } from "./relay-plan.ts";
import type { Box } from "./relay-reader.ts";

const firstPatience = minutes(10);

export interface TrustDeps {
  readonly relay: string;
  readonly group: Group;
  readonly holdings: KnownHoldings;
  readonly memory: RelayMemory;
}

export class RelayTrust {
  #state: RelayState = newRelay;
  /** It lost what it had taken. */
  loses = false;
  /** How often it lost something, and until when it is not given that again. */
  #losses = 0;
  #patience = 0;
  /** Written by others today, and lacking what was there before today. */
  readonly #lacking = new Map<DeviceId, number>();

  constructor(private readonly deps: TrustDeps) {}

  async begin(): Promise<void> {
    this.#state = await this.deps.memory.state(this.deps.relay);
  }

  get state(): RelayState {
    return this.#state;
  }

  async newDay(now: number): Promise<void> {
    if (this.#state.beforeDay === dayToPut(now)) return;
    const kept = this.loses ? this.#state.before : this.#state.given;
    await this.#save({ given: kept, before: kept, beforeDay: dayToPut(now) });
  }

  async readThrough(through: ReadonlyMap<Kid, number>): Promise<void> {
    const next = [...through].map(([kid, day]) => ({ kid, day }));
    if (JSON.stringify(next) !== JSON.stringify(this.#state.through)) await this.#save({ through: next });
  }

  /** `today`: the mailbox one puts into now, as it was just listed. */
  async doubt(today: Box, now: number, daysKept: number): Promise<void> {
    const lost = [...today.read].filter((blob) => !today.blobs.includes(blob));
    this.loses = lost.length > 0;
    if (this.loses && now >= this.#patience) {
      // It is given once more what it was given today; ever more seldom, if it loses everything.
      await this.#save({ given: this.#state.before, since: now });
      for (const blob of lost) today.read.delete(blob);
      this.#patience = now + Math.min(days(1), firstPatience * 2 ** this.#losses++);
    } else if (!this.loses && now >= this.#patience) this.#losses = 0;
    const tooOld = this.#state.since > 0 && now - this.#state.since > trustFor(daysKept);
    if (tooOld || this.#state.since === 0) await this.#save({ given: nothingHeld, before: nothingHeld, since: now });
  }

  /** What devices that wrote today (`stated`) said to lack although it was there before today. */
  saidToLack(stated: ReadonlySet<DeviceId>): readonly Entry[] {
    const { group, holdings } = this.deps;
    const today = this.#state.beforeDay;
    const asking = [...stated].filter((device) => device !== group.own.device && this.#lacking.get(device) !== today && dayToPut(holdings.saidAt(device)) === today);
    if (asking.length === 0) return [];
    for (const device of asking) this.#lacking.set(device, today);
    const later = new Set(unseen(group.log, [this.#state.before]).map(({ id }) => id));
    return unseen(group.log, asking.map((device) => holdings.of(device))).filter(({ id }) => !later.has(id));
  }

  /** Of this, all that was not with everybody was put there, and nothing of it is known to be lost. */
  holds(all: Holdings): boolean {
    return !this.loses && sameHoldings(all, this.#state.given);
  }

  /** Of all this machine holds, everything lies there now, or is with everybody. */
  async isGiven(all: Holdings): Promise<void> {
    if (!sameHoldings(all, this.#state.given)) await this.#save({ given: all });
  }

  /** This machine said there what it holds. */
  async said(all: Holdings, now: number): Promise<void> {
    await this.#save({ said: now, saidHoldings: all });
  }

  async #save(change: Partial<RelayState>): Promise<void> {
    this.#state = { ...this.#state, ...change };
    await this.deps.memory.saveState(this.deps.relay, this.#state);
  }
}

export const sameHoldings = (a: Holdings, b: Holdings): boolean => a.acts.join() === b.acts.join() && a.tips.join() === b.tips.join();
