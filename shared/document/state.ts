/**
 * DOC-6. The state of a document in one encoding, made of its updates alone: of each client all structs in their order,
 * keystrokes that follow one another joined, clients descending; then what is deleted, ranges that touch joined. Without
 * forks Yjs makes the same document of it as of the updates one by one, so whoever read them can say what it must be.
 */
import { idBytes, type EntryId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { labelledHash } from "../crypto/sodium.ts";
import type { Past } from "../log/past.ts";
import { compact, encodeSections, joinRanges, type Range, type Section } from "./update.ts";
import { inCanonicalOrder, type UpdateGraph, type UpdateNode } from "./update-graph.ts";

/** Null where a device forked in this past. */
export function stateAt(graph: UpdateGraph, past: Past): Uint8Array | null {
  const sections: Section[] = [];
  const deletes: Range[] = [];
  for (const device of graph.devices) {
    const nodes = graph.chainsOf(device).flatMap((chain) => graph.chain(chain).slice(0, past.count(chain)));
    nodes.sort(inCanonicalOrder);
    if (!isOneChain(nodes)) return null;
    for (const { update } of nodes) for (const range of update.deletes) deletes.push(range);
    const structs = nodes.flatMap(({ update }) => update.structs);
    if (structs.length > 0) sections.push({ client: nodes[0]!.client, structs: compact({ client: nodes[0]!.client, structs, deletes: [] }).structs });
  }
  sections.sort((a, b) => b.client - a.client);
  return encodeSections({ sections, deletes: joinRanges(deletes) });
}

const isOneChain = (nodes: readonly UpdateNode[]): boolean => nodes.every(({ before }, at) => before.length < 2 && before[0] === nodes[at - 1]);

export const hashOfState = (document: EntryId, state: Uint8Array): Uint8Array => labelledHash(labels.documentState, idBytes(document), state);

/** The key of the file that holds a state: everybody who came to the same state makes the same file, and can give it. */
export const keyOfState = (hash: Uint8Array): Uint8Array => labelledHash(labels.documentStateKey, hash);
