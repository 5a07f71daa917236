/** What commands are made of. Times are ms since 1970; durations ms. Limits of texts, in UTF-8 bytes, are checked by the engine (ENC-5). */
import * as v from "valibot";

export const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const text = v.string();
export const bytes = v.custom<Uint8Array>((given) => given instanceof Uint8Array);
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Files that were read in and go with a text. */
export const uploads = v.optional(v.array(text));
export const fraction = v.strictObject({
  numerator: v.pipe(v.number(), v.integer(), v.minValue(0)),
  denominator: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** True: more than; false: at least. */
  strict: v.boolean(),
});
