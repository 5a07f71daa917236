/** POLL-11. What tellers counted of hands or paper, beside the ballots; and the way to enter it, as the first or the second. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import text from "../../design/text.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { useHandLines } from "./hand-lines.ts";
import paper from "./OnPaper.module.css";
import sheet from "./SheetForm.module.css";

interface HandCountsProps {
  readonly motion: MotionSnapshot;
  readonly refusal: Refusal | null;
  /** True when it is entered. */
  readonly onCount: (votes: readonly number[], second: string | null) => Promise<boolean>;
}

export function HandCounts({ motion, refusal, onCount }: HandCountsProps) {
  const { t } = useTranslation("motions");
  /** Of another's count, or "new". */
  const [entering, setEntering] = useState<string | null>(null);
  const lines = useHandLines()(motion.method, motion.options.length);
  const { handCounts, iVote } = motion;
  if (lines === null || (handCounts.length === 0 && !iVote)) return null;
  const said = (votes: readonly number[]): string => votes.map((n, line) => `${lines[line]!}: ${n}`).join(", ");
  return (
    <Part title={t("hands.title")}>
      {handCounts.map(({ id, teller, votes, seconds }) => (
        <div key={id}>
          <p>
            <bdi>{teller.name}</bdi>: {said(votes)}
          </p>
          {seconds.map((second, at) => (
            <p key={at}>
              <bdi>{second.teller.name}</bdi>: {second.agrees ? t("hands.same") : t("hands.other", { votes: said(second.votes) })}
            </p>
          ))}
          {seconds.length === 0 && <p>{t("hands.alone")}</p>}
          {iVote && !teller.me && entering === null && (
            <p className={paper.act}>
              <Button small onPress={() => setEntering(id)}>
                {t("hands.second")}
              </Button>
            </p>
          )}
        </div>
      ))}
      {entering === null ? (
        iVote && handCounts.length === 0 && (
          <Button kind="quiet" small onPress={() => setEntering("new")}>
            {t("hands.enter")}
          </Button>
        )
      ) : (
        <Entering lines={lines} refusal={refusal} onCancel={() => setEntering(null)} onCount={async (votes) => (await onCount(votes, entering === "new" ? null : entering)) && setEntering(null)} />
      )}
    </Part>
  );
}

interface EnteringProps {
  readonly lines: readonly string[];
  readonly refusal: Refusal | null;
  readonly onCount: (votes: readonly number[]) => void;
  readonly onCancel: () => void;
}

function Entering({ lines, refusal, onCount, onCancel }: EnteringProps) {
  const { t } = useTranslation("motions");
  const [typed, setTyped] = useState<readonly string[]>(() => lines.map(() => ""));
  const votes = typed.map((each) => (/^\d{1,6}$/.test(each.trim()) ? Number(each) : null));
  const whole = votes.every((n) => n !== null);
  return (
    <form
      className={sheet.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (whole) onCount(votes);
      }}
    >
      <p>{t("hands.say")}</p>
      <div className={sheet.lines}>
        {lines.map((name, line) => (
          <TextField key={line} type="number" label={name} value={typed[line]!} onChange={(value) => setTyped(typed.map((each, at) => (at === line ? value : each)))} />
        ))}
      </div>
      <RefusalNote refusal={refusal} />
      <div className={text.line}>
        <Button kind="first" small type="submit" waits={whole ? null : t("hands.waits")}>
          {t("hands.sign")}
        </Button>
        <Button kind="quiet" small onPress={onCancel}>
          {t("hands.cancel")}
        </Button>
      </div>
    </form>
  );
}
