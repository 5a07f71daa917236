/** POLL-11. The record of a sheet: who voted how on paper or by a show of hands, by name, as one teller says. */
import type { CborValue } from "../base/cbor.ts";
import type { MemberId, MotionId } from "../base/ids.ts";
import { limits } from "../base/limits.ts";
import { fields, id, list, nullable, record, type Field, type RecordCodec } from "../base/record.ts";
import type { Choice } from "../tally/choice.ts";
import { choiceField } from "./choice-field.ts";

export interface SheetLine {
  readonly member: MemberId;
  /** Null: the teller says that this member gave none. */
  readonly choice: Choice | null;
}

export interface Sheet {
  readonly motion: MotionId;
  /** Ascending by member, each once. */
  readonly lines: readonly SheetLine[];
}

const someLines = list(fields<SheetLine>({ member: [1, id<MemberId>()], choice: [2, nullable(choiceField)] }), limits.roll);
const lines: Field<readonly SheetLine[]> = {
  write: (v) => someLines.write(v),
  read(value: CborValue) {
    const read = someLines.read(value);
    return read?.every(({ member }, at) => at === 0 || read[at - 1]!.member < member) === true ? read : undefined;
  },
};

export const sheetCodec: RecordCodec<Sheet> = record<Sheet>({ motion: [1, id<MotionId>()], lines: [2, lines] });
