/**
 * POLL-15. Shows the number this machine threw into a lot, once the certificate that needs it is known. Before that nobody
 * else can know it: it is made from this device's own secret, and a ballot holds only its commitment.
 */
import { equal } from "../base/bytes.ts";
import { idBytes, type MotionId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { deriveKey } from "../crypto/sodium.ts";
import { kinds } from "../log/kind.ts";
import { commitmentTo, countToDraw, isThrown, throwsIn } from "../poll/draw.ts";
import { encodePollRecord } from "../poll/records.ts";
import type { Choice } from "../tally/choice.ts";
import type { Group } from "./group.ts";
import { deviceState } from "./own-device.ts";
import { unlessUnwritable } from "./writing.ts";

/** Of one machine and motion; nothing of it needs to be kept. */
const ownNumber = ({ keys, group }: Group, motion: MotionId): Uint8Array => deriveKey(keys.box.secretKey, labels.lotValue, idBytes(group), idBytes(motion));

/** What a ballot says of that number: nothing where the motion names no lot, or where it is empty. */
export function commitmentBy(group: Group, motion: MotionId, choice: Choice | null): { readonly commitment?: Uint8Array } {
  return throwsIn(group.fold.assembly.motions.get(motion)!.view.motion.record, group.me) && choice !== null ? { commitment: commitmentTo(motion, group.me, ownNumber(group, motion)) } : {};
}

/** What it wrote would be void otherwise, and be due again as soon as it is written. */
const mayShow = ({ fold, me, own }: Group): boolean => fold.assembly.standing().of(me) === "active" && deviceState(fold, own.device) !== "revoked";

export class LotDriver {
  #busy = false;
  #stopped = false;

  constructor(private readonly group: Group) {}

  wake(): void {
    const { group } = this;
    if (this.#busy || this.#stopped || group.held || group.fold.awaitsActs || !mayShow(group)) return;
    for (const { view, counts } of group.fold.assembly.motions.values()) {
      if (view.motion.record.lots === true && this.#isDue(counts)) return void this.#show(view.id);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  #isDue(counts: Parameters<typeof countToDraw>[0]): boolean {
    const { me } = this.group;
    const count = countToDraw(counts, null);
    if (count === null) return false;
    const number = ownNumber(this.group, counts.view.id);
    if (counts.view.seeds.some(({ act, member }) => member === me && equal(act.record.value, number))) return false;
    return isThrown(counts.view, count, me, number);
  }

  async #show(motion: MotionId): Promise<void> {
    this.#busy = true;
    try {
      const seed = await unlessUnwritable(() => this.group.author(kinds.seed, () => encodePollRecord({ type: "seed", motion, value: ownNumber(this.group, motion) })), null);
      if (seed === null) this.#stopped = true;
    } finally {
      this.#busy = false;
    }
    this.wake();
  }
}
