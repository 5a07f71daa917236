/** KEY-4. What is said where a list or a discussion lacks what was written before this member joined. */
import { useTranslation } from "react-i18next";
import { useWhen } from "../design/Time.tsx";
import { useParts } from "../engine/snapshot.ts";
import type { GroupSnapshot } from "../../shared/contract/snapshots.ts";

/** Null where nothing was, or where it is theirs to read. `begun`: when what is discussed was. */
export function useBeforeYou(group: string, begun = 0): string | null {
  const { t } = useTranslation("app");
  const when = useWhen();
  const from = useParts({ query: "group", group }, readsFrom)?.readsFrom ?? null;
  return from === null || begun >= from ? null : t("beforeYou", { date: when.date(from) });
}

const readsFrom = ({ readsFrom: from }: GroupSnapshot) => ({ readsFrom: from });
