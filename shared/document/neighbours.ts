/**
 * DOC-3. That what a struct was put between were neighbours for its author. An author had, at least, what they wrote
 * before, what the struct names, and all that those rest on in turn; Yjs keeps nothing without it. In the list as it
 * would be with nothing else, the struct must stand right between its origins. Every honest struct does, whatever its
 * author had besides; and whatever does could have been written honestly, so Yjs ends alike in any order of arrival.
 */
import * as Y from "yjs";
import type { StructId, Update } from "./update.ts";
import type { Knowing, Known, UpdateNode } from "./update-graph.ts";
import type { View } from "./view.ts";

/** An update that is in the document already, on trial. */
export interface Tried {
  readonly client: number;
  readonly start: number;
  readonly update: Update;
  readonly before: readonly UpdateNode[];
  /** Its place among the chains. */
  readonly chain: number;
  /** The view of its author, without it. */
  readonly view: View;
}

/** What its author had, struct by struct, or null when one was put between what were no neighbours; without `doc` that is not looked at. */
export function knowledgeOf(tried: Tried, doc: Y.Doc | null): readonly Knowing[] | null {
  const steps: Knowing[] = [];
  let known = startOf(tried);
  for (const [i, struct] of tried.update.structs.entries()) {
    const within = new Within(tried, struct.clock);
    for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
      if (id !== null && typeof id !== "string" && !within.has(id, known)) known = within.learn(id, known);
    }
    if (steps.length === 0 || steps[steps.length - 1]!.known !== known) steps.push({ from: i, known });
    if (doc !== null && !standsBetween(doc, { ...struct, client: tried.client }, (id) => within.has(id, known))) return null;
  }
  return steps.length > 0 ? steps : [{ from: 0, known }];
}

/** What it had of others when it wrote what is before. */
function startOf({ before, chain }: Tried): Known {
  const [only, ...others] = before;
  if (only === undefined) return new Map();
  if (others.length === 0 && only.chain === chain) return only.knowing[only.knowing.length - 1]!.known;
  return before.map((node) => knownAt(node, node.length)).reduce(union);
}

/** What the author of an update had when so many clocks of it were written. */
function knownAt(node: UpdateNode, clocks: number): Known {
  const at = node.update.structs.findLastIndex(({ clock }) => clock - node.start < clocks);
  const step = node.knowing.findLast(({ from }) => from <= at) ?? node.knowing[0]!;
  return new Map(step.known).set(node.chain, node.from + clocks);
}

function union(a: Known, b: Known): Known {
  const out = new Map(a);
  for (const [chain, clocks] of b) if (clocks > (out.get(chain) ?? 0)) out.set(chain, clocks);
  return out;
}

/** Of an update, as far as its author had come with it. */
class Within {
  constructor(
    private readonly tried: Tried,
    private readonly clock: number,
  ) {}

  has(id: StructId, known: Known): boolean {
    const { client, start, view, before } = this.tried;
    if (id.client === client && id.clock >= start) return id.clock < this.clock;
    const node = view.find(id);
    if (node === null) return false;
    return before.some((own) => own === node || own.past.has(node)) && node.device === before[0]!.device ? true : node.from + id.clock - view.span(node).start < (known.get(node.chain) ?? 0);
  }

  learn(id: StructId, known: Known): Known {
    const node = this.tried.view.find(id)!;
    return union(known, knownAt(node, id.clock - this.tried.view.span(node).start + 1));
  }
}

interface Placed {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly origin: StructId | null;
  readonly rightOrigin: StructId | null;
}

/** Whether nothing known lies between the struct and its origin, nor between it and its right origin. */
function standsBetween(doc: Y.Doc, struct: Placed, isKnown: (id: StructId) => boolean): boolean {
  return followsOrigin(doc, struct, isKnown) && precedesRight(doc, struct, isKnown);
}

const itemAt = (doc: Y.Doc, id: StructId): Y.Item => Y.getItem(doc.store, Y.createID(id.client, id.clock));

/** Items of one client that lie side by side are one in Yjs; of such a run, what is known is its beginning. */
function followsOrigin(doc: Y.Doc, { client, clock, origin }: Placed, isKnown: (id: StructId) => boolean): boolean {
  const own = itemAt(doc, { client, clock });
  if (own.id.clock < clock) return origin?.client === client && origin.clock === clock - 1;
  for (let item = own.left; item !== null; item = item.left) {
    const { id, length } = item;
    if (origin !== null && id.client === origin.client && id.clock <= origin.clock && origin.clock < id.clock + length) {
      return origin.clock === id.clock + length - 1 || !isKnown({ client: id.client, clock: origin.clock + 1 });
    }
    if (isKnown(id)) return false;
  }
  return origin === null;
}

function precedesRight(doc: Y.Doc, { client, clock, length, rightOrigin }: Placed, isKnown: (id: StructId) => boolean): boolean {
  const own = itemAt(doc, { client, clock: clock + length - 1 });
  for (let item = own.right; item !== null; item = item.right) {
    if (rightOrigin !== null && item.id.client === rightOrigin.client && item.id.clock === rightOrigin.clock) return true;
    if (isKnown(item.id)) return false;
  }
  return rightOrigin === null;
}
