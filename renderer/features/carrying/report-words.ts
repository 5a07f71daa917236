/** What a bundle, or a file in a folder, brought: in sentences. */
import { useTranslation } from "react-i18next";
import { useWhen } from "../../design/Time.tsx";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import type { CarriedReport } from "../../../shared/contract/carrying-snapshots.ts";

const things = ["posts", "motions", "ballots", "documents", "files", "others"] as const;

export interface ReportWords {
  readonly came: string | null;
  readonly waits: string | null;
  readonly trouble: string | null;
}

export function useReportWords(): (report: CarriedReport) => ReportWords {
  const { t } = useTranslation("carrying");
  const when = useWhen();
  const locale = useLocale();
  return ({ end, group, from, written, fresh, filled, waiting }) => {
    const trouble = end === "whole" ? null : t(`end.${end}`);
    if (group === null || end === "forged") return { came: null, waits: null, trouble };
    const counts = things.filter((thing) => fresh[thing] > 0).map((thing) => t(`came.${thing}`, { count: fresh[thing] }));
    if (filled > 0) counts.push(t("came.filled", { count: filled }));
    const by = from !== null && written !== null ? t("by", { name: from.name, when: when.at(written) }) : null;
    const what = counts.length === 0 ? t("came.nothing") : t("came", { what: listWords(counts, locale) });
    return { came: [by, what].filter((one) => one !== null).join(" "), waits: waiting > 0 ? t("waits", { count: waiting }) : null, trouble };
  };
}
