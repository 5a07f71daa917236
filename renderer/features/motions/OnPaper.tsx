/** POLL-11. Votes on paper by name: what tellers say, whether it counts, and what whom it is about can say to it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Part } from "../../design/Part.tsx";
import { useNames } from "../../design/list-words.ts";
import table from "../../design/Table.module.css";
import text from "../../design/text.module.css";
import type { PaperLineView } from "../../../shared/contract/result-snapshots.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { ChoiceMark } from "./ChoiceMark.tsx";
import { takesBallots } from "./motion-words.ts";
import { SheetForm, type SheetLines } from "./SheetForm.tsx";
import styles from "./OnPaper.module.css";

interface OnPaperProps {
  readonly motion: MotionSnapshot;
  readonly refusal: Refusal | null;
  /** True when it is entered. */
  readonly onEnter: (lines: SheetLines) => Promise<boolean>;
}

export function OnPaper({ motion, refusal, onEnter }: OnPaperProps) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const [entering, setEntering] = useState(false);
  const { paper, iVote, iSealed, state } = motion;
  const { tellers, lines } = paper;
  const may = iVote && !iSealed && state.is === "open" && (tellers.length === 0 || tellers.some(({ me }) => me));
  if (tellers.length === 0 && lines.length === 0 && !may) return null;
  return (
    <Part title={t("paper.title")}>
      {tellers.length > 0 && <p>{t(takesBallots(state) ? "paper.tellers" : "paper.tellersWere", { names: names(tellers, 20) })}</p>}
      {lines.length > 0 && <Lines lines={lines} />}
      {tellers.length === 0 && lines.length > 0 && <p className={text.dim}>{t("paper.beside")}</p>}
      {may && !entering && (
        <p className={styles.act}>
          <Button kind={tellers.length > 0 ? "outlined" : "quiet"} small onPress={() => setEntering(true)}>
            {t(lines.some(({ said }) => said.some(({ teller }) => teller.me)) ? "paper.again" : lines.length > 0 ? "paper.too" : "paper.enter")}
          </Button>
        </p>
      )}
      {may && entering && <SheetForm motion={motion} refusal={refusal} onCancel={() => setEntering(false)} onEnter={async (entered) => (await onEnter(entered)) && setEntering(false)} />}
    </Part>
  );
}

interface MyPaperProps {
  readonly motion: MotionSnapshot;
  readonly refusal: Refusal | null;
  readonly onNotMine: () => void;
}

/** Tellers voted for me: it counts unless I say something else. */
export function MyPaper({ motion, refusal, onNotMine }: MyPaperProps) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const line = motion.iSealed ? undefined : motion.paper.lines.find(({ member, is }) => member.me && is === "counted");
  if (line === undefined) return null;
  const choice = line.said[0]?.choice;
  return (
    <Part title={t("paper.mine")}>
      <p>
        {choice != null && <ChoiceMark choice={choice} />} {t("paper.mineSay", { names: names(line.said.map(({ teller }) => teller), 20) })}
      </p>
      <RefusalNote refusal={refusal} />
      <p className={styles.act}>
        <Button small onPress={onNotMine}>
          {t("paper.notMine")}
        </Button>
      </p>
    </Part>
  );
}

function Lines({ lines }: { readonly lines: readonly PaperLineView[] }) {
  const { t } = useTranslation("motions");
  return (
    <table className={table.table}>
      <caption className={text.hidden}>{t("paper.title")}</caption>
      <thead className={text.hidden}>
        <tr>
          <th scope="col">{t("rollCall.member")}</th>
          <th scope="col">{t("paper.said")}</th>
          <th scope="col">{t("paper.counts")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ member, said, is }) => (
          <tr key={member.id} className={is === "counted" || is === "beside" ? undefined : table.mute}>
            <th scope="row">
              <bdi>{member.name}</bdi>
            </th>
            <td>
              {said.map(({ teller, choice }, at) => (
                <span key={at}>
                  {at > 0 && " · "}
                  <bdi>{teller.name}</bdi>: {choice === null ? t("paper.none") : <ChoiceMark choice={choice} />}
                </span>
              ))}
            </td>
            <td className={table.end}>{t(`paper.is.${is}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How much of the count is on paper, beside the outcome. */
export function HowMuchOnPaper({ motion }: { readonly motion: Pick<MotionSnapshot, "paper" | "result"> }) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const counted = motion.paper.lines.filter(({ is }) => is === "counted").length;
  if (counted === 0) return null;
  return <p>{t("paper.ofCounted", { count: counted, of: motion.result.counted, names: names(motion.paper.tellers, 20) })}</p>;
}
