/**
 * MEM-4. Which posts of the expelled count. An entry *vouches* for whom was removed if it is of a member who was not, and what
 * it follows does not show the certificate of that removal: whoever wrote it did not know yet. What the removed member wrote
 * counts where an entry that vouches for them follows it, and is outside the cut otherwise. So it depends on the set of entries
 * alone, however they came (MEM-1), and nothing that is written later by who knows of the removal changes it.
 */
import type { DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { append } from "../base/lists.ts";
import type { Assembly } from "../governance/assembly.ts";
import { kinds } from "../log/kind.ts";
import type { Log, Placed } from "../log/log.ts";
import type { MotionView } from "../poll/motion-view.ts";

interface Removed {
  /** One bit of each removed member. */
  readonly bit: bigint;
  /** Expulsions that stand and were not lifted. */
  readonly expulsions: readonly MotionView[];
}

/** Of a member who wrote something. */
interface Author {
  /** They vouch for nobody. */
  readonly isBarred: boolean;
  /** Whose removals keep what they wrote from counting: their own, or all. */
  readonly removed: bigint;
}

const counting: Author = { isBarred: false, removed: 0n };
const nobody: Author = { isBarred: true, removed: 0n };
const isSame = (a: Author, b: Author): boolean => a.isBarred === b.isBarred && a.removed === b.removed;

/** What the entries before one show, and it itself. */
interface Shown {
  /** Attestations of expulsions, a bit each. */
  readonly attestations: bigint;
  /** Members whose removal is certified there. */
  readonly removed: bigint;
}

const nothing: Shown = { attestations: 0n, removed: 0n };

export class OutsideCut {
  /** Null: everything was folded anew since it was looked. */
  #key: string | null = "";
  readonly #removed = new Map<MemberId, Removed>();
  #all = 0n;
  /** Authors, as they were found when something of theirs was first looked at. */
  readonly #authors = new Map<MemberId, Author>();
  readonly #shown = new Map<EntryId, Shown>();
  /** For whom an entry that vouches follows this one. */
  readonly #vouched = new Map<EntryId, bigint>();
  /** Of each result of an expulsion the bits of its attesters' attestations. */
  readonly #results = new Map<MotionView, Map<string, Map<MemberId, bigint>>>();
  #attestations = 0;

  constructor(
    private readonly log: Log,
    private readonly assembly: () => Assembly,
  ) {}

  /**
   * Looks who is removed now; true when that changed, so that everything is asked anew. Whom the removed bring in from outside
   * the cut changes nothing for what was written before: a rescan for each of those would be theirs to ask for.
   */
  settle(): boolean {
    const removed = new Map<MemberId, MotionView[]>();
    for (const one of this.assembly().standing().departures) if ("expulsion" in one) append(removed, one.member, one.expulsion);
    const key = removed.size === 0 ? "" : JSON.stringify([...removed].map(([id, expulsions]) => [id, ...expulsions.map((view) => view.id).sort()].join()).sort());
    if (key === this.#key && [...this.#authors].every(([id, found]) => isSame(found, this.#judge(id)))) return false;
    this.#begin(key, removed);
    return true;
  }

  /** Everything was folded anew. */
  forget(): void {
    this.#begin(null, new Map());
  }

  #begin(key: string | null, removed: ReadonlyMap<MemberId, readonly MotionView[]>): void {
    this.#key = key;
    this.#removed.clear();
    for (const [id, expulsions] of removed) this.#removed.set(id, { bit: 1n << BigInt(this.#removed.size), expulsions });
    this.#all = (1n << BigInt(removed.size)) - 1n;
    this.#attestations = 0;
    for (const kept of [this.#authors, this.#shown, this.#vouched, this.#results]) kept.clear();
    if (removed.size > 0) for (const entry of this.log.placed()) this.add(entry);
  }

  #authorOf(device: DeviceId): Author {
    const id = this.assembly().governance.memberOf(device)?.id;
    if (id === undefined) return nobody;
    let found = this.#authors.get(id);
    if (found === undefined) this.#authors.set(id, (found = this.#judge(id)));
    return found;
  }

  /** Who left besides is removed all the same. Who is void was let in from outside: the removed would write on under a second name. */
  #judge(id: MemberId): Author {
    const own = this.#removed.get(id)?.bit ?? 0n;
    const standing = this.assembly().standing().of(id) ?? "void";
    const isBarred = own !== 0n || standing === "void" || standing === "held";
    return isBarred ? { isBarred, removed: standing === "void" ? this.#all : own } : counting;
  }

  /** Takes what was placed, a post before and an act after it is folded. Answers what counts now that did not. */
  add(entry: Placed): readonly EntryId[] {
    if (this.#removed.size === 0) return [];
    const { device, prev, deps, gov } = entry.decoded;
    let { attestations, removed } = nothing;
    for (const id of gov ?? (prev === null ? deps : [prev, ...deps])) {
      const before = this.#shown.get(id) ?? nothing;
      attestations |= before.attestations;
      removed |= before.removed;
    }
    removed |= this.#certifiedBy(attestations, removed);
    const vouches = this.#authorOf(device).isBarred ? 0n : this.#all & ~removed;
    const own = attestations | this.#bitOf(entry);
    if (own !== 0n) this.#shown.set(entry.id, { attestations: own, removed: removed | this.#certifiedBy(own, removed) });
    return this.#vouch(entry.id, vouches | (this.#vouched.get(entry.id) ?? 0n));
  }

  /** Of a post that was added. */
  has({ id, decoded }: Placed): boolean {
    if (this.#removed.size === 0) return false;
    return (this.#authorOf(decoded.device).removed & ~(this.#vouched.get(id) ?? 0n)) !== 0n;
  }

  /** What an entry follows is vouched for; an act may name posts that come later, which find it noted. */
  #vouch(first: EntryId, bits: bigint): readonly EntryId[] {
    const freed: EntryId[] = [];
    const rest: [EntryId, bigint][] = [[first, bits]];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const [id, asked] = next;
      const known = this.#vouched.get(id) ?? 0n;
      const fresh = id === first ? asked : asked & ~known;
      if (fresh === 0n) continue;
      this.#vouched.set(id, known | fresh);
      const entry = this.log.get(id);
      if (entry === undefined) continue;
      const { device, prev, deps, gov } = entry.decoded;
      if (entry.act === null && (this.#authorOf(device).removed & fresh) !== 0n && !this.has(entry)) freed.push(id);
      for (const parent of [...deps, ...(gov ?? []), ...(prev === null ? [] : [prev])]) rest.push([parent, fresh]);
    }
    return freed;
  }

  /** MEM-4. Whose removal q members attest among these attestations. */
  #certifiedBy(attestations: bigint, known: bigint): bigint {
    let certified = 0n;
    if (attestations === 0n) return certified;
    for (const { bit, expulsions } of this.#removed.values()) {
      if ((known & bit) === 0n && expulsions.some((view) => this.#isCertified(view, attestations))) certified |= bit;
    }
    return certified;
  }

  #isCertified(view: MotionView, attestations: bigint): boolean {
    for (const by of this.#results.get(view)?.values() ?? []) {
      let members = 0;
      for (const bits of by.values()) if ((bits & attestations) !== 0n) members += 1;
      if (members >= view.q) return true;
    }
    return false;
  }

  /** Of an attestation that an expulsion is adopted. */
  #bitOf(entry: Placed): bigint {
    if (entry.decoded.kind !== kinds.attest) return 0n;
    for (const { expulsions } of this.#removed.values()) {
      for (const view of expulsions) {
        const found = view.get("attest", entry.id);
        if (found === null || !found.act.record.adopted) continue;
        const bit = 1n << BigInt(this.#attestations++);
        const { round, result } = found.act.record;
        const results = this.#results.get(view) ?? new Map<string, Map<MemberId, bigint>>();
        const by = results.get(`${round} ${result}`) ?? new Map<MemberId, bigint>();
        this.#results.set(view, results.set(`${round} ${result}`, by.set(found.member, (by.get(found.member) ?? 0n) | bit)));
        return bit;
      }
    }
    return 0n;
  }
}
