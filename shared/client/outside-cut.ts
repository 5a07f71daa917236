/**
 * MEM-4, MEM-8, ID-4. What does not count of what the removed, those who left and revoked devices wrote. What is barred counts
 * where an entry follows it that counts, and whose author did not know of the bar: somebody built on it in good faith. So
 * it depends on the set of entries alone, however they came (MEM-1); nothing that is written later by who knows changes
 * it; and whatever a member's machine showed when it wrote counts for all who have what it wrote.
 */
import type { DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { append } from "../base/lists.ts";
import type { Assembly } from "../governance/assembly.ts";
import type { Log, Placed } from "../log/log.ts";
import type { Past } from "../log/past.ts";
import { barsOf, hasPlace, type Bar } from "./bars.ts";
import { Following, namedBy } from "./following.ts";

export class OutsideCut {
  /** Null: everything was folded anew since it was looked. */
  #key: string | null = "";
  #bars: readonly Bar[] = [];
  /** Of each device that is barred the bits of its bars. */
  readonly #barred = new Map<DeviceId, bigint>();
  readonly #farewells = new Map<EntryId, bigint>();
  /** Of each barred entry, bars of which some author did not know who built on it. */
  readonly #vouched = new Map<EntryId, bigint>();
  /** Entries besides acts that do not count. */
  readonly #outside = new Set<EntryId>();
  #unknownTo = new WeakMap<Past, bigint>();
  /** Whether those have a place who came since it was looked. */
  readonly #newcomers = new Map<MemberId, boolean>();
  #judged: ReadonlySet<MemberId> = new Set();
  #following: Following | null = null;
  /** What an entry names in its record, and what names an entry so, as far as it ever counted here. */
  readonly #names = new Map<EntryId, readonly EntryId[]>();
  readonly #namedIn = new Map<EntryId, Placed[]>();

  constructor(
    private readonly log: Log,
    private readonly assembly: () => Assembly,
  ) {}

  get entries(): ReadonlySet<EntryId> {
    return this.#outside;
  }

  /** Of an entry that was added. */
  has({ id }: Placed): boolean {
    return this.#outside.has(id);
  }

  /** Looks who is barred now; true when that changed and everything was asked anew. */
  settle(): boolean {
    const bars = barsOf(this.assembly());
    const key = bars.map((bar) => bar.key).join();
    this.#judged = new Set(this.assembly().governance.members.keys());
    this.#newcomers.clear();
    if (key === this.#key) return false;
    this.#begin(key, bars);
    return true;
  }

  /** Everything was folded anew. */
  forget(): void {
    this.#begin(null, []);
  }

  #begin(key: string | null, bars: readonly Bar[]): void {
    this.#key = key;
    this.#bars = bars;
    this.#unknownTo = new WeakMap();
    for (const kept of [this.#barred, this.#farewells, this.#vouched, this.#outside, this.#newcomers]) kept.clear();
    bars.forEach(({ devices, farewells }, at) => {
      const bit = 1n << BigInt(at);
      for (const device of devices) this.#barred.set(device, (this.#barred.get(device) ?? 0n) | bit);
      for (const id of farewells) this.#farewells.set(id, (this.#farewells.get(id) ?? 0n) | bit);
    });
    if (bars.length === 0) return;
    const following = (this.#following ??= new Following(this.log));
    const entries = [...this.#barred.keys()].flatMap((device) => following.by(device));
    for (const entry of entries) this.#vouched.set(entry.id, 0n);
    for (const entry of entries) this.#vouched.set(entry.id, this.#vouchedBy(following, entry.id));
    for (const entry of entries) if (entry.act === null && !this.#counts(entry)) this.#outside.add(entry.id);
    this.#spread(entries);
  }

  /** Takes what was placed, a post before and an act after it is folded. Answers what counts now that did not. */
  add(entry: Placed): readonly EntryId[] {
    this.#following?.add(entry);
    if (this.#bars.length === 0 || this.#following === null) return [];
    if (this.#barred.has(entry.decoded.device)) this.#vouched.set(entry.id, this.#vouchedBy(this.#following, entry.id));
    if (entry.act === null && !this.#counts(entry)) this.#outside.add(entry.id);
    return this.#spread([entry]);
  }

  /** An entry that counts names others in its record. Answers what counts now that did not. */
  names(entry: Placed, ids: readonly EntryId[]): readonly EntryId[] {
    const named = ids.filter((id) => this.#following !== null || this.log.get(id) === undefined);
    if (named.length === 0 || this.#names.has(entry.id)) return [];
    this.#names.set(entry.id, named);
    for (const id of named) append(this.#namedIn, id, entry);
    return this.#bars.length === 0 ? [] : this.#spread([entry]);
  }

  #vouchedBy(following: Following, id: EntryId): bigint {
    let bits = 0n;
    for (const by of following.of(id)) bits |= this.#gives(by);
    for (const by of this.#namedIn.get(id) ?? []) if (this.#counts(by)) bits |= this.#gives(by);
    return bits;
  }

  #counts({ id, decoded: { device } }: Placed): boolean {
    const bars = this.#barred.get(device);
    return bars === undefined ? this.#hasPlace(device) : (bars & ~(this.#vouched.get(id) ?? 0n)) === 0n;
  }

  /** For who came since it was looked: whom the removed bring in changes nothing for what was written before. */
  #hasPlace(device: DeviceId): boolean {
    const member = this.assembly().governance.memberOf(device)?.id;
    if (member === undefined) return false;
    if (this.#judged.has(member)) return true;
    let found = this.#newcomers.get(member);
    if (found === undefined) this.#newcomers.set(member, (found = hasPlace(this.assembly().standing(), member)));
    return found;
  }

  /** The bars of which an entry says that what it follows is not behind them. What does not count only hands on. */
  #gives(entry: Placed): bigint {
    const farewell = this.#farewells.get(entry.id) ?? 0n;
    return farewell | (this.#counts(entry) ? this.#unknown(this.#following!.knownTo(entry)) : (this.#vouched.get(entry.id) ?? 0n));
  }

  #unknown(past: Past): bigint {
    let bits = this.#unknownTo.get(past);
    if (bits === undefined) {
      bits = 0n;
      this.#bars.forEach((bar, at) => {
        if (!bar.isKnownTo(past)) bits! |= 1n << BigInt(at);
      });
      this.#unknownTo.set(past, bits);
    }
    return bits;
  }

  #spread(from: readonly Placed[]): readonly EntryId[] {
    const freed: EntryId[] = [];
    const rest = [...from];
    for (let entry = rest.pop(); entry !== undefined; entry = rest.pop()) {
      const bits = this.#gives(entry);
      if (bits === 0n) continue;
      // Of what does not count nobody need have read the record.
      for (const id of [...namedBy(entry), ...((this.#counts(entry) && this.#names.get(entry.id)) || [])]) {
        const known = this.#vouched.get(id);
        if (known === undefined || (bits & ~known) === 0n) continue;
        const named = this.log.get(id)!;
        this.#vouched.set(id, known | bits);
        rest.push(named);
        if (this.#outside.has(id) && this.#counts(named)) {
          this.#outside.delete(id);
          freed.push(id);
        }
      }
    }
    return freed;
  }
}
