/**
 * DOC-3. The rules an update keeps, each judged by what its author had (`after`) and by nothing else, so that everybody
 * judges alike. What they leave is what an editor could have written; Yjs sees nothing else.
 */
import { Container, type List } from "./lists.ts";
import type { Range, Struct, StructId, Undecodable, Update } from "./update.ts";
import { structAt, type UpdateNode } from "./update-graph.ts";

export type UpdateVoid =
  | Undecodable
  /** It builds on an update that is void. */
  | "AfterVoid"
  /** It sorts before something it follows. */
  | "WrongOrder"
  /** Its structs stand under another's client id. */
  | "ForeignClient"
  /** Its structs do not go on exactly where its author's ended. */
  | "WrongClock"
  /** It names what its author did not have. */
  | "UnknownPlace"
  /** Its root is none of a document. */
  | "ForeignRoot"
  /** What it stands between, or says it is in, are not in one list. */
  | "NotOneParent"
  /** An element in a text, characters among elements, and the like. */
  | "MisplacedContent"
  | "TooDeep"
  /** It stands between the halves of one character, or deletes one of them: Yjs would spoil the character, here or there. */
  | "SplitsCharacter"
  /** It deletes what its author did not have. */
  | "DeletesUnknown"
  /** What it stands between were not neighbours for anybody who had them. */
  | "OriginsApart";

export const rootName = "content";
/** Of elements within elements: more than editors show. */
const deepest = 100;

export type Written = Pick<UpdateNode, "update" | "start" | "length" | "lists">;

/** A document as somebody had it. */
export interface Sight {
  /** What wrote the place an id names. */
  find(id: StructId): Written | null;
  /** Where its structs begin, as they are numbered here. */
  span(of: Written): { readonly start: number };
  /** One past the last clock of a client. */
  end(client: number): number;
}

/** What an update is judged by. */
export interface Judged {
  /** The author's document. */
  readonly view: Sight;
  /** Under which client id, and from which clock on, its author writes. */
  readonly client: number;
  readonly start: number;
  readonly update: Update;
}

/** The lists its structs are in, or the rule it breaks. Where neighbours stand is judged apart (neighbours.ts). */
export function placesOf(judged: Judged, root: Container): readonly List[] | UpdateVoid {
  const { update, client, start } = judged;
  if (update.client !== null && update.client !== client) return "ForeignClient";
  if (update.structs.length > 0 && update.structs[0]!.clock !== start) return "WrongClock";
  const lists: List[] = [];
  for (const struct of update.structs) {
    const list = listOf(struct, { judged, lists }, root);
    if (typeof list === "string") return list;
    const fault = misplaced(struct, list);
    if (fault !== null) return fault;
    lists.push(list);
  }
  if (!update.deletes.every((range) => exists(range, judged))) return "DeletesUnknown";
  return update.deletes.some((range) => cuts(range, { judged, lists })) ? "SplitsCharacter" : lists;
}

interface SoFar {
  readonly judged: Judged;
  readonly lists: readonly List[];
}

function listOf(struct: Struct, soFar: SoFar, root: Container): List | UpdateVoid {
  const { origin, rightOrigin, parent, key } = struct;
  if (parent !== null) {
    const container = parent === rootName ? root : typeof parent === "string" ? "ForeignRoot" : containerAt(parent, struct, soFar);
    return typeof container === "string" ? container : key === null ? container.children : container.attribute(key);
  }
  const left = origin === null ? null : found(origin, struct.clock, soFar);
  const right = rightOrigin === null ? null : found(rightOrigin, struct.clock, soFar);
  if (left === "UnknownPlace" || right === "UnknownPlace") return "UnknownPlace";
  if ((left !== null && isHalf(left, "first")) || (right !== null && isHalf(right, "second"))) return "SplitsCharacter";
  const { list } = (left ?? right)!;
  // Values of an attribute replace the one before; nothing is ever put between two.
  const apart = (left !== null && right !== null && left.list !== right.list) || (list.key !== null && right !== null);
  return apart ? "NotOneParent" : list;
}

/** What an id names. */
interface Found {
  readonly struct: Struct;
  readonly list: List;
  /** Within the struct. */
  readonly offset: number;
}

/** In an update the author had, or in this one before the clock `until`. */
function found(id: StructId, until: number, { judged, lists }: SoFar): Found | "UnknownPlace" {
  const { update, client, start, view } = judged;
  if (id.client === client && id.clock >= start) {
    if (id.clock >= until) return "UnknownPlace";
    const at = structAt({ update, start }, id.clock - start);
    const struct = update.structs[at]!;
    return { struct, list: lists[at]!, offset: id.clock - struct.clock };
  }
  const node = view.find(id);
  if (node === null) return "UnknownPlace";
  const clocks = id.clock - view.span(node).start;
  const at = structAt(node, clocks);
  const struct = node.update.structs[at]!;
  return { struct, list: node.lists[at]!, offset: clocks - (struct.clock - node.start) };
}

/** Of a character that takes two places. */
function isHalf({ struct: { content }, offset }: Found, half: "first" | "second"): boolean {
  if (content.is !== "text") return false;
  const unit = content.text.charCodeAt(offset);
  return half === "first" ? unit >= 0xd800 && unit < 0xdc00 : unit >= 0xdc00 && unit < 0xe000;
}

function cuts({ client, clock, length }: Range, soFar: SoFar): boolean {
  const first = found({ client, clock }, Infinity, soFar);
  const last = found({ client, clock: clock + length - 1 }, Infinity, soFar);
  return first !== "UnknownPlace" && last !== "UnknownPlace" && (isHalf(first, "second") || isHalf(last, "first"));
}

const containers = new WeakMap<Struct, Container>();

function containerAt(id: StructId, of: Struct, soFar: SoFar): Container | UpdateVoid {
  const there = found(id, of.clock, soFar);
  if (there === "UnknownPlace") return there;
  const { struct, list } = there;
  if (struct.content.is !== "element" && struct.content.is !== "textNode") return "NotOneParent";
  let container = containers.get(struct);
  if (container === undefined) containers.set(struct, (container = new Container(struct.content.is === "element" ? "element" : "text", list.of.depth + 1)));
  return container.depth > deepest ? "TooDeep" : container;
}

function misplaced({ content }: Struct, { of, key }: List): UpdateVoid | null {
  if (key !== null) return content.is === "value" ? null : "MisplacedContent";
  const isOfText = content.is === "text" || content.is === "mark";
  const isOfElement = content.is === "element" || content.is === "textNode";
  return (of.is === "text" ? isOfText : isOfElement) ? null : "MisplacedContent";
}

function exists({ client, clock, length }: Range, judged: Judged): boolean {
  const { structs } = judged.update;
  const last = structs[structs.length - 1];
  const end = client === judged.client && last !== undefined ? last.clock + last.length : judged.view.end(client);
  return length > 0 && clock + length <= end;
}

export const lengthOf = ({ structs }: Update): number => structs.reduce((sum, { length }) => sum + length, 0);

