/**
 * Which devices wrote two histories, judged from a given past alone (POLL-4): either a proof stands in it, or two acts
 * of one device of which neither follows the other. Such a device loses its ballots from the first diverging act on.
 * And which were revoked: such a one loses what the revocation's cut lacks (ID-4).
 */
import type { DeviceId } from "../base/ids.ts";
import type { Act, Past, Place } from "../log/past.ts";

/** LOG-7. The act that carries the proof, and the seq both headers have. */
export interface ForkProof {
  readonly act: Place;
  readonly device: DeviceId;
  readonly seq: number;
}

/** Forks and revocations as seen from one past. */
export interface ForksSeen {
  readonly has: (device: DeviceId) => boolean;
  /** True for an act at or after the fork of its device. */
  readonly lost: (act: Act) => boolean;
  /** ID-4. True for an act of a revoked device outside the cut. */
  readonly revoked: (act: Act) => boolean;
}

export class Forks {
  readonly #proofs = new Map<DeviceId, ForkProof[]>();
  readonly #revocations = new Map<DeviceId, Act[]>();
  readonly #tips = new Map<DeviceId, Act>();
  readonly #acts = new Map<DeviceId, Act[]>();
  /** Devices with acts of which neither follows the other. */
  readonly #diverged = new Set<DeviceId>();
  #version = 0;

  /** Grows when a device is found to have forked in yet another way. */
  get version(): number {
    return this.#version;
  }

  /** Every act of the group, each after its past. */
  add(act: Act): void {
    const acts = this.#acts.get(act.device);
    if (acts === undefined) this.#acts.set(act.device, [act]);
    else acts.push(act);
    const tip = this.#tips.get(act.device);
    if (tip !== undefined && !act.past.has(tip)) this.#diverged.add(act.device);
    if (this.#diverged.has(act.device)) this.#version += 1;
    this.#tips.set(act.device, act);
  }

  addProof(proof: ForkProof): void {
    const proofs = this.#proofs.get(proof.device);
    if (proofs === undefined) this.#proofs.set(proof.device, [proof]);
    else proofs.push(proof);
    this.#version += 1;
  }

  /** ID-4. `act`: the revocation. */
  addRevocation(device: DeviceId, act: Act): void {
    const acts = this.#revocations.get(device);
    if (acts === undefined) this.#revocations.set(device, [act]);
    else acts.push(act);
    this.#version += 1;
  }

  /** LOG-7. A proof stands in that past, or was heard. */
  isProven(device: DeviceId, past: Past | null): boolean {
    return this.#proofs.get(device)?.some(({ act }) => past === null || past.has(act)) === true;
  }

  /** LOG-7, ID-4. Whether that past shows what counts only where it is settled: after a proven fork, or outside the cut of a revocation. */
  isOutside(act: Act, past: Past | null): boolean {
    return this.#isRevoked(act, past) || this.#proofs.get(act.device)?.some((proof) => act.seq >= proof.seq && (past === null || past.has(proof.act))) === true;
  }

  #isRevoked(act: Act, past: Past | null): boolean {
    return this.#revocations.get(act.device)?.some((by) => (past === null || past.has(by)) && !by.past.has(act)) === true;
  }

  /** Devices known to have forked, by what this machine has heard. */
  get devices(): ReadonlySet<DeviceId> {
    return new Set([...this.#diverged, ...this.#proofs.keys()]);
  }

  /** Null: by everything heard. */
  seenFrom(past: Past | null): ForksSeen {
    const firstLost = new Map<DeviceId, Split>();
    const splitOf = (device: DeviceId): Split => {
      let split = firstLost.get(device);
      if (split === undefined) firstLost.set(device, (split = this.#split(device, past)));
      return split;
    };
    return {
      has: (device) => splitOf(device) !== noSplit,
      lost: (act) => splitOf(act.device)(act),
      revoked: (act) => this.#isRevoked(act, past),
    };
  }

  #split(device: DeviceId, past: Past | null): Split {
    let proven = Infinity;
    for (const proof of this.#proofs.get(device) ?? []) if (past === null || past.has(proof.act)) proven = Math.min(proven, proof.seq);
    const trunk = this.#diverged.has(device) ? trunkOf(this.#acts.get(device)!.filter((act) => past === null || past.has(act))) : null;
    if (trunk === null && proven === Infinity) return noSplit;
    return (act) => act.seq >= proven || (trunk !== null && !trunk.has(act.id));
  }
}

type Split = (act: Act) => boolean;
const noSplit: Split = () => false;

/**
 * The acts before the first divergence: those in the past of every later one, as long as all that follow do so. Null
 * when the acts are one chain.
 */
function trunkOf(acts: readonly Act[]): ReadonlySet<string> | null {
  const ordered = [...acts].sort((a, b) => a.lamport - b.lamport || (a.id < b.id ? -1 : 1));
  let chain = 1;
  while (chain < ordered.length && ordered[chain]!.past.has(ordered[chain - 1]!)) chain++;
  if (chain >= ordered.length) return null;
  let common = chain;
  for (const act of ordered.slice(chain)) while (common > 0 && !act.past.has(ordered[common - 1]!)) common--;
  return new Set(ordered.slice(0, common).map((act) => act.id));
}
