/** POLL-5. Who counted alike: what the attestations of a motion amount to. */
import type { Past, Placed } from "./graph.ts";

/** As much of an attestation as tells who signed what. */
interface Signed {
  readonly act: Placed;
  readonly member: string;
  readonly record: { readonly round: number; readonly result: string; readonly adopted: boolean; readonly close: string };
}

/** One result of a round and whoever attested it. */
export interface Support<A extends Signed = Signed> {
  readonly round: number;
  readonly result: string;
  readonly adopted: boolean;
  readonly by: readonly string[];
  readonly close: string;
  readonly attestations: readonly A[];
}

export type Certificate =
  | { readonly is: "none" }
  | ({ readonly is: "counted" | "provisional" | "certified" } & Support)
  | { readonly is: "contradicted"; readonly doubleAttesters: readonly string[] };

/** Of these attestations, by a roll of so many. */
export function certificateOf(attestations: readonly Signed[], q: number, roll: number): Certificate {
  let leading: Support | null = null;
  for (const round of roundsOf(attestations)) {
    const of = attestations.filter(({ record }) => record.round === round);
    const supports = supportsOf(round, of);
    const enough = supports.filter(({ by }) => by.length >= q);
    if (enough.length === 1) return { is: "certified", ...enough[0]! };
    if (enough.length > 1) return { is: "contradicted", doubleAttesters: [...attestedTwice(of)].sort() };
    const [most] = supports;
    if (most !== undefined && (leading === null || most.by.length > leading.by.length)) leading = most;
  }
  if (leading === null) return { is: "none" };
  return { is: 2 * leading.by.length > roll ? "provisional" : "counted", ...leading };
}

/** Every result that so many attested in some round, whether it binds or not. */
export const supportsWith = (attestations: readonly Signed[], q: number): readonly Support[] =>
  attestations.length < q ? [] : roundsOf(attestations).flatMap((round) => supportsOf(round, attestations.filter(({ record }) => record.round === round)).filter(({ by }) => by.length >= q));

const roundsOf = (attestations: readonly Signed[]): number[] => [...new Set(attestations.map(({ record }) => record.round))].sort((a, b) => b - a);

/** Results of a round with their attesters; those with most first, then the lower hash. */
function supportsOf(round: number, attestations: readonly Signed[]): Support[] {
  const supports = [...new Set(attestations.map(({ record }) => record.result))].map((result): Support => {
    const of = attestations.filter(({ record }) => record.result === result).sort((a, b) => (a.act.id < b.act.id ? -1 : 1));
    const { adopted, close } = of[0]!.record;
    return { round, result, adopted, close, by: [...new Set(of.map(({ member }) => member))].sort(), attestations: of };
  });
  return supports.sort((a, b) => b.by.length - a.by.length || (a.result < b.result ? -1 : 1));
}

/** Members who attested two results in one round. */
export function attestedTwice(attestations: readonly Signed[]): ReadonlySet<string> {
  const differs = (a: Signed, b: Signed): boolean => a.member === b.member && a.record.round === b.record.round && a.record.result !== b.record.result;
  return new Set(attestations.filter((a) => attestations.some((b) => differs(a, b))).map(({ member }) => member));
}

interface Attested {
  certificateIn(past: Past): Certificate;
}

/** The result that binds is to adopt. */
export function isAdopted(motion: Attested, past: Past): boolean {
  const certificate = motion.certificateIn(past);
  return certificate.is === "certified" && certificate.adopted;
}
