/** KEY-6. Under which keys acts count: told by headers alone, so that it depends on nobody's showing a key. */
import type { Past, Placed } from "./graph.ts";

const rotation = 2;
const merge = 7;

export class Keys {
  /** That of the genesis, the first act placed. */
  #founding: string | null = null;
  readonly #merges: { readonly act: Placed; readonly member: string }[] = [];
  /** Acts that counted under a key: so does what follows. */
  readonly #counted = new Map<string, Placed[]>();

  constructor(private readonly votersIn: (past: Past) => ReadonlySet<string>) {}

  /** Whether an act is written under a key that does not count there. */
  isUnderOther(act: Placed): boolean {
    this.#founding ??= act.kid;
    if (act.kind === rotation || act.kind === merge || act.kid === this.#founding) return false;
    const before = this.#counted.get(act.kid) ?? [];
    if (before.some((one_) => act.past.has(one_))) return false;
    if (!this.#isAcknowledged(act)) return true;
    this.#counted.set(act.kid, [...before, act]);
    return false;
  }

  /** A merge under another key than the founding one is its header alone. */
  isAcknowledgement({ kind, kid }: Placed): boolean {
    return kind === merge && kid !== this.#founding;
  }

  acknowledge(act: Placed, member: string): void {
    this.#merges.push({ act, member });
  }

  #isAcknowledged({ kid, past }: Placed): boolean {
    const holders = new Set(this.#merges.filter(({ act }) => act.kid === kid && past.has(act)).map(({ member }) => member));
    if (holders.size === 0) return false;
    const voters = this.votersIn(past);
    return [...holders].filter((member) => voters.has(member)).length * 3 > voters.size;
  }
}
