/** Each refusal as one clear sentence, filled with its values. */
import { useTranslation } from "react-i18next";
import { ErrorNote } from "../design/ErrorNote.tsx";
import { useWhen } from "../design/Time.tsx";
import { useLocale } from "../design/locale.ts";
import { listWords } from "../design/list-words.ts";
import { useReason } from "./reason.ts";
import type { Refusal } from "../../shared/contract/refusals.ts";

export function useRefusalSentence(): (refusal: Refusal) => string {
  const { t, i18n } = useTranslation("refusal");
  const reason = useReason();
  const when = useWhen();
  const locale = useLocale();
  return (refusal) => {
    switch (refusal.kind) {
      case "NotEnoughSeals":
        return t("NotEnoughSeals", {
          have: refusal.have,
          needed: refusal.needed,
          missing: listWords(refusal.missing, locale),
          deadline: when.at(refusal.deadline),
        });
      case "Empty":
      case "TooLong":
      case "BadFraction":
        return t(refusal.kind, { ...refusal, field: i18n.exists(`refusal:field.${refusal.field}`) ? t(`field.${refusal.field}`) : refusal.field });
      case "TimeToAnswer":
        return t("TimeToAnswer", { until: when.at(refusal.until) });
      case "FolderTrouble":
        return t("FolderTrouble", { problem: i18n.t(`carrying:trouble.${refusal.problem}`) });
      case "UpdateRefused":
        return t("UpdateRefused", { reason: reason(refusal.reason) });
      default: {
        const { kind, ...values } = refusal;
        return t(kind, values);
      }
    }
  };
}

export function RefusalNote({ refusal }: { readonly refusal: Refusal | null }) {
  const sentence = useRefusalSentence();
  return refusal ? <ErrorNote>{sentence(refusal)}</ErrorNote> : null;
}
