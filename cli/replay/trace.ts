/**
 * Recorded editing, as josephg/editing-traces publishes it: of one writer, or of several who wrote at the same time.
 * Positions are Unicode code points. https://github.com/josephg/editing-traces
 */
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { fromUtf8 } from "../../shared/base/bytes.ts";
import { mib } from "../../shared/base/units.ts";
import { Refused } from "../command.ts";

/** At a position, so many characters are deleted and a text is inserted. */
export interface Patch {
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

export interface Transaction {
  readonly agent: number;
  /** Places, in the list, of the transactions whose merged state it changes; none for the first. */
  readonly parents: readonly number[];
  readonly patches: readonly Patch[];
}

export interface Trace {
  readonly agents: number;
  readonly transactions: readonly Transaction[];
  readonly endContent: string;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Some traces add a time to each patch. */
const patches = v.array(v.pipe(v.looseTuple([whole, whole, v.string()]), v.transform(([at, deleted, inserted]): Patch => ({ at, deleted, inserted }))));
const sequential = v.object({ startContent: v.optional(v.string(), ""), endContent: v.string(), txns: v.array(v.object({ patches })) });
const concurrent = v.object({
  kind: v.literal("concurrent"),
  endContent: v.string(),
  numAgents: v.pipe(whole, v.minValue(1), v.maxValue(1000)),
  txns: v.array(v.object({ parents: v.array(whole), agent: whole, patches })),
});

/** Of JSON, plain or gzipped. */
export function readTrace(bytes: Uint8Array): Trace {
  const value = parsed(unpacked(bytes));
  const several = v.safeParse(concurrent, value);
  if (several.success) return checked({ agents: several.output.numAgents, transactions: several.output.txns, endContent: several.output.endContent });
  const one = v.safeParse(sequential, value);
  if (!one.success) throw new Refused("This file is no editing trace: it has no transactions of patches, or some of them are not as they must be.");
  const { startContent, txns, endContent } = one.output;
  const begun = startContent === "" ? [] : [{ at: 0, deleted: 0, inserted: startContent }];
  return { agents: 1, endContent, transactions: txns.map((each, i) => ({ agent: 0, parents: i === 0 ? [] : [i - 1], patches: i === 0 ? [...begun, ...each.patches] : each.patches })) };
}

function unpacked(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mib(512) });
  } catch {
    throw new Refused("This file cannot be unpacked: it is damaged or too large.");
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(bytes) ?? "");
  } catch {
    throw new Refused("This file is no editing trace: it is not JSON.");
  }
}

/** Parents come before; each agent goes on from where it was. */
function checked(trace: Trace): Trace {
  for (const [i, { agent, parents }] of trace.transactions.entries()) {
    if (agent >= trace.agents) throw new Refused(`Transaction ${i} is of agent ${agent}, and there are ${trace.agents}.`);
    if (parents.some((parent) => parent >= i)) throw new Refused(`Transaction ${i} follows one that comes after it.`);
    if (parents.length === 0 && i > 0) throw new Refused(`Transaction ${i} follows nothing; only the first may.`);
  }
  return trace;
}
