/** What entries cost of the credit: their own bytes. */
import type { RawEntry } from "../log/entry.ts";

export const weightOf = ({ header, payload }: Pick<RawEntry, "header" | "payload">): number => header.length + 64 + payload.length;

export const weightOfAll = (entries: readonly Pick<RawEntry, "header" | "payload">[]): number => entries.reduce((sum, entry) => sum + weightOf(entry), 0);
