/**
 * DOC-6. The state of a document that another says it has, looked at before Yjs sees a byte of it: the structs keep the
 * rules of an update (fault.ts) with what is in the state itself for their past, under clients of the group's devices
 * alone, and none waits for another in a circle. What only who has the updates can know is not looked at here: whether it
 * is the right state, and whether neighbours were neighbours.
 */
import { placesOf, type Sight, type UpdateVoid, type Written } from "./fault.ts";
import { Container } from "./lists.ts";
import { decodeSections, encodeSections, type Section, type Struct, type StructId } from "./update.ts";

/** More devices than a group has. */
const mostClients = 100_000;
/** Structs, or deleted ranges, of one piece: Yjs is given a state in pieces, so that whoever gives it can stop where it takes too long. */
const inPiece = 500;

/** The state as updates to be applied one after the other, or the rule it breaks. */
export function piecesOf(state: Uint8Array, isClient: (client: number) => boolean): readonly Uint8Array[] | UpdateVoid {
  const decoded = decodeSections(state, mostClients);
  if (typeof decoded === "string") return decoded;
  const { sections, deletes } = decoded;
  if (sections.some(({ client }, at) => at > 0 && client >= sections[at - 1]!.client)) return "Malformed";
  if (sections.some(({ structs }) => structs[0]!.clock !== 0)) return "WrongClock";
  if (!sections.every(({ client }) => isClient(client))) return "ForeignClient";
  const placing = new Placing(sections);
  const order = placing.all();
  if (typeof order === "string") return order;
  const fault = placing.faultOf(deletes);
  if (fault !== null) return fault;
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < order.length; at += inPiece) pieces.push(encodeSections({ sections: byClient(order.slice(at, at + inPiece)), deletes: [] }));
  for (let at = 0; at < deletes.length; at += inPiece) pieces.push(encodeSections({ sections: [], deletes: deletes.slice(at, at + inPiece) }));
  return pieces;
}

interface Placed {
  readonly client: number;
  readonly struct: Struct;
}

function byClient(placed: readonly Placed[]): readonly Section[] {
  const of = new Map<number, Struct[]>();
  for (const { client, struct } of placed) {
    const structs = of.get(client);
    if (structs === undefined) of.set(client, [struct]);
    else structs.push(struct);
  }
  return [...of].map(([client, structs]) => ({ client, structs }));
}

/** Puts every struct in after those it names. */
class Placing implements Sight {
  readonly #sections: ReadonlyMap<number, Section>;
  readonly #placed = new Map<number, Written[]>();
  readonly #order: Placed[] = [];
  readonly #root = new Container("element", 0);

  constructor(sections: readonly Section[]) {
    this.#sections = new Map(sections.map((section) => [section.client, section]));
  }

  all(): readonly Placed[] | UpdateVoid {
    for (const { client, structs } of this.#sections.values()) {
      const fault = this.#through({ client, clock: structs[structs.length - 1]!.clock });
      if (fault !== null) return fault;
    }
    return this.#order;
  }

  faultOf(deletes: Parameters<typeof encodeSections>[0]["deletes"]): UpdateVoid | null {
    const lists = placesOf({ view: this, client: -1, start: 0, update: { client: null, structs: [], deletes } }, this.#root);
    return typeof lists === "string" ? lists : null;
  }

  /** Places the structs of a client up to a clock, and first what they name. */
  #through(id: StructId): UpdateVoid | null {
    const waiting = [id];
    const clients = new Set([id.client]);
    for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
      const { client, clock } = top;
      if (this.end(client) > clock) {
        waiting.pop();
        clients.delete(client);
        continue;
      }
      const struct = this.#sections.get(client)?.structs[this.#placed.get(client)?.length ?? 0];
      if (struct === undefined) return "UnknownPlace";
      const missing = [struct.origin, struct.rightOrigin, struct.parent].find((named): named is StructId => named !== null && typeof named !== "string" && this.end(named.client) <= named.clock);
      if (missing === undefined) {
        const fault = this.#place(client, struct);
        if (fault !== null) return fault;
      } else if (clients.has(missing.client)) {
        return "UnknownPlace"; // a circle, or what comes later
      } else {
        waiting.push(missing);
        clients.add(missing.client);
      }
    }
    return null;
  }

  #place(client: number, struct: Struct): UpdateVoid | null {
    const update = { client, structs: [struct], deletes: [] };
    const lists = placesOf({ view: this, client, start: struct.clock, update }, this.#root);
    if (typeof lists === "string") return lists;
    const placed = this.#placed.get(client);
    const written = { update, start: struct.clock, length: struct.length, lists };
    if (placed === undefined) this.#placed.set(client, [written]);
    else placed.push(written);
    this.#order.push({ client, struct });
    return null;
  }

  // ---------------------------------------------------------------- Sight

  find({ client, clock }: StructId): Written | null {
    const placed = this.#placed.get(client) ?? [];
    let low = 0;
    let high = placed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placed[middle]!.start + placed[middle]!.length <= clock) low = middle + 1;
      else high = middle;
    }
    return placed[low] ?? null;
  }

  span(of: Written): { readonly start: number } {
    return of;
  }

  end(client: number): number {
    const last = this.#placed.get(client)?.at(-1);
    return last === undefined ? 0 : last.start + last.length;
  }
}
