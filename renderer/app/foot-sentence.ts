/**
 * The foot is the only truth about the network, in this order: who is reachable, what is still missing, for whom a relay
 * keeps what is here, who was last heard from longest ago. It counts other members. "Everything they have is here" only when each of the connected has said so.
 */
import { useTranslation } from "react-i18next";
import { useWhen } from "../design/Time.tsx";
import type { FootSnapshot, HistorySnapshot } from "../../shared/contract/snapshots.ts";

export interface FootWords {
  readonly clauses: readonly string[];
  /** Changes only when a clause changes its meaning, not its minutes. */
  readonly meaning: string;
  /** How much of a long history has come, while it comes. */
  readonly history: HistorySnapshot | null;
}

export function useFootWords(): (foot: FootSnapshot) => FootWords {
  const { t } = useTranslation("app");
  const when = useWhen();
  return (foot) => {
    const clauses = [reachable(foot)];
    const { history } = foot;
    if (history !== null) clauses.push(t(history.newest ? "foot.historyNewest" : "foot.history", { here: history.here, count: history.of }));
    else if (foot.coming > 0) clauses.push(t("foot.coming", { count: foot.coming }));
    else if (foot.waiting > 0) clauses.push(t("foot.waiting", { count: foot.waiting }));
    else if (foot.reached > 0 && foot.allHere) clauses.push(t("foot.allHere"));
    if (foot.keptFor > 0) clauses.push(t("foot.kept", { count: foot.keptFor }));
    if (foot.longestSilent) {
      const { name, heard } = foot.longestSilent;
      clauses.push(heard === null ? t("foot.neverHeard", { name }) : t("foot.lastHeard", { name, ago: when.ago(heard) }));
    }
    const meaning = JSON.stringify([foot.others, foot.reached, foot.coming > 0, foot.waiting > 0, history !== null, history?.newest === true, foot.allHere, foot.keptFor > 0, foot.trouble, foot.longestSilent?.name ?? null]);
    return { clauses, meaning, history };
  };

  function reachable(foot: FootSnapshot): string {
    if (foot.others === 0 || foot.trouble === "alone") return t("foot.alone");
    if (foot.reached > 0) return t("foot.reached", { reached: foot.reached, count: foot.others });
    return foot.trouble === "noServer" ? t("foot.noServer", { count: foot.others }) : t("foot.noMember", { count: foot.others });
  }
}
