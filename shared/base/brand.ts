/** Nominal typing: a `Brand<string, "MotionId">` cannot be given where another string is asked for. */
declare const brand: unique symbol;
export type Brand<T, B extends string> = T & { readonly [brand]: B };
