/** Evidence as the page shows it. */
import { toHex } from "../../base/bytes.ts";
import type { EvidenceRow, EvidenceSnapshot, SignedThing } from "../../contract/evidence-snapshots.ts";
import { decodeHeader, entryIdOf } from "../../log/header.ts";
import { whyNot } from "../commands/membership.ts";
import { gatherEvidence, type Evidence, type Signed } from "../evidence.ts";
import type { GroupContext } from "../group-context.ts";

/** A member can break rules as often as they like. */
const most = 200;

export function evidenceSnapshot(context: GroupContext): EvidenceSnapshot {
  const all = gatherEvidence(context);
  return { rows: all.slice(0, most).map((one) => rowOf(context, one)), more: Math.max(0, all.length - most) };
}

function rowOf(context: GroupContext, { id, time, member, what, proven, proof, results }: Evidence): EvidenceRow {
  const mayPropose = member !== null && member !== context.group.me && whyNot(context, { kind: "expulsion", names: [member] }) === null;
  const things = proof.flatMap((one): SignedThing[] => signedThing(one, results) ?? []);
  return { id, time, who: member === null ? null : context.ref(member), what, proven, proof: things, mayPropose };
}

function signedThing({ header, signature }: Signed, results?: ReadonlyMap<string, string>): SignedThing[] | null {
  const decoded = decodeHeader(header);
  if (decoded === null) return null;
  const entry = entryIdOf(header);
  return [{ entry, device: decoded.device, seq: decoded.seq, time: decoded.time, header: toHex(header), signature: toHex(signature), result: results?.get(entry) ?? null }];
}
