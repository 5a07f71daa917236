/** Why something was refused or holds no longer (LOG-8), as a clause that follows a colon. */
import { useTranslation } from "react-i18next";

/** A reason this window has no words for, of a newer engine, is shown as it is named. */
export function useReason(): (reason: string) => string {
  const { t, i18n } = useTranslation("reason");
  return (reason) => (i18n.exists(`reason:${reason}`) ? t(reason) : reason);
}
