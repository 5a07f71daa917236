/** POLL-11. What each number of a count by hand is of; null where hands cannot say it. */
import { useTranslation } from "react-i18next";
import { letterOf } from "../../design/OptionLetter.tsx";
import type { MethodName } from "../../../shared/contract/commands.ts";

export function useHandLines(): (method: MethodName, options: number) => readonly string[] | null {
  const { t } = useTranslation("motions");
  return (method, options) => {
    switch (method) {
      case "yes-no-abstain":
        return [t("ballot.yes"), t("ballot.no"), t("ballot.abstain")];
      case "consensus":
        return [t("result.agree"), t("result.standAside"), t("result.block")];
      case "approval":
        return Array.from({ length: options }, (_, option) => letterOf(option));
      default:
        return null;
    }
  };
}
