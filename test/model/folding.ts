/** What a machine makes of the acts of a village, in any order. */
import type { EntryId, GroupId, Kid } from "../../shared/base/ids.ts";
import type { SigningKeys } from "../../shared/crypto/sodium.ts";
import { Assembly, type ActVoid } from "../../shared/governance/assembly.ts";
import type { Kind } from "../../shared/log/kind.ts";
import type { Placed } from "../../shared/log/log.ts";
import { ActGraph, type SentAct } from "../sim/act-graph.ts";
import type { Seeded } from "../sim/seeded.ts";

export interface Payload {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly kid: Kid;
}
export type Sent = SentAct<Payload>;

/** Writes an act down and answers its id. */
export type Pen = (act: Omit<Sent, "id">, by: { readonly group: GroupId; readonly prev: EntryId | null; readonly signer: SigningKeys; readonly key: Uint8Array | null }) => EntryId;

/** As the engine's fold takes an act (group-fold.ts). */
export function judge(assembly: Assembly, graph: ActGraph<Payload>, sent: Sent): ActVoid | null {
  const act = graph.place(sent)!;
  const { kind, kid, bytes } = sent.record;
  const entry = { id: sent.id, decoded: { kind, kid, device: sent.device, seq: sent.seq, lamport: sent.lamport, time: 0 }, act } as unknown as Placed;
  if (assembly.isUnderOtherKey(entry)) {
    assembly.addUnreadable(entry);
    return "OtherKey";
  }
  if (assembly.isAcknowledgement(entry)) {
    assembly.addUnreadable(entry);
    return null;
  }
  return assembly.add(entry, bytes);
}

/** What a machine makes of these acts, delivered in some order. */
export function foldInOrder(group: GroupId, acts: readonly Sent[], random: Seeded): Assembly {
  const assembly = new Assembly(group);
  const graph = new ActGraph<Payload>();
  for (let waiting = random.shuffled(acts); waiting.length > 0; ) {
    const before = waiting.length;
    waiting = waiting.filter((sent) => {
      if (!sent.gov.every((id) => graph.get(id) !== undefined)) return true;
      judge(assembly, graph, sent);
      return false;
    });
    if (waiting.length === before) throw new Error("acts without their past");
  }
  return assembly;
}

/** The same in the order given, each after its past. */
export function fold(group: GroupId, acts: readonly Sent[]): Assembly {
  const assembly = new Assembly(group);
  const graph = new ActGraph<Payload>();
  for (const sent of acts) judge(assembly, graph, sent);
  return assembly;
}
