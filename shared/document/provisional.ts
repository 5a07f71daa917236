/**
 * DOC-2. What is being written in a document and is not an entry yet: by this machine's editor, and by others whose live
 * text has come ahead of their entries. Checked like an entry's update before anybody sees it (except for neighbours,
 * which need Yjs); gone when the entry comes, or when it does not.
 */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { lengthOf, placesOf, type Sight, type UpdateVoid, type Written } from "./fault.ts";
import { rebased } from "./rebase.ts";
import { decodeUpdate, encodeUpdate, joinRanges, joinUpdates, sameId, structsSince, type Range, type Struct, type StructId, type Update } from "./update.ts";
import { structAt, type UpdateNode } from "./update-graph.ts";
import type { TextDocument } from "./text-document.ts";
import type { View } from "./view.ts";

export interface Pending extends Written {
  readonly device: DeviceId;
  readonly bytes: Uint8Array;
  readonly client: number;
  /** When it came. */
  readonly at: number;
}

/** Entries of a device among which the one is that covers what it showed. */
const recent = 64;

/** How often a device may show what becomes another entry or none: after that it shows nothing here. The honest do when they stood beside such. */
const forgiven = 8;

/** Of one device: more than anybody types before it becomes an entry. */
const bounds = { pieces: 1000, bytes: 1024 * 1024 } as const;

export class Provisional {
  /** In the order in which it came: each rests on entries and on what is before it. */
  #pending: readonly Pending[] = [];
  #revision = 0;
  /** How often each device showed what it did not enter. */
  readonly #broken = new Map<DeviceId, number>();
  /** What this machine had when the newest of its own was written, and in which generation of the document. */
  #after: readonly EntryId[] = [];
  #generation = 0;

  constructor(
    readonly text: TextDocument,
    private readonly own: DeviceId,
  ) {}

  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** Counts up when something was taken back that is in no entry as it was shown. */
  get revision(): number {
    return this.#revision;
  }

  of(device: DeviceId): readonly Pending[] {
    return this.#pending.filter((one) => one.device === device);
  }

  get mine(): readonly Pending[] {
    return this.of(this.own);
  }

