/** The mover takes the motion back while it is open (POLL-13): asked once, in words that say what follows. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { Part } from "../../design/Part.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";

interface WithdrawProps {
  readonly refusal: Refusal | null;
  readonly onWithdraw: () => void;
}

export function Withdraw({ refusal, onWithdraw }: WithdrawProps) {
  const { t } = useTranslation("motions");
  const [asking, setAsking] = useState(false);
  return (
    <Part title={t("withdraw.title")}>
      <Button kind="quiet" small icon="undo" onPress={() => setAsking(true)}>
        {t("withdraw.do")}
      </Button>
      <RefusalNote refusal={refusal} />
      <Dialog
        open={asking}
        title={t("withdraw.ask")}
        keep={t("withdraw.keep")}
        act={t("withdraw.do")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          onWithdraw();
        }}
      >
        {t("withdraw.say")}
      </Dialog>
    </Part>
  );
}
