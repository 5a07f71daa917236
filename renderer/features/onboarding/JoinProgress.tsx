/** How asking to join goes on: whom we look for, what is missing, what is coming. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../design/locale.ts";
import { listWords } from "../../design/list-words.ts";
import { Button } from "../../design/Button.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { ByHand } from "../pairing/ByHand.tsx";
import styles from "./Onboarding.module.css";
import type { JoinRow } from "../../../shared/contract/snapshots.ts";

export function JoinProgress({ join, cancel }: { readonly join: JoinRow; readonly cancel: () => void }) {
  const { t } = useTranslation("onboarding");
  const locale = useLocale();
  const { state } = join;
  const [byHand, setByHand] = useState(false);
  if (state.is === "joined") return null;
  if (state.is === "refused") {
    return (
      <ErrorNote
        act={
          <Button small onPress={cancel}>
            {t("progress.dismiss")}
          </Button>
        }
      >
        {t(`refused.${state.reason}`)}
      </ErrorNote>
    );
  }
  return (
    <div className={styles.progress}>
      <div role="status">
        <p>{state.is === "receiving" ? t("progress.receiving", { count: state.entries }) : t(`progress.${state.is}`)}</p>
        {state.is === "looking" && state.unreachable.length > 0 && (
          <p className={styles.dim}>{t("progress.unreachable", { addresses: listWords(state.unreachable, locale) })}</p>
        )}
      </div>
      {state.is === "looking" && (
        <Button small onPress={() => setByHand(!byHand)}>
          {t(byHand ? "progress.byHandLess" : "progress.byHand")}
        </Button>
      )}
      <Button small onPress={cancel}>
        {t("progress.stop")}
      </Button>
      {byHand && (
        <section className={styles.byHand} aria-label={t("progress.byHand")}>
          <ByHand of={join.group} />
        </section>
      )}
    </div>
  );
}
