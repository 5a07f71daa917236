/** What a notice says, by language. */
import { useTranslation } from "react-i18next";
import type { NoticeRow } from "../../../shared/contract/notices.ts";
import { useMotionWords } from "../motions/motion-words.ts";

export function useNoticeWords(): (notice: NoticeRow, name: string) => string {
  const { t } = useTranslation("notices");
  const { named } = useMotionWords();
  return ({ is, page, who }, name) => {
    const title = page.is === "motion" || page.is === "evidence" ? named(page.title) : page.title;
    if (page.is === "evidence") return t(`told.evidence.${page.deed}`, { context: who.me ? "me" : "other", name, title });
    return is === "evidence" ? "" : t(`told.${is}`, { name, title });
  };
}
