/** Evidence as the page shows it. */
import { toHex } from "../../base/bytes.ts";
import type { MemberId } from "../../base/ids.ts";
import type { EvidenceRow, EvidenceSnapshot, SignedThing } from "../../contract/evidence-snapshots.ts";
import { decodeHeader, entryIdOf } from "../../log/header.ts";
import { whyNot } from "../commands/membership.ts";
import { gatherEvidence, type Evidence, type Signed } from "../evidence.ts";
import type { GroupContext } from "../group-context.ts";

/** A member can break rules as often as they like. */
const most = 200;

export function evidenceSnapshot(context: GroupContext): EvidenceSnapshot {
  const all = gatherEvidence(context);
  const shown = all.slice(0, most);
  const others = [...new Set(shown.map(({ member }) => member))].filter((member) => member !== null && member !== context.group.me) as MemberId[];
  const expellable = new Set(others.filter((member) => whyNot(context, { kind: "expulsion", names: [member] }) === null));
  return { rows: shown.map((one) => rowOf(context, one, expellable)), more: Math.max(0, all.length - most) };
}

function rowOf(context: GroupContext, { id, time, member, what, proven, proof, results }: Evidence, expellable: ReadonlySet<MemberId>): EvidenceRow {
  const things = proof.flatMap((one): SignedThing[] => signedThing(one, results) ?? []);
  return { id, time, who: member === null ? null : context.ref(member), what, proven, proof: things, mayPropose: member !== null && expellable.has(member) };
}

function signedThing({ header, signature }: Signed, results?: ReadonlyMap<string, string>): SignedThing[] | null {
  const decoded = decodeHeader(header);
  if (decoded === null) return null;
  const entry = entryIdOf(header);
  return [{ entry, device: decoded.device, seq: decoded.seq, time: decoded.time, header: toHex(header), signature: toHex(signature), result: results?.get(entry) ?? null }];
}
