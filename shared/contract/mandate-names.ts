/** Words of mandates that commands, snapshots and reports share (MAN-1, MAN-6). */
export const mandateActNames = ["speak", "sign", "negotiate", "spend", "count"] as const;
export type MandateActName = (typeof mandateActNames)[number];

/** "gone": left, expelled, or suspended. */
export type MandateEnd = "recall" | "lapse" | "resignation" | "replacement" | "gone";

/** MAN-9. What a record shows of an office. */
export interface RecordMandate {
  /** The motion that made the office. */
  readonly office: string;
  readonly title: string;
  readonly scope: string;
  readonly acts: readonly MandateActName[];
  /** Two certificates that do not know each other: nobody holds it. */
  readonly disputed: boolean;
  readonly holders: readonly { readonly id: string; readonly name: string; readonly devices: readonly string[] }[];
  readonly ended: readonly { readonly id: string; readonly name: string; readonly by: MandateEnd; readonly time: number }[];
  /** What was decided about the office, as entries: of two files the one that has all of the other's and more is newer. */
  readonly decided: readonly string[];
  /** When the newest of it was written, as its author's machine says. */
  readonly asOf: number;
}
