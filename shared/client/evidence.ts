/**
 * LOG-7, LOG-8, POLL-2, POLL-5. What can be shown of members who broke a rule. Proven is what their own machine signed: two headers
 * for one place, two ballots or two results, an act that breaks a rule. What stands by a later signature alone is not.
 */
import type { DeviceId, EntryId, MemberId } from "../base/ids.ts";
import { forkProofCodec } from "../governance/records.ts";
import { signedBy, type Entry } from "../log/entry.ts";
import { decodeHeader, entryIdOf } from "../log/header.ts";
import { shownCount } from "../record/motion-state.ts";
import type { EvidenceRow, ProvenDeed } from "../contract/evidence-snapshots.ts";
import { signedPair } from "./fork-evidence.ts";
import type { GroupContext } from "./group-context.ts";

/** A header with the signature below it. */
export interface Signed {
  readonly header: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Evidence<What = EvidenceRow["what"]> {
  readonly id: string;
  readonly time: number;
  readonly member: MemberId | null;
  readonly what: What;
  readonly proven: boolean;
  readonly proof: readonly Signed[];
  /** Of two attestations, the result each signs. */
  readonly results?: ReadonlyMap<string, string>;
}

/** What somebody signed twice, whom it is of known. */
export type Contradiction = Evidence<ProvenDeed> & {
  readonly member: MemberId;
  /** Stays the same when more of it is heard: the machine that forked, or the first ballot or attestation. */
  readonly of: EntryId;
};

/** Newest first. The same on every machine that heard the same, in whatever order. */
export function gatherEvidence(context: GroupContext): readonly Evidence[] {
  return [...forks(context), ...signedTwice(context), ...refusals(context)].sort((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1));
}

/** In no order. */
export const contradictions = (context: GroupContext): readonly Contradiction[] =>
  [...forks(context), ...signedTwice(context)].flatMap((one) => (one.member === null ? [] : [{ ...one, member: one.member }]));

type Proven = Evidence<ProvenDeed> & Pick<Contradiction, "of">;

/** One for each machine: at the first place where its log splits, as far as known. */
function forks({ group, governance }: GroupContext): readonly Proven[] {
  const { fold } = group;
  const first = new Map<DeviceId, { readonly seq: number; readonly proof: readonly Signed[] }>();
  const take = (device: DeviceId, seq: number, proof: readonly Signed[] | null): void => {
    const known = first.get(device);
    if (proof !== null && (known === undefined || seq < known.seq)) first.set(device, { seq, proof });
  };
  for (const { act, device, seq } of governance.forks) {
    const entry = fold.log.get(act.id);
    const record = entry === undefined ? null : fold.recordOf(entry);
    const pair = record === null ? null : forkProofCodec.decode(record);
    take(device, seq, pair === null ? null : [pair.first, pair.second]);
  }
  for (const fork of fold.forks) take(fork.device, fork.seq, signedPair(fold, fork.entries));
  return [...first].map(([device, { proof }]) => {
    const ids = proof.map(({ header }) => entryIdOf(header)).sort();
    return { id: `fork-${ids[0]}`, time: Math.max(...proof.map(timeOf)), member: governance.memberOf(device)?.id ?? null, what: { is: "forked" }, proven: true, proof, of: device as string as EntryId };
  });
}

/** Two ballots of one member that do not know each other, two results that one member signed in one round. */
function signedTwice(context: GroupContext): readonly Proven[] {
  const { log } = context.group;
  const out: Proven[] = [];
  const add = (is: "votedTwice" | "attestedTwice", motion: string, title: string, member: MemberId, entries: readonly EntryId[], results: ReadonlyMap<string, string> = new Map()): void => {
    const [one, other] = [...entries].sort();
    const proof = [one, other].flatMap((id) => (id === undefined ? [] : (log.get(id) ?? [])));
    if (one !== undefined && proof.length === 2) out.push({ of: one, id: `${is}-${one}`, time: Math.max(...proof.map(timeOf)), member, what: { is, motion, title }, proven: true, proof, results });
  };
  for (const motion of context.motions) {
    const { view } = motion;
    const { title } = view.motion.record;
    const conflicting = new Map<MemberId, EntryId[]>();
    for (const { member, ballot, reason } of shownCount(motion).excluded) {
      if (reason === "conflict") conflicting.set(member, [...(conflicting.get(member) ?? []), ballot]);
    }
    for (const [member, ballots] of conflicting) add("votedTwice", view.id, title, member, ballots);
    for (const round of view.rounds) {
      const signed = new Map<MemberId, Map<string, EntryId>>();
      for (const { act, member } of view.attestationsIn(round)) {
        const results = signed.get(member) ?? new Map<string, EntryId>();
        const known = results.get(act.record.result);
        if (known === undefined || act.id < known) results.set(act.record.result, act.id);
        signed.set(member, results);
      }
      for (const [member, results] of signed) if (results.size > 1) add("attestedTwice", view.id, title, member, [...results.values()], new Map([...results].map(([result, id]) => [id as string, result])));
    }
  }
  return out;
}

/** LOG-8. Entries that broke a rule. */
function refusals({ group, governance }: GroupContext): readonly Evidence[] {
  const { log, fold } = group;
  const one = (entry: Entry, reason: string): Evidence => {
    const member = governance.memberOf(entry.decoded.device);
    const publicKey = governance.publicKeyOf(entry.decoded.device);
    return {
      id: `refused-${entry.id}`,
      time: entry.decoded.time,
      member: member?.id ?? null,
      what: { is: "refused", reason },
      get proven() {
        return publicKey !== null && isSigned(entry, publicKey);
      },
      proof: [entry],
    };
  };
  const placed = [...fold.voids].flatMap(([id, reason]) => {
    const entry = log.get(id);
    return entry === undefined ? [] : [one(entry, reason)];
  });
  return [...[...log.rejected.values()].map((entry) => one(entry, entry.reason)), ...placed];
}

/** A member can break rules by the thousand: each signature is checked when it is shown, and once. */
const checked = new WeakMap<Entry, boolean>();

function isSigned(entry: Entry, publicKey: Uint8Array): boolean {
  let known = checked.get(entry);
  if (known === undefined) checked.set(entry, (known = signedBy(entry, publicKey)));
  return known;
}

const timeOf = ({ header }: Signed): number => decodeHeader(header)?.time ?? 0;
