/**
 * Whose work a Yjs client id names, seen from a past. A device writes under one client id a document (DOC-3). Where it
 * forked, of the updates that follow the same one the first in canonical order goes on under that id, and every other
 * begins anew under an id of its own: so two texts never stand under one place, and nobody's is lost. What a past does
 * not know does not count in it, so an update means the same to everybody, whatever else they have heard of.
 */
import { idBytes, type DeviceId, type EntryId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { labelledHash } from "../crypto/sodium.ts";
import type { Past } from "../log/past.ts";
import type { Range, StructId, Update } from "./update.ts";
import { inCanonicalOrder, type UpdateGraph, type UpdateNode } from "./update-graph.ts";

/** 53 bits of a hash: what Yjs can take as a client id. */
export function clientOf(document: EntryId, ...from: readonly (DeviceId | EntryId)[]): number {
  const { buffer, byteOffset } = labelledHash(labels.documentClient, idBytes(document), ...from.map(idBytes));
  const bits = new DataView(buffer, byteOffset);
  return bits.getUint32(0) * 2 ** 21 + (bits.getUint32(4) >>> 11);
}

/** Where in the numbering of a view the structs of an update stand. */
interface Span {
  readonly client: number;
  readonly start: number;
}

export class View {
  readonly #clients = new Map<number, DeviceId>();
  /** Of each device's updates in this view, for devices that forked. */
  readonly #spans = new Map<UpdateNode, Span>();
  /** By client, ascending by clock, for devices that forked. */
  readonly #ofClient = new Map<number, UpdateNode[]>();

  constructor(
    readonly document: EntryId,
    private readonly graph: UpdateGraph,
    readonly past: Past,
  ) {
    for (const device of graph.devices) {
      if (graph.isForked(device)) this.#number(device);
      else this.#clients.set(graph.chain(graph.chainsOf(device)[0]!)[0]!.client, device);
    }
  }

  /** The client id under which a device goes on writing from here, and the first clock. */
  next(device: DeviceId, last = this.graph.lastOf(device, this.past)): Span {
    const [before, ...others] = last;
    if (before === undefined || others.length > 0) return { client: clientOf(this.document, device, ...last.map(({ id }) => id)), start: 0 };
    const { client, start } = this.span(before);
    return { client, start: start + before.length };
  }

  span(node: UpdateNode): Span {
    return this.#spans.get(node) ?? node;
  }

  /** The update in this view that wrote what an id names, or null. */
  find(id: StructId): UpdateNode | null {
    const device = this.#clients.get(id.client);
    if (device === undefined) return this.#among(this.#ofClient.get(id.client) ?? [], id, Infinity);
    const chain = this.graph.chainsOf(device)[0]!;
    return this.#among(this.graph.chain(chain), id, this.past.count(chain));
  }

  #among(nodes: readonly UpdateNode[], { clock }: StructId, most: number): UpdateNode | null {
    let low = 0;
    let high = Math.min(nodes.length, most);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.span(nodes[middle]!).start + nodes[middle]!.length <= clock) low = middle + 1;
      else high = middle;
    }
    const found = low < Math.min(nodes.length, most) ? nodes[low]! : null;
    return found !== null && this.span(found).start <= clock ? found : null;
  }

  /** Every client id that stands for somebody here. */
  *authors(): Iterable<readonly [client: number, device: DeviceId]> {
    yield* this.#clients;
    for (const [client, nodes] of this.#ofClient) yield [client, nodes[0]!.device];
  }

  /** One past its last clock. */
  end(client: number): number {
    const device = this.#clients.get(client);
    const chain = device === undefined ? undefined : this.graph.chainsOf(device)[0]!;
    const last = chain === undefined ? this.#ofClient.get(client)?.at(-1) : this.graph.chain(chain)[this.past.count(chain) - 1];
    return last === undefined ? 0 : this.span(last).start + last.length;
  }

  #number(device: DeviceId): void {
    const nodes = this.graph.chainsOf(device).flatMap((chain) => this.graph.chain(chain).slice(0, this.past.count(chain)));
    nodes.sort(inCanonicalOrder);
    const begun = new Set<string>();
    for (const node of nodes) {
      const follows = node.before.map(({ id }) => id).join();
      const first = !begun.has(follows);
      begun.add(follows);
      const span = first ? this.next(device, node.before) : { client: clientOf(this.document, device, node.id), start: 0 };
      this.#spans.set(node, span);
      if (node.length > 0) this.#ofClient.set(span.client, [...(this.#ofClient.get(span.client) ?? []), node]);
    }
  }
}

/** Of an update that was written in one view, the same in another: every id names the same work in both. */
export function translate(node: UpdateNode, from: View, to: View): Update {
  const own = to.span(node);
  const id = (of: StructId): StructId => {
    if (of.client === node.client && of.clock >= node.start) return { client: own.client, clock: of.clock - node.start + own.start };
    const found = from.find(of)!;
    const there = to.span(found);
    return { client: there.client, clock: of.clock - from.span(found).start + there.start };
  };
  const maybe = (of: StructId | null): StructId | null => (of === null ? null : id(of));
  const { client, structs, deletes } = node.update;
  return {
    client: client === null ? null : own.client,
    structs: structs.map((s) => ({
      ...s,
      clock: s.clock - node.start + own.start,
      origin: maybe(s.origin),
      rightOrigin: maybe(s.rightOrigin),
      parent: s.parent === null || typeof s.parent === "string" ? s.parent : id(s.parent),
    })),
    deletes: deletes.flatMap((range) => pieces(range, node, from).map((piece) => ({ ...id(piece), length: piece.length }))),
  };
}

/** A deleted range may lie across several updates, which another view may number apart. */
function pieces(range: Range, node: UpdateNode, from: View): readonly Range[] {
  const out: Range[] = [];
  for (let clock = range.clock; clock < range.clock + range.length; ) {
    const own = range.client === node.client && clock >= node.start;
    const found = own ? node : from.find({ client: range.client, clock })!;
    const end = Math.min(range.clock + range.length, (own ? node.start : from.span(found).start) + found.length);
    out.push({ client: range.client, clock, length: end - clock });
    clock = end;
  }
  return out;
}
