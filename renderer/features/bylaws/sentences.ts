/** Bylaws as plain sentences, each with its values (LAW-1); always in one order, so that two sets can be held side by side. */
import { useTranslation } from "react-i18next";
import type { Bylaws, Measure } from "../../../shared/contract/bylaws.ts";
import { useMotionWords } from "../motions/motion-words.ts";

export interface Sentence {
  readonly id: string;
  readonly text: string;
  /** It says that there is no such rule. */
  readonly none: boolean;
}

/** What is read together where there is little room. */
export const paragraphs: readonly (readonly string[])[] = [
  ["motions", "deadline", "notice"],
  ["method", "ties", "binding"],
  ["changing", "expelling"],
  ["invites", "admission", "probation", "history"],
  ["dormant", "petition"],
];

export function useBylawSentences(): (bylaws: Bylaws) => readonly Sentence[] {
  const { t } = useTranslation("bylaws");
  const { share, base } = useMotionWords();
  const measured = ({ quorum, threshold, base: of }: Measure) => ({ quorum: share(quorum), threshold: share(threshold), base: base("yes-no-abstain", of) });
  return (bylaws) => {
    const { changing, expelling, sponsors, probationDays, noticeDays, dormantAfterDays } = bylaws;
    const admission = bylaws.admission === "byMotion" ? t("admission.byMotion") : sponsors > 0 ? t("admission.sponsors", { count: sponsors }) : t("admission.naming");
    const all: Readonly<Record<string, string>> = {
      motions: t("motions", measured(bylaws)),
      changing: changing === null ? t("changing.any") : t("changing", measured(changing)),
      expelling: expelling === null ? t("expelling.any") : t("expelling", measured(expelling)),
      deadline: t("deadline", { count: bylaws.deadlineDays }),
      notice: noticeDays > 0 ? t("notice", { count: noticeDays }) : t("notice.none"),
      method: t(`method.${bylaws.usualMethod}`),
      ties: t(`ties.${bylaws.ties}`),
      binding: t(`binding.${bylaws.binding}`),
      invites: t(`invites.${bylaws.whoInvites}`),
      admission,
      probation: probationDays > 0 ? t("probation", { count: probationDays }) : t("probation.none"),
      history: t(`history.${bylaws.history}`),
      dormant: dormantAfterDays > 0 ? t("dormant", { count: dormantAfterDays }) : t("dormant.none"),
      petition: t("petition", { share: share(bylaws.petition) }),
    };
    const none = new Set(Object.entries({ changing, expelling, notice: noticeDays, probation: probationDays, dormant: dormantAfterDays }).flatMap(([id, value]) => (value === null || value === 0 ? [id] : [])));
    return Object.entries(all).map(([id, text]) => ({ id, text, none: none.has(id) }));
  };
}
