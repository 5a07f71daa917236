/**
 * A document may hold what this editor never writes: a member can send any tree that DOC-3 lets through, and two honest
 * edits can leave a list without items. The binding would delete the whole paragraph around what it cannot show, in the
 * name of whoever looks at it. So the schema it asks repairs instead: what does not belong is passed over, what is
 * missing is filled in, and the words of others stay.
 */
import { Fragment, type Attrs, type Mark, type Node, type NodeType, type Schema } from "@tiptap/pm/model";

export function makeTolerant(schema: Schema): void {
  const { text, mark } = schema;
  schema.node = (type, attrs, content, marks) => {
    const known = typeof type === "string" ? schema.nodes[type] : type;
    return known === undefined ? nodeType(schema, "foreign").create() : repaired(known, attrs, childrenOf(content), marks);
  };
  schema.text = (words: unknown, marks) => text.call(schema, typeof words === "string" ? words : "\uFFFC", marks);
  schema.mark = (type, attrs) => mark.call(schema, typeof type === "string" && !(type in schema.marks) ? "unknown" : type, attrs);
  for (const cell of ["tableCell", "tableHeader"]) oneByOne(nodeType(schema, cell));
}

function nodeType(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name];
  if (type === undefined) throw new RangeError(`no such node: ${name}`);
  return type;
}

type Content = Parameters<Schema["node"]>[2];

function childrenOf(content: Content): readonly Node[] {
  if (content === null || content === undefined) return [];
  if (content instanceof Fragment) return content.content;
  return Array.isArray(content) ? (content as readonly Node[]) : [content as Node];
}

function repaired(type: NodeType, attrs: Attrs | null | undefined, children: readonly Node[], marks?: readonly Mark[]): Node {
  const whole = Fragment.fromArray([...children]);
  if (type.validContent(whole)) return type.create(attrs, whole, marks);
  let match = type.contentMatch;
  const kept: Node[] = [];
  for (const child of children) {
    const next = match.matchType(child.type);
    if (next === null) continue;
    kept.push(child.mark(child.marks.filter((each) => type.allowsMarkType(each.type))));
    match = next;
  }
  const rest = match.fillBefore(Fragment.empty, true);
  return type.createChecked(attrs, Fragment.fromArray(kept).append(rest ?? Fragment.empty), marks);
}

/** A cell that says it is a million wide would have the table drawn so. Cells are not merged here, so each is one by one. */
function oneByOne(type: NodeType): void {
  const compute = (type as unknown as Computing).computeAttrs;
  (type as unknown as Computing).computeAttrs = (attrs) => compute.call(type, attrs === null ? null : { ...attrs, colspan: 1, rowspan: 1, colwidth: null });
}

/** How ProseMirror makes the attributes of a node, wherever it comes from. */
interface Computing {
  computeAttrs(attrs: Attrs | null): Attrs;
}
