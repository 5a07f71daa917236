/** How a motion comes to its close: who has promised to send no later ballot, promising early, closing now. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import styles from "./Closing.module.css";

export interface ClosingActions {
  /** Promises to send no later ballot. */
  seal(): void;
  close(): void;
}

interface ClosingProps {
  readonly motion: MotionSnapshot;
  readonly actions: ClosingActions;
  readonly refusal: Refusal | null;
}

export function Closing({ motion, actions, refusal }: ClosingProps) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const { state, iVote, iSealed } = motion;
  const closing = state.is === "closing" ? state : null;
  if (closing === null && (!iVote || iSealed)) return null;
  return (
    <Part title={t(closing ? "closing.title" : "done.title")} {...(closing && { aside: t("turnout.of", { voted: closing.sealed, roll: closing.roll }) })}>
      {closing && (
        <div className={styles.words}>
          <p>{t("closing.line", { sealed: closing.sealed, roll: closing.roll, needed: closing.needed })}</p>
          {closing.missing.length > 0 && <p>{t("closing.missing", { names: names(closing.missing, 20) })}</p>}
          <p>{t("closing.how")}</p>
        </div>
      )}
      {iVote && !iSealed && (
        <>
          <p className={styles.say}>{t("done.say")}</p>
          <IAmDone voted={motion.myBallot !== null} onSeal={actions.seal} />
        </>
      )}
      {iVote && iSealed && closing && (
        <div className={styles.close}>
          <Button small onPress={actions.close}>
            {t("closing.close")}
          </Button>
          <span>{t("closing.closeHow")}</span>
        </div>
      )}
      <RefusalNote refusal={refusal} />
    </Part>
  );
}

function IAmDone({ voted, onSeal }: { readonly voted: boolean; readonly onSeal: () => void }) {
  const { t } = useTranslation("motions");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button small onPress={() => setAsking(true)}>
        {t("done.button")}
      </Button>
      <Dialog
        open={asking}
        title={t("done.askTitle")}
        keep={t("done.keep")}
        act={t("done.do")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          onSeal();
        }}
      >
        {t(voted ? "done.ask" : "done.askEmpty")}
      </Dialog>
    </>
  );
}
