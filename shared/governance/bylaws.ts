/**
 * LAW-2, LAW-3. Which bylaws are in force in a past: those of the genesis, or of the last of the changes that followed it one
 * after the other, each certified, adopted and standing there. A motion's rules are those of its own past, so a change
 * never reaches into a vote that is open.
 */
import type { MotionId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { certificateIn } from "../poll/certificate.ts";
import type { Bylaws } from "../poll/bylaws.ts";
import type { MotionView } from "../poll/motion-view.ts";
import type { Standings } from "./standings.ts";

export interface InForce {
  readonly bylaws: Bylaws;
  /** The motion that brought them; null: the genesis. */
  readonly since: MotionView | null;
  /** LAW-3. Changes that were adopted side by side and would each replace them: none is in force. Ascending by id. */
  readonly contested: readonly MotionView[];
}

export class BylawsHistory {
  readonly #changes: MotionView[] = [];
  readonly #kept = new WeakMap<Past, InForce>();

  constructor(
    /** Null before the genesis is here. */
    private readonly founding: () => Bylaws | null,
    private readonly standings: Standings,
  ) {}

  /** A motion that would change them was opened. */
  note(view: MotionView): void {
    if (view.motion.record.kind === "bylaws") this.#changes.push(view);
  }

  /** Null: by everything heard. */
  in(past: Past | null): InForce {
    const known = past === null ? undefined : this.#kept.get(past);
    if (known !== undefined) return known;
    const found = this.succession(past).at(-1)!;
    if (past !== null) this.#kept.set(past, found);
    return found;
  }

  /** All that were in force one after the other in that past, those of the genesis first. */
  succession(past: Past | null): readonly InForce[] {
    const adopted = this.#adoptedIn(past);
    const all: InForce[] = [];
    for (let since: MotionView | null = null; ; ) {
      const heirs: readonly MotionView[] = this.#heirs(adopted, since?.id ?? null);
      const contested = heirs.length > 1 ? heirs : [];
      all.push({ bylaws: since?.motion.record.change?.bylaws ?? this.founding()!, since, contested });
      if (heirs.length !== 1) return all;
      since = heirs[0]!;
    }
  }

  #adoptedIn(past: Past | null): readonly MotionView[] {
    return this.#changes.filter((view) => (past === null || past.has(view.motion)) && isAdopted(view, past) && this.standings.in(past).isCertified(view));
  }

  /** LAW-3. Of the changes that replace the same bylaws those that no other of them knew to be adopted. */
  #heirs(adopted: readonly MotionView[], of: MotionId | null): readonly MotionView[] {
    const rivals = adopted.filter((view) => view.motion.record.change!.replaces === of);
    const settled = (view: MotionView): boolean => rivals.some(({ motion }) => motion.past.has(view.motion) && isAdopted(view, motion.past));
    return rivals.filter((view) => !settled(view)).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function isAdopted(view: MotionView, past: Past | null): boolean {
  const certificate = certificateIn(view, past);
  return certificate.is === "certified" && certificate.adopted;
}
