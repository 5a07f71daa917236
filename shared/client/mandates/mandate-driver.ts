/** MAN-7. Where an office says that a mandate lapses with its support, writes so when this machine sees that it is lost. */
import { seconds } from "../../base/units.ts";
import { lapseCodec } from "../../governance/mandate-records.ts";
import { kinds } from "../../log/kind.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Group } from "../group.ts";
import { unlessUnwritable } from "../writing.ts";

/** Local patience: members take turns, so that one entry is enough where all are there. */
const perPlace = seconds(2);

export class MandateDriver {
  #cancel: (() => void) | null = null;
  #stopped = false;

  constructor(
    private readonly group: Group,
    private readonly clock: Clock,
  ) {}

  wake(): void {
    const { fold, me, held, mayGovern } = this.group;
    if (this.#stopped || held || !mayGovern || this.#cancel !== null || this.#lost() === null) return;
    const place = [...fold.assembly.electorate()].sort().indexOf(me);
    if (place >= 0) this.#cancel = this.clock.after(perPlace * place, () => void this.#write());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  #lost() {
    const { mandates } = this.group.fold.assembly;
    for (const office of mandates.lapsing) {
      const lost = mandates.holders(office, null).find((one) => one.view.motion.record.mandate!.terms!.lapses && mandates.hasLostSupport(one, null));
      if (lost !== undefined) return lost;
    }
    return null;
  }

  async #write(): Promise<void> {
    this.#cancel = null;
    if (this.#stopped) return;
    const record = (): Uint8Array | null => {
      const lost = this.#lost();
      return lost === null ? null : lapseCodec.encode({ mandate: lost.view.id, member: lost.member });
    };
    await unlessUnwritable(() => this.group.authorIf(kinds.lapse, record), null);
  }
}
