/**
 * Of each entry, what names it, and which acts whoever wrote it knew: those that its `prev` and `deps` reach, of an act
 * those of its `gov`. Made of the log when it is first asked for, which is when somebody was removed.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { append } from "../base/lists.ts";
import type { Log, Placed } from "../log/log.ts";
import { Past } from "../log/past.ts";

export class Following {
  readonly #followers = new Map<EntryId, Placed[]>();
  readonly #known = new Map<EntryId, Past>();
  readonly #by = new Map<DeviceId, Placed[]>();

  constructor(private readonly log: Log) {
    for (const entry of log.placed()) this.add(entry);
  }

  /** After what it follows, unless it is an act. */
  add(entry: Placed): void {
    append(this.#by, entry.decoded.device, entry);
    for (const id of namedBy(entry)) append(this.#followers, id, entry);
    if (entry.act !== null) return;
    let known = Past.empty;
    for (const id of namedBy(entry)) {
      const before = this.log.get(id)!;
      known = known.union(this.knownTo(before));
      if (before.act !== null) known = known.plus(before.act);
    }
    this.#known.set(entry.id, known);
  }

  /** Entries that name one in their headers. */
  of(id: EntryId): readonly Placed[] {
    return this.#followers.get(id) ?? [];
  }

  by(device: DeviceId): readonly Placed[] {
    return this.#by.get(device) ?? [];
  }

  /** The acts its author knew. */
  knownTo({ id, act }: Placed): Past {
    return act?.past ?? this.#known.get(id)!;
  }
}

/** What a header names: an act may be placed before some of it. */
export function namedBy({ decoded: { prev, deps, gov } }: Placed): ReadonlySet<EntryId> {
  return new Set([...deps, ...(gov ?? []), ...(prev === null ? [] : [prev])]);
}
