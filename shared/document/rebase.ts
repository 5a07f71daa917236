/**
 * DOC-2. What somebody wrote beside words that others showed and never made an entry of, put beside entries instead: each
 * of their characters stands after the nearest thing before it that stays, and elements they wrote in become their own.
 */
import * as Y from "yjs";
import { rootName, type Written } from "./fault.ts";
import { Live } from "./live.ts";
import { compact, encodeUpdate, type Range, type Struct, type StructId, type Update } from "./update.ts";

/** A piece that is in no entry; `own` of whoever writes. */
export interface Shown extends Written {
  readonly client: number;
  readonly own: boolean;
}

/** Where its author goes on. */
export interface Base {
  /** Yjs updates that make the document of entries. */
  readonly updates: readonly Uint8Array[];
  readonly client: number;
  readonly start: number;
}

/** An update of its author, standing on entries alone. The pieces come in an order in which each stands on those before. */
export function rebased(pieces: readonly Shown[], base: Base): Update {
  const standIn = standInFor(pieces, base);
  const { doc } = new Live([...base.updates, encodeUpdate({ client: standIn.structs.length === 0 ? null : base.client, structs: standIn.structs.map(({ struct }) => struct), deletes: [] })]);
  const laid = new Laying(base, standIn);
  laid.children(doc.getXmlFragment(rootName), rootName);
  const isOld = ({ client, clock }: Range): boolean => client !== base.client || clock < base.start;
  return compact({ client: laid.structs.length === 0 ? null : base.client, structs: laid.structs, deletes: standIn.erased.filter(isOld) });
}

/** All pieces as if their author had written them one after another: Yjs then says where each stands. */
interface StandIn {
  readonly structs: readonly { readonly struct: Struct; readonly own: boolean }[];
  /** What the author deleted, a place each. */
  readonly erased: readonly Range[];
}

function standInFor(pieces: readonly Shown[], { client, start }: Base): StandIn {
  const moved = new Map<Shown, number>();
  let clock = start;
  for (const piece of pieces) {
    moved.set(piece, clock);
    clock += piece.length;
  }
  const here = (id: StructId): StructId => {
    const piece = pieces.find((one) => one.client === id.client && one.start <= id.clock && id.clock < one.start + one.length);
    return piece === undefined ? id : { client, clock: id.clock - piece.start + moved.get(piece)! };
  };
  const maybe = (id: StructId | null): StructId | null => (id === null ? null : here(id));
  const structs = pieces.flatMap((piece) =>
    piece.update.structs.map((s) => {
      const parent = s.parent === null || typeof s.parent === "string" ? s.parent : here(s.parent);
      const struct = { ...s, clock: s.clock - piece.start + moved.get(piece)!, origin: maybe(s.origin), rightOrigin: maybe(s.rightOrigin), parent };
      return { struct, own: piece.own };
    }),
  );
  const erased: Range[] = [];
  for (const { own, update } of pieces) {
    for (const range of own ? update.deletes : []) {
      for (let at = 0; at < range.length; at++) erased.push({ ...here({ client: range.client, clock: range.clock + at }), length: 1 });
    }
  }
  return { structs, erased };
}

/** Where Yjs keeps what is in an element, a text or the document. */
type List = Pick<Y.AbstractType<unknown>, "_start" | "_map">;

/** A stretch of a list: of entries, or of one piece. */
interface Stretch {
  readonly clock: number;
  readonly length: number;
  readonly item: Y.Item;
  /** Null where it is of entries. */
  readonly piece: { readonly struct: Struct; readonly own: boolean } | null;
}

class Laying {
  readonly structs: Struct[] = [];
  readonly #erased: ReadonlySet<number>;

  constructor(
    private readonly base: Base,
    private readonly standIn: StandIn,
  ) {
    this.#erased = new Set(standIn.erased.filter(({ client }) => client === base.client).map(({ clock }) => clock));
  }

