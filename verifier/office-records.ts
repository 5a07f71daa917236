/** MAN-1…9. What motions and members say of offices: the records, and what is wrong with one by itself. */
import { fraction } from "./bylaws.ts";
import type { Value } from "./cbor.ts";
import type { Method } from "./methods.ts";
import { bool, bytes, id, ids, list, map, one, orNull, text, whole, type Of, type Shape } from "./shapes.ts";

/** What a delegate may do. */
export const deeds = ["speak", "sign", "negotiate", "spend", "count"] as const;
export type DeedName = (typeof deeds)[number];

const deed = one(...deeds);
const allowed: Shape<readonly DeedName[]> = (v) => (Array.isArray(v) && (v as readonly Value[]).every((n, i) => i === 0 || Number((v as readonly Value[])[i - 1]) < Number(n)) ? list(deed, deeds.length)(v) : undefined);
const people: Shape<readonly string[]> = (v) => (Array.isArray(v) && v.length === 0 ? undefined : list(id, 50)(v));

const termsShape = map({
  title: [1, text(200)], scope: [2, text(10_000)], instructions: [3, text(10_000)], constituents: [4, ids(20_000)], seats: [5, whole(1, 50)], acts: [6, allowed], floor: [7, fraction], lapses: [8, bool], renewal: [9, whole(1, 3650), "mayBeAbsent"],
});
type AllTerms = Of<typeof termsShape>;
export type Terms = Omit<AllTerms, "renewal"> & { readonly renewal?: number };

export interface Matter {
  /** Absent where the motion makes the office. */
  readonly office?: string;
  /** Of what gives it. */
  readonly terms?: Terms;
  readonly nominees?: readonly string[];
  /** Of a recall: the certificate it ends. */
  readonly ends?: string;
}
const anyMatter = map({ office: [1, id, "mayBeAbsent"], terms: [2, termsShape as Shape<Terms>, "mayBeAbsent"], nominees: [3, people, "mayBeAbsent"], ends: [4, id, "mayBeAbsent"] }) as Shape<Matter>;
export const matterShape: Shape<Matter> = (v) => {
  const matter = anyMatter(v);
  return matter !== undefined && (matter.terms === undefined) !== (matter.ends === undefined) ? matter : undefined;
};

const recallOf = map({ mandate: [1, id], member: [2, id] });
export const nominationShape = map({ office: [1, id], member: [2, id], stands: [3, bool] });
export const supportShape = map({ office: [1, id], members: [2, ids(50)] });
export const petitionShape = map({ office: [1, id], recall: [2, orNull(recallOf)], text: [3, text(10_000)], signs: [4, bool] });
export const deedShape = map({ mandate: [1, id], act: [2, deed], text: [3, text(10_000)] });
export const lapseShape = map({ mandate: [1, id], member: [2, id] });
export const presentationShape = map({ file: [1, bytes(0, 256_000)], bearer: [2, orNull(map({ device: [1, bytes(32)], signature: [2, bytes(64)] }))] });

/** A motion, as far as its office goes. */
interface About {
  readonly kind: string;
  readonly method: Method;
  readonly names: readonly string[];
  readonly options: readonly unknown[];
  readonly seats?: number;
  readonly mandate?: Matter;
}

/** MAN-1. Whether those who vote say of each nominee what they think, or of all at once; null: nobody is elected so. */
export function votesOn(method: Method): "each" | "all" | null {
  if (method === "yes-no-abstain" || method === "consensus") return "all";
  return ["approval", "score", "schulze", "irv", "stv-scottish", "stv-meek", "lots"].includes(method) ? "each" : null;
}

export function faultOfMatter({ kind, method, names, options, seats = 1, mandate }: About): string | null {
  if (kind !== "mandate" && kind !== "recall") return mandate === undefined ? null : "WrongMandate";
  if (mandate === undefined) return "WrongMandate";
  const { office, terms, nominees = [] } = mandate;
  if (kind === "recall") return terms === undefined && mandate.nominees === undefined && office !== undefined ? null : "WrongMandate";
  const on = votesOn(method);
  if (terms === undefined || terms.title === "" || names.length > 0 || on === null || new Set(nominees).size < nominees.length) return "WrongMandate";
  const [lines, places] = on === "each" ? [nominees.length, seats] : [0, nominees.length];
  return options.length === lines && places <= terms.seats ? null : "WrongMandate";
}
