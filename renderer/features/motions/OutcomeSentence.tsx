/** What was decided, in one sentence and the number behind it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { classes } from "../../design/classes.ts";
import type { Fraction } from "../../../shared/contract/commands.ts";
import type { DrawView, ResultView, TallyView } from "../../../shared/contract/result-snapshots.ts";
import type { OptionView } from "../../../shared/contract/snapshots.ts";
import { hasOneProposal, useMotionWords } from "./motion-words.ts";
import styles from "./Outcome.module.css";

interface SentenceProps {
  readonly result: ResultView;
  readonly options: readonly OptionView[];
  /** The share asked for; null where only its number is known. */
  readonly threshold: Fraction | null;
  /** POLL-15. The lot that settles what ballots could not tell. */
  readonly draw: DrawView | null;
  /** It never falls: another motion draws it again. */
  readonly redrawn: boolean;
}

export function OutcomeSentence({ result, options, threshold, draw, redrawn }: SentenceProps) {
  const { t } = useTranslation("motions");
  const locale = useLocale();
  const words = useMotionWords();
  const { outcome, tally, counted, baseCount, thresholdNeeded, roll } = result;
  const needed = { share: threshold === null ? t("result.atLeast") : words.share(threshold), needed: thresholdNeeded };
  const have = (option: number): number => measured(tally, option, options.length);
  switch (outcome.is) {
    case "adopted":
      if (tally.method === "sign-up") return <Said title={t("result.shared")} em={t(draw === null ? "result.sharedEm" : "result.sharedByLot")} />;
      if (outcome.option === null) return <Said title={t("result.adopted")} em={t(tally.method === "consensus" ? "result.em.consensus" : "result.adoptedEm", { have: have(0), of: baseCount, ...needed })} />;
      return (
        <Said
          letter={outcome.option}
          won
          title={<bdi>{options[outcome.option]?.title}</bdi>}
          em={draw !== null && tally.method !== "irv" ? t("result.byLot") : t(`result.em.${tally.method}`, { have: have(outcome.option), of: tally.method === "approval" ? counted : baseCount, ...needed })}
        />
      );
    case "elected": {
      const titles = outcome.options.map((option) => options[option]?.title ?? "");
      return <Said title={<bdi>{listWords(titles, locale)}</bdi>} em={tally.method === "lots" ? t(draw === null ? "result.lotsAll" : "result.byLot") : <Seats result={result} options={options} />} />;
    }
    case "rejected": {
      const em = tally.method === "yes-no-abstain" || tally.method === "lots" ? t("result.rejectedEm", { have: tally.yes, no: tally.no }) : t(`result.rejected.${tally.method}`, { count: tally.method === "consensus" ? tally.block : 0 });
      return <Said title={t("result.rejected")} em={em} />;
    }
    case "tied":
      if (draw?.seed === null && (redrawn || draw.thrown.every(({ value }) => value !== null))) return <Said title={t("result.lotAgain")} em={t("result.lotAgainEm")} />;
      if (draw?.seed === null) return <Said title={t("result.lotWaits")} em={<>{t("result.lotBetween")} <Letters of={outcome.options} options={options} /></>} />;
      if (tally.method === "sign-up") return <Said title={t("result.overfull")} em={<>{t("result.overfullEm")} <Letters of={outcome.options} options={options} /></>} />;
      if (outcome.options.length === 0) return <Said title={t("result.tied")} em={t("result.tiedPlain")} />;
      return (
        <Said
          title={t("result.tied")}
          em={
            <>
              {t(tally.method === "irv" || "seats" in tally ? "result.tiedLot" : "result.tiedEm")} <Letters of={outcome.options} options={options} />
            </>
          }
        />
      );
    case "noQuorum":
      return <Said title={t("result.noQuorum")} em={t("result.noQuorumEm", { have: outcome.have, needed: outcome.needed, roll })} />;
    case "belowThreshold": {
      const { option } = outcome;
      if (option === null) return <Said title={t("result.below")} em={hasOneProposal(tally.method) || tally.method === "lots" ? t(tally.method === "consensus" ? "result.em.consensus" : "result.belowPlainEm", { have: have(0), of: baseCount, ...needed }) : t("result.belowSeveralEm", needed)} />;
      return <Said letter={option} title={t("result.below")} em={t("result.belowEm", { option: options[option]?.title ?? "", have: have(option), ...needed })} />;
    }
  }
}

/** What of an option is held against the threshold. */
function measured(tally: TallyView, option: number, none: number): number {
  switch (tally.method) {
    case "yes-no-abstain":
    case "lots":
      return tally.yes;
    case "consensus":
      return tally.agree;
    case "approval":
      return tally.approvals[option] ?? 0;
    case "score":
      return tally.sums[option] ?? 0;
    case "dots":
      return tally.givers[option] ?? 0;
    case "time-poll":
      return (tally.yes[option] ?? 0) + (tally.ifNeedBe[option] ?? 0);
    case "sign-up":
      return tally.signed[option] ?? 0;
    case "schulze":
      return tally.pairwise[option]?.[none] ?? 0;
    case "irv":
    case "stv-scottish":
    case "stv-meek":
      return Number(tally.rounds.at(-1)?.votes[option] ?? 0);
  }
}

/** How many seats are filled, and why others stay open. */
function Seats({ result, options }: Pick<SentenceProps, "result" | "options">) {
  const { t } = useTranslation("motions");
  const { tally } = result;
  if (!("seats" in tally)) return null;
  const open = tally.seats - tally.elected.length;
  if (open === 0) return <>{t("result.seatsFilled", { count: tally.seats })}</>;
  return (
    <>
      {t("result.seatsSome", { count: tally.seats, filled: tally.elected.length })}{" "}
      {tally.tied.length === 0 ? (
        t("result.seatsNone")
      ) : (
        <>
          {t("result.seatsTied")} <Letters of={tally.tied} options={options} />
        </>
      )}
    </>
  );
}

function Letters({ of, options }: { readonly of: readonly number[]; readonly options: readonly OptionView[] }) {
  const { t } = useTranslation("motions");
  return <span className={styles.letters}>{of.map((option) => (option < options.length ? <OptionLetter key={option} option={option} small /> : <span key={option}>{t("ballot.noneOfThese")}</span>))}</span>;
}

interface SaidProps {
  readonly letter?: number;
  readonly won?: boolean;
  readonly title: ReactNode;
  readonly em: ReactNode;
}

function Said({ letter, won = false, title, em }: SaidProps) {
  return (
    <p className={classes(styles.outcome, letter === undefined && styles.plain)}>
      {letter !== undefined && <OptionLetter option={letter} won={won} />}
      <span>
        {title}
        <em className={styles.em}>{em}</em>
      </span>
    </p>
  );
}
