/**
 * DOC-2. What is being written in a document and is not an entry yet: by this machine's editor, and by others whose live
 * text has come ahead of their entries. Checked like an entry's update before anybody sees it (except for neighbours,
 * which need Yjs); gone when the entry comes, or when it does not.
 */
import type { DeviceId } from "../base/ids.ts";
import { lengthOf, placesOf, type Sight, type UpdateVoid, type Written } from "./fault.ts";
import { decodeUpdate, joinRanges, joinUpdates, sameId, type Range, type Struct, type StructId, type Update } from "./update.ts";
import { structAt } from "./update-graph.ts";
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

/** Of one device: more than anybody types before it becomes an entry. */
const bounds = { pieces: 1000, bytes: 1024 * 1024 } as const;

export class Provisional {
  /** In the order in which it came: each rests on entries and on what is before it. */
  #pending: readonly Pending[] = [];
  #revision = 0;

  constructor(readonly text: TextDocument) {}

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

  /** Takes what a device wrote next. */
  take(device: DeviceId, bytes: Uint8Array, at: number): UpdateVoid | "TooMuch" | null {
    const mine = this.of(device);
    if (mine.length >= bounds.pieces || mine.reduce((sum, one) => sum + one.bytes.length, bytes.length) > 8 * bounds.bytes) return "TooMuch";
    const update = decodeUpdate(bytes);
    if (typeof update === "string") return update;
    const view = this.text.view;
    const last = mine[mine.length - 1];
    const { client, start } = last === undefined ? view.next(device) : { client: last.client, start: last.start + last.length };
    const lists = placesOf({ view: new Overlay(view, this.#pending), client, start, update }, this.text.root);
    if (typeof lists === "string") return lists;
    this.#pending = [...this.#pending, { device, bytes, update, client, start, length: lengthOf(update), lists, at }];
    return null;
  }

  /** What a device has pending, as one update. */
  joined(device: DeviceId): Update {
    return joinUpdates(this.of(device).map(({ update }) => update));
  }

  /** Entries have come: lets go of what they cover. Where one says another thing than was shown, all that was shown goes. */
  follow(): void {
    if (this.#pending.length === 0) return;
    const view = this.text.view;
    const left: Pending[] = [];
    for (const one of this.#pending) {
      const next = view.next(one.device);
      if (next.client !== one.client) return this.#clear();
      if (one.start >= next.start && !(one.length === 0 && this.#isCovered(one, view))) left.push(one);
      else if (!this.#isCovered(one, view)) return this.#clear();
    }
    if (left.length < this.#pending.length) this.#pending = left;
  }

  /** Takes back what others wrote and what they never made an entry of. */
  dropOthers(own: DeviceId): void {
    if (this.#pending.every(({ device }) => device === own)) return;
    this.#clear();
  }

  /** Own work that became entries in another form than it was shown in. */
  drop(device: DeviceId): void {
    if (this.of(device).length > 0) this.#clear();
  }

  #clear(): void {
    this.#pending = [];
    this.#revision += 1;
  }

  #isCovered({ client, device, update }: Pending, view: View): boolean {
    const { graph } = this.text;
    const nodes = graph.chainsOf(device).flatMap((chain) => graph.chain(chain).slice(-recent));
    const deleted = joinRanges(nodes.flatMap((node) => node.update.deletes));
    const inside = (range: Range): boolean => deleted.some((one) => one.client === range.client && one.clock <= range.clock && range.clock + range.length <= one.clock + one.length);
    return update.deletes.every(inside) && update.structs.every((struct) => isWritten(struct, client, view));
  }

  /**
   * What a device has pending, resting on entries alone. Where its words stand beside what another showed and did not make
   * an entry of, they get that other's places with blanks in them, deleted at once; elements they stand in become its own.
   */
  adopted(own: DeviceId): Update {
    const { client, start } = this.text.view.next(own);
    const moved = new Map<Pending, number>();
    let clock = start;
    for (const one of this.#pending) {
      moved.set(one, clock);
      clock += one.length;
    }
    const holder = (id: StructId): Pending | undefined => this.#pending.find((one) => one.client === id.client && one.start <= id.clock && id.clock < one.start + one.length);
    const here = (id: StructId): StructId => {
      const one = holder(id);
      return one === undefined ? id : { client, clock: id.clock - one.start + moved.get(one)! };
    };
    const maybe = (id: StructId | null): StructId | null => (id === null ? null : here(id));
    const structs: Struct[] = [];
    const deletes: Range[] = [];
    for (const one of this.#pending) {
      const foreign = one.device !== own;
      for (const s of one.update.structs) {
        const parent = s.parent === null || typeof s.parent === "string" ? s.parent : here(s.parent);
        const content = foreign && s.content.is === "text" ? ({ is: "text", text: " ".repeat(s.length) } as const) : s.content;
        const struct = { ...s, clock: s.clock - one.start + moved.get(one)!, origin: maybe(s.origin), rightOrigin: maybe(s.rightOrigin), parent, content };
        structs.push(struct);
        if (foreign && (s.content.is === "text" || s.content.is === "mark")) deletes.push({ client, clock: struct.clock, length: struct.length });
      }
      if (!foreign) for (const range of one.update.deletes) for (let at = 0; at < range.length; at++) deletes.push({ ...here({ client: range.client, clock: range.clock + at }), length: 1 });
    }
    return joinUpdates([{ client: structs.length === 0 ? null : client, structs, deletes }]);
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

/** The struct, or the run that holds it, as it stands in the entries. */
function isWritten(struct: Struct, client: number, view: View): boolean {
  for (let clock = struct.clock; clock < struct.clock + struct.length; ) {
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