  /** Everything of the author in a list, and in what is in it. `parent` as it will be named. */
  children(type: List, parent: string | StructId): void {
    const row: Stretch[] = [];
    for (let item = type._start; item !== null; item = item.right) row.push(...this.#stretches(item));
    const rights = rightOf(row);
    let left: StructId | null = null;
    for (const [i, stretch] of row.entries()) {
      const inner = stretch.item.content instanceof Y.ContentType ? stretch.item.content.type : null;
      if (stretch.piece === null) {
        left = { client: stretch.item.id.client, clock: stretch.clock + stretch.length - 1 };
        if (inner !== null) this.#within(inner, { client: stretch.item.id.client, clock: stretch.clock });
      } else if (inner === null) {
        if (stretch.piece.own) left = this.#words(stretch, stretch.piece.struct, { left, right: rights[i]!, parent });
      } else if (this.#holdsOwn(stretch, inner)) {
        left = this.#lay({ ...stretch.piece.struct, origin: left, rightOrigin: rights[i]! }, parent, null);
        this.#within(inner, left);
      }
    }
  }

  #within(type: List, id: StructId): void {
    const copied = id.client === this.base.client && id.clock >= this.base.start;
    for (const key of type._map.keys()) this.#attribute(type, key, { id, copied });
    this.children(type, id);
  }

  /** Of an element that is copied every attribute, of another what the author set. */
  #attribute(type: List, key: string, { id, copied }: { id: StructId; copied: boolean }): void {
    let old: StructId | null = null;
    let newest: Struct | null = null;
    for (let item = type._map.get(key) ?? null; item !== null; item = item.left) {
      for (const { piece, clock, length } of this.#stretches(item).reverse()) {
        if (piece === null) old ??= { client: item.id.client, clock: clock + length - 1 };
        else if ((piece.own || copied) && !this.#erased.has(clock)) newest ??= piece.struct;
      }
    }
    if (newest !== null) this.#lay({ ...newest, origin: old, rightOrigin: null, keyed: true }, id, key);
  }

  /** The characters or the mark of a stretch that were not erased again. */
  #words({ clock, length }: Stretch, struct: Struct, place: { left: StructId | null; right: StructId | null; parent: string | StructId }): StructId | null {
    let { left } = place;
    for (let at = clock; at < clock + length; ) {
      let end = at;
      while (end < clock + length && !this.#erased.has(end)) end += 1;
      if (end > at) {
        const { content } = struct;
        const part = content.is === "text" ? { is: "text" as const, text: content.text.slice(at - struct.clock, end - struct.clock) } : content;
        left = this.#lay({ ...struct, length: end - at, content: part, origin: left, rightOrigin: place.right }, place.parent, null);
      }
      at = end + 1;
    }
    return left;
  }

  #lay(struct: Struct, parent: string | StructId, key: string | null): StructId {
    const clock = this.base.start + this.structs.reduce((sum, { length }) => sum + length, 0);
    const saysParent = struct.origin === null && struct.rightOrigin === null;
    this.structs.push({ ...struct, clock, parent: saysParent ? parent : null, key: saysParent ? key : null });
    return { client: this.base.client, clock: clock + struct.length - 1 };
  }

  #holdsOwn({ piece, clock }: Stretch, inner: List): boolean {
    if (piece!.own) return !this.#erased.has(clock);
    const items: Y.Item[] = [];
    for (let item = inner._start; item !== null; item = item.right) items.push(item);
    return items.some((item) =>
      this.#stretches(item).some((one) => {
        const within = item.content instanceof Y.ContentType ? item.content.type : null;
        if (one.piece === null) return false;
        if (within !== null) return this.#holdsOwn(one, within);
        return one.piece.own && Array.from({ length: one.length }, (_, n) => one.clock + n).some((at) => !this.#erased.has(at));
      }),
    );
  }

  /** Yjs joins what lies side by side; here it is taken apart again. */
  #stretches(item: Y.Item): Stretch[] {
    const { client, start } = this.base;
    const end = item.id.clock + item.length;
    if (item.id.client !== client || end <= start) return [{ clock: item.id.clock, length: item.length, item, piece: null }];
    const out: Stretch[] = [];
    if (item.id.clock < start) out.push({ clock: item.id.clock, length: start - item.id.clock, item, piece: null });
    for (const piece of this.standIn.structs) {
      const from = Math.max(item.id.clock, piece.struct.clock);
      const to = Math.min(end, piece.struct.clock + piece.struct.length);
      if (from < to) out.push({ clock: from, length: to - from, item, piece });
    }
    return out;
  }
}

/** For each place in a row, the first thing to its right that is of entries. */
function rightOf(row: readonly Stretch[]): readonly (StructId | null)[] {
  const out: (StructId | null)[] = [];
  let right: StructId | null = null;
  for (const { item, clock, piece } of [...row].reverse()) {
    out.unshift(right);
    if (piece === null) right = { client: item.id.client, clock };
  }
  return out;
}