  /** Takes what a device wrote next. */
  take(device: DeviceId, bytes: Uint8Array, at: number): UpdateVoid | "TooMuch" | null {
    if (device !== this.own && (this.#broken.get(device) ?? 0) >= forgiven) return "TooMuch";
    const theirs = this.of(device);
    if (theirs.length >= bounds.pieces || theirs.reduce((sum, one) => sum + one.bytes.length, bytes.length) > 8 * bounds.bytes) return "TooMuch";
    const update = decodeUpdate(bytes);
    if (typeof update === "string") return update;
    const { view } = this.text;
    const { client, start } = this.next(device);
    const lists = placesOf({ view: new Overlay(view, this.#pending), client, start, update }, this.text.root);
    if (typeof lists === "string") return lists;
    this.#pending = [...this.#pending, { device, bytes, update, client, start, length: lengthOf(update), lists, at }];
    if (device === this.own) this.#standHere();
    return null;
  }

  /** Where what a device writes next stands. */
  next(device: DeviceId): { readonly client: number; readonly start: number } {
    const last = this.of(device).at(-1);
    return last === undefined ? this.text.view.next(device) : { client: last.client, start: last.start + last.length };
  }

  /**
   * Takes again what was typed here when the program ended. It stands at the clocks it stood at: what had become an entry
   * all the same is known by them, and is not taken twice. What stood beside words that others had only shown ends it.
   */
  resume(typed: readonly Uint8Array[], at: number): void {
    for (const bytes of typed) {
      const update = decodeUpdate(bytes);
      if (typeof update === "string") break;
      const { client, start } = this.next(this.own);
      if (update.client !== null && update.client !== client) break;
      const structs = structsSince(update, start);
      if (structs.length + update.deletes.length === 0) continue;
      if (this.take(this.own, encodeUpdate({ client: structs.length === 0 ? null : client, structs, deletes: update.deletes }), at) !== null) break;
    }
    this.follow();
  }

  // ---------------------------------------------------------------- own work that becomes entries

  /** True when the document was numbered anew since: own work then follows only what was here when it was written. */
  get isLeftBehind(): boolean {
    return this.#generation !== this.text.generation;
  }

  /** What own work follows. */
  get after(): readonly EntryId[] {
    return this.isLeftBehind ? this.#after : this.text.heads;
  }

  /** An own entry was made: what is left follows it. */
  entered(id: EntryId): void {
    if (this.isLeftBehind) this.#after = [id];
    else this.#standHere();
  }

  /** Not even the first of it can become an entry yet. */
  get isStuck(): boolean {
    return this.mine.length > 0 && !this.#stands(1);
  }

  /**
   * As much of what this device wrote as stands on entries alone; null when nothing does. The rest stands beside what
   * others showed. Of people who wait for each other, one wrote first, and that stands on entries alone.
   */
  writable(): Update | null {
    const { mine } = this;
    if (mine.length === 0) return null;
    let low = this.#stands(mine.length) ? mine.length : 0;
    for (let high = low === 0 ? mine.length - 1 : low; low < high; ) {
      const middle = (low + high + 1) >> 1;
      if (this.#stands(middle)) low = middle;
      else high = middle - 1;
    }
    return low === 0 ? null : joinUpdates(mine.slice(0, low).map(({ update }) => update));
  }

  /** The first so many. */
  #stands(count: number): boolean {
    const update = joinUpdates(this.mine.slice(0, count).map((one) => one.update));
    const fault = this.text.faultFrom(this.after, this.own, update);
    return fault !== "UnknownPlace" && fault !== "DeletesUnknown";
  }

  /** Takes back all that others showed, since this device did not enter what it showed. */
  broken(by: DeviceId): void {
    if (by !== this.own) this.#broken.set(by, (this.#broken.get(by) ?? 0) + 1);
    this.standAlone();
  }

  /** Takes back all that others showed. Own work that stood beside it, or beside entries that count no longer, stands beside others from now on. */
  standAlone(gone: readonly UpdateNode[] = []): void {
    const { mine } = this;
    const pending = this.#pending;
    this.#pending = [];
    this.#revision += 1;
    if (mine.length === 0) return;
    if (gone.length > 0) this.#standHere();
    const after = this.after;
    const { client, start } = this.text.viewFrom(after).next(this.own);
    const update = rebased(
      [...gone.map((node) => ({ ...node, own: false })), ...pending.map((one) => ({ ...one, own: one.device === this.own }))],
      { updates: this.text.updatesFrom(after), client, start },
    );
    if (update.structs.length + update.deletes.length === 0) return;
    const lists = placesOf({ view: this.text.viewFrom(after), client, start, update }, this.text.root);
    if (typeof lists === "string") throw new Error(`what was put beside entries breaks a rule: ${lists}`);
    this.#pending = [{ device: this.own, bytes: encodeUpdate(update), update, client, start, length: lengthOf(update), lists, at: mine[0]!.at }];
  }

  #standHere(): void {
    this.#after = this.text.heads;
    this.#generation = this.text.generation;
  }

  // ---------------------------------------------------------------- entries come

  /** Lets go of what entries cover. Where one says another thing than was shown, all that others showed goes. */
  follow(): void {
    if (this.#pending.length === 0) return;
    if (this.isLeftBehind && this.#after.some((id) => this.text.gone.some((node) => node.id === id))) return this.standAlone(this.text.gone);
    const { view } = this.text;
    const ownView = this.text.viewFrom(this.after);
    const sightOf = (device: DeviceId): View => (device === this.own ? ownView : view);
    const nextOf = new Map([...new Set(this.#pending.map(({ device }) => device))].map((device) => [device, sightOf(device).next(device)] as const));
    const left: Pending[] = [];
    for (const one of this.#pending) {
      const sight = sightOf(one.device);
      const next = nextOf.get(one.device)!;
      if (next.client !== one.client || !isAsShown(one, next.start, sight)) return this.broken(one.device);
      const rest = this.#rest(one, next.start);
      if (rest !== null) left.push(rest);
    }
    if (left.length === this.#pending.length && left.every((one, i) => one === this.#pending[i])) return;
    const listed = this.#listed(left);
    if (listed === null) this.standAlone();
    else this.#pending = listed;
  }

  /** What they stand in may be an entry's now, no longer what was shown. Null when one stands in nothing. */
  #listed(pending: readonly Pending[]): readonly Pending[] | null {
    const out: Pending[] = [];
    for (const one of pending) {
      const { device, client, start, update } = one;
      const view = device === this.own ? this.text.viewFrom(this.after) : this.text.view;
      const lists = placesOf({ view: new Overlay(view, out), client, start, update }, this.text.root);
      if (typeof lists === "string") return null;
      out.push({ ...one, lists });
    }
    return out;
  }

  /** What of it is in no entry yet; null when nothing is. */
  #rest(one: Pending, start: number): Pending | null {
    if (one.start >= start && one.length > 0) return one;
    const deleted = this.#deletedBy(one.device);
    const isDeleted = (range: Range): boolean => deleted.some((by) => by.client === range.client && by.clock <= range.clock && range.clock + range.length <= by.clock + by.length);
    const structs = structsSince(one.update, start);
    const deletes = one.update.deletes.filter((range) => !isDeleted(range));
    if (structs.length + deletes.length === 0) return null;
    if (structs.length === one.update.structs.length && deletes.length === one.update.deletes.length) return one;
    const update: Update = { client: structs.length === 0 ? null : one.client, structs, deletes };
    return { ...one, update, bytes: encodeUpdate(update), start: Math.max(one.start, start), length: lengthOf(update), lists: one.lists.slice(one.lists.length - structs.length) };
  }

  #deletedBy(device: DeviceId): readonly Range[] {
    const { graph } = this.text;
    const nodes = graph.chainsOf(device).flatMap((chain) => graph.chain(chain).slice(-recent));
    return joinRanges(nodes.flatMap((node) => node.update.deletes));
  }
}

/** Entries, and on top of them what is pending. */
class Overlay implements Sight {
  constructor(
    private readonly view: View,
    private readonly pending: readonly Pending[],
  ) {}

  find(id: StructId): Written | null {
    return this.pending.find((one) => one.client === id.client && one.start <= id.clock && id.clock < one.start + one.length) ?? this.view.find(id);
  }

  span(of: Written): { readonly start: number } {
    return this.pending.includes(of as Pending) ? of : this.view.span(of as Parameters<View["span"]>[0]);
  }

  end(client: number): number {
    const last = this.pending.findLast((one) => one.client === client && one.length > 0);
    return last === undefined ? this.view.end(client) : last.start + last.length;
  }
}

/** Whether the entries say the same before the clock `until`. */
const isAsShown = ({ update, client }: Pending, until: number, view: View): boolean => update.structs.every((struct) => isWritten(struct, client, { view, until }));

/** The struct, or the run that holds it, as it stands in the entries. */
function isWritten(struct: Struct, client: number, { view, until }: { readonly view: View; readonly until: number }): boolean {
  for (let clock = struct.clock; clock < Math.min(until, struct.clock + struct.length); ) {
    const node = view.find({ client, clock });
    if (node === null) return false;
    const shift = view.span(node).start - node.start;
    const there = node.update.structs[structAt(node, clock - shift - node.start)]!;
    const offset = clock - shift - there.clock;
    const length = Math.min(there.length - offset, struct.clock + struct.length - clock);
    if (!same(struct, clock - struct.clock, there, offset, length, client)) return false;
    clock += length;
  }
  return true;
}

function same(a: Struct, from: number, b: Struct, offset: number, length: number, client: number): boolean {
  if (a.content.is === "text" && b.content.is === "text") {
    if (a.content.text.slice(from, from + length) !== b.content.text.slice(offset, offset + length)) return false;
  } else if (a.content.is !== b.content.is || a.content.is === "text" || b.content.is === "text" || a.content.raw.join() !== b.content.raw.join()) return false;
  const originOf = (s: Struct, at: number): StructId | null => (at === 0 ? s.origin : { client, clock: s.clock + at - 1 });
  if (!sameId(originOf(a, from), originOf(b, offset)) || !sameId(a.rightOrigin, b.rightOrigin)) return false;
  const [x, y] = [a.parent, b.parent];
  const sameParent = typeof x === "string" || typeof y === "string" ? x === y : sameId(x, y);
  return from > 0 || offset > 0 || (sameParent && a.key === b.key);
}
