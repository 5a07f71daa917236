/** Which transactions of a trace become one entry: what one agent wrote in one go, as in two seconds, till another went on from it. */
import type { Trace } from "./trace.ts";

export interface Batch {
  readonly agent: number;
  /** Places of batches, all before this one. */
  readonly parents: readonly number[];
  /** Places of transactions. */
  readonly transactions: readonly number[];
}

/** About what is typed in two seconds. */
const mostInBatch = 20;

export function batchesOf({ transactions }: Trace): readonly Batch[] {
  const handedOn = new Set<number>();
  for (const { agent, parents } of transactions) for (const parent of parents) if (transactions[parent]!.agent !== agent) handedOn.add(parent);
  const batches: { agent: number; parents: number[]; transactions: number[] }[] = [];
  const batchOf: number[] = [];
  const open = new Map<number, number>();
  for (const [i, { agent, parents }] of transactions.entries()) {
    const [parent, ...others] = parents;
    const at = open.get(agent);
    const last = at === undefined ? undefined : batches[at]!.transactions.at(-1);
    const goesOn = at !== undefined && others.length === 0 && parent === last && !handedOn.has(parent!) && batches[at]!.transactions.length < mostInBatch;
    if (goesOn) batches[at]!.transactions.push(i);
    else open.set(agent, batches.push({ agent, parents: [...new Set(parents.map((p) => batchOf[p]!))], transactions: [i] }) - 1);
    batchOf[i] = open.get(agent)!;
  }
  return batches;
}
