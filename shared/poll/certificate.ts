/**
 * POLL-5. What the attestations of a motion amount to: counted by k, provisional, certified or contradicted. Asked of
 * everything heard, or of the past of one act: an entry that relies on a certificate has it in its past (MEM-7).
 */
import type { EntryId, MemberId } from "../base/ids.ts";
import type { Past } from "../log/past.ts";
import { doubleAttesters, type By, type MotionView } from "./motion-view.ts";
import type { Hash } from "./records.ts";

/** One result in one round and who attested it. */
export interface Support {
  readonly round: number;
  readonly result: Hash;
  readonly adopted: boolean;
  readonly option: number | null;
  /** Ascending. */
  readonly by: readonly MemberId[];
  /** The attestations, ascending. */
  readonly attestations: readonly EntryId[];
  /** The close counted by the attestation with the lowest id. */
  readonly close: EntryId;
}

export type Certification =
  /** Nobody has attested. */
  | { readonly is: "none" }
  /** The result most members attested, of fewer than half of them. */
  | ({ readonly is: "counted" } & Support)
  /** Of a majority; may change, binds nothing irreversible. */
  | ({ readonly is: "provisional" } & Support)
  | ({ readonly is: "certified" } & Support)
  /** Two results of the highest certified round have q attestations: binds neither. */
  | { readonly is: "contradicted"; readonly round: number; readonly results: readonly Support[]; readonly doubleAttesters: readonly MemberId[] };

/** Of everything heard, by the version of the view: drivers and pages ask it of every motion whenever anything comes. */
const now = new WeakMap<MotionView, { readonly version: number; readonly is: Certification }>();

/** Judged from the acts in `past`; null: from everything heard. */
export function certificateIn(view: MotionView, past: Past | null): Certification {
  if (past !== null) return certify(view, past);
  let known = now.get(view);
  if (known?.version !== view.version) now.set(view, (known = { version: view.version, is: certify(view, null) }));
  return known.is;
}

function certify(view: MotionView, past: Past | null): Certification {
  let leading: Support | null = null;
  for (const round of view.rounds) {
    const heard = view.attestationsIn(round).filter(({ act }) => past === null || past.has(act));
    const supports = supportsOf(round, heard);
    const certified = supports.filter(({ by }) => by.length >= view.q);
    if (certified.length === 1) return { is: "certified", ...certified[0]! };
    if (certified.length > 1) return { is: "contradicted", round, results: certified, doubleAttesters: [...doubleAttesters(heard)].sort() };
    const most = supports[0];
    if (most !== undefined && (leading === null || most.by.length > leading.by.length)) leading = most;
  }
  if (leading === null) return { is: "none" };
  return { is: 2 * leading.by.length > view.roll.size ? "provisional" : "counted", ...leading };
}

/** Every result of every round that q members attested in that past, binding or not, highest round first. */
export function certifiedIn(view: MotionView, past: Past | null): readonly Support[] {
  if (past !== null && !past.has(view.motion)) return [];
  return view.rounds.flatMap((round) => {
    const all = view.attestationsIn(round);
    if (all.length < view.q) return [];
    const heard = past === null ? all : all.filter(({ act }) => past.has(act));
    return heard.length < view.q ? [] : supportsOf(round, heard).filter(({ by }) => by.length >= view.q);
  });
}

/**
 * Rounds in which another result had q attestations than the one that stands, or than those that contradict each other, ascending.
 * Some member attested twice in them (decision 138).
 */
export function replacedRounds(view: MotionView): readonly number[] {
  const stands = certificateIn(view, null);
  if (stands.is !== "certified" && stands.is !== "contradicted") return [];
  const result = stands.is === "certified" ? stands.result : null;
  const others = certifiedIn(view, null).filter((one) => one.round < stands.round && one.result !== result);
  return [...new Set(others.map(({ round }) => round))].sort((a, b) => a - b);
}

/** The results attested in a round, most attesters first, then lower hash. */
function supportsOf(round: number, attestations: readonly By<"attest">[]): Support[] {
  const byResult = new Map<Hash, By<"attest">[]>();
  for (const one of attestations) {
    const same = byResult.get(one.act.record.result);
    if (same === undefined) byResult.set(one.act.record.result, [one]);
    else same.push(one);
  }
  const supports = [...byResult].map(([result, of]): Support => {
    const sorted = of.toSorted((a, b) => (a.act.id < b.act.id ? -1 : 1));
    const { adopted, option, close } = sorted[0]!.act.record;
    return {
      round,
      result,
      adopted,
      option,
      close,
      by: [...new Set(of.map(({ member }) => member))].sort(),
      attestations: sorted.map(({ act }) => act.id),
    };
  });
  return supports.sort((a, b) => b.by.length - a.by.length || (a.result < b.result ? -1 : 1));
}
