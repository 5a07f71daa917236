/** POLL-15. A lot that waits and the motion that is to draw it again lead to each other; whoever votes may open that motion. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import styles from "./HowLotFell.module.css";

interface DrawAgainProps {
  readonly group: string;
  readonly motion: MotionSnapshot;
  /** The motion that draws it again has passed. */
  readonly redrawn: boolean;
  readonly refusal: Refusal | null;
  readonly onDrawAgain: () => void;
}

export function DrawAgain({ group, motion: { redrawnIn, draw, iVote }, redrawn, refusal, onDrawAgain }: DrawAgainProps) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const [asking, setAsking] = useState(false);
  const missing = draw?.thrown.flatMap(({ member, value }) => (value === null ? [member] : [])) ?? [];
  if (redrawnIn !== null) {
    return (
      <>
        <p>{t(redrawn ? "result.lotAgainEm" : "lot.again")}</p>
        <Link href={paths.motion(group, redrawnIn.id)}>{t("lot.toAgain")}</Link>
      </>
    );
  }
  if (!iVote || missing.length === 0) return null;
  return (
    <>
      <p className={styles.act}>
        <Button small onPress={() => setAsking(true)}>
          {t("lot.drawAgain")}
        </Button>
      </p>
      <RefusalNote refusal={refusal} />
      <Dialog
        open={asking}
        title={t("lot.ask")}
        keep={t("lot.keep")}
        act={t("lot.do")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          onDrawAgain();
        }}
      >
        {t("lot.askSay", { names: names(missing, 20) })}
      </Dialog>
    </>
  );
}

/** In the new motion: which lot it draws again, and without whose numbers. */
export function DrawnAgain({ group, motion: { redraws } }: { readonly group: string; readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const names = useNames();
  if (redraws === null) return null;
  return (
    <Part title={t("lot.anew")}>
      <p>{t("lot.anewSay", { names: names(redraws.without, 20) })}</p>
      <Link href={paths.motion(group, redraws.id)}>{t("lot.toFirst")}</Link>
    </Part>
  );
}
