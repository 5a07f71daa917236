/** Who belongs to the group, and since when others do not. */
import type { MemberRow } from "../../../shared/contract/snapshots.ts";

/** MEM-6. Who belongs. */
export const isHere = ({ standing }: MemberRow): boolean => standing === "active" || standing === "suspended";

/** When a member went, as far as it has a time. */
export const goneSince = ({ leftAt, removals, joined }: MemberRow): number => leftAt ?? removals[0]?.time ?? joined;
