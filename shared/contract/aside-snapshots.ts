/** What does not count, as places say it. */
import type { MemberRef } from "./member-ref.ts";

/** MEM-4, MEM-8, ID-4. Of a member, what in one place does not count: written after they were removed, after they left, or by a machine they had revoked. */
export interface AsideRow {
  readonly place: "discussions" | "documents" | "library" | "deeds" | "meetings" | "files";
  readonly member: MemberRef;
  readonly why: "removed" | "left" | "revoked";
  readonly count: number;
}
