/** How far what is written in a document has come. */
import { useParts } from "../../engine/snapshot.ts";

interface Reach {
  /** How many other members' machines hold everything written here; null when nothing was. */
  readonly reachedMembers: number | null;
  /** No other member is reached: what is written joins theirs at the next contact. */
  readonly apart: boolean;
}

export function useReach(group: string, document: string): Reach {
  const written = useParts({ query: "document", group, document }, ({ reachedMembers }) => ({ reachedMembers }));
  const about = useParts({ query: "group", group }, ({ foot }) => ({ apart: foot.reached === 0 }));
  return { reachedMembers: written?.reachedMembers ?? null, apart: about?.apart ?? false };
}
