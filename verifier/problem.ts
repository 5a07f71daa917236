/** What may be wrong with a record. */
export type Problem =
  | { readonly kind: "NotARecord" }
  | { readonly kind: "NewerVersion" }
  /** More entries than this page looks at. */
  | { readonly kind: "TooLong"; readonly entries: number }
  | { readonly kind: "NotCanonical"; readonly at: string }
  | { readonly kind: "WrongGroup"; readonly stated: string }
  | { readonly kind: "BadEntry"; readonly at: number; readonly reason: string }
  | { readonly kind: "MissingEntry"; readonly id: string }
  | { readonly kind: "WrongResult"; readonly stated: string; readonly counted: string }
  | { readonly kind: "NotEnoughAttestations"; readonly have: number; readonly needed: number }
  | { readonly kind: "WrongStatement"; readonly stated: string; readonly counted: string }
  | { readonly kind: "ExtraData"; readonly at: string };
