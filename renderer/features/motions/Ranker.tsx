/** A ranked ballot being put in order: rows to drag, to move with buttons, or to lift and move by key. */
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../../design/Button.tsx";
import { Icon } from "../../design/Icon.tsx";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { classes } from "../../design/classes.ts";
import text from "../../design/text.module.css";
import { noneOfThese, type Ranking } from "./ranking.ts";
import { useRanking, type RankingHandle } from "./use-ranking.ts";
import styles from "./Ranker.module.css";

interface RankerProps {
  readonly titles: readonly string[];
  readonly initial: readonly number[];
  readonly onChange: (ranking: Ranking) => void;
}

export function Ranker({ titles, initial, onChange }: RankerProps) {
  const { t } = useTranslation("motions");
  const handle = useRanking({ options: titles.length, initial, onChange });
  const { ranking, rows, list } = handle;
  const nameOf = (option: number): string => (option === noneOfThese ? t("ballot.noneOfThese") : (titles[option] ?? ""));
  const firstUnranked = rows[ranking.ranked.length];
  return (
    <>
      <ol ref={list} className={styles.ranking} aria-label={t("ballot.order")}>
        {rows.map((option, at) => (
          <RankRow key={option} handle={handle} option={option} place={at < ranking.ranked.length ? at + 1 : null} name={nameOf(option)} line={option === firstUnranked} />
        ))}
      </ol>
      <News handle={handle} nameOf={nameOf} />
      <div className={styles.below}>
        <Keys lifted={ranking.lifted !== null} undoable={ranking.past.length > 0} />
        {ranking.past.length > 0 && (
          <Button kind="quiet" small icon="undo" onPress={handle.undo}>
            {t("ballot.undoMove")}
          </Button>
        )}
      </div>
    </>
  );
}

interface RankRowProps {
  readonly handle: RankingHandle;
  readonly option: number;
  /** From 1; null below the line. */
  readonly place: number | null;
  readonly name: string;
  /** The line of what is not ranked stands above this row. */
  readonly line: boolean;
}

function RankRow({ handle, option, place, name, line }: RankRowProps) {
  const { t } = useTranslation("motions");
  const { ranking } = handle;
  const lifted = ranking.lifted?.option === option;
  const placed = usePlaceWords(ranking.ranked);
  return (
    <li className={styles.item}>
      {line && (
        <span className={styles.line} data-line="">
          {t("ballot.notRanked")}
        </span>
      )}
      <div className={classes(styles.row, place === null && styles.unranked, lifted && styles.lifted)} data-option={option}>
        <button
          type="button"
          className={styles.handle}
          data-handle=""
          aria-label={t("ballot.row", { option: name, place: placed(option) })}
          aria-pressed={lifted}
          onKeyDown={(event) => handle.onKeyDown(event, option)}
          onPointerDown={(event) => handle.onPointerDown(event, option)}
        >
          <span className={styles.place}>{place}</span>
          <Icon name="grip" />
          {option === noneOfThese ? <span className={styles.noLetter} /> : <OptionLetter option={option} />}
          <span className={classes(styles.name, option === noneOfThese && styles.none)} dir="auto">
            {name}
          </span>
        </button>
        <span className={styles.moves}>
          <IconButton kind="quiet" small icon="moveUp" label={t("ballot.up", { option: name })} disabled={!handle.canStep(option, -1)} onPress={() => handle.nudge(option, -1)} />
          <IconButton kind="quiet" small icon="moveDown" label={t("ballot.down", { option: name })} disabled={!handle.canStep(option, 1)} onPress={() => handle.nudge(option, 1)} />
        </span>
      </div>
    </li>
  );
}

/** "2nd of 2 ranked", "not ranked". */
function usePlaceWords(ranked: readonly number[]): (option: number) => string {
  const { t } = useTranslation("motions");
  return (option) => {
    const at = ranked.indexOf(option);
    return at < 0 ? t("ballot.notRanked") : t("ballot.place", { count: at + 1, ordinal: true, of: ranked.length });
  };
}

/** Says each move to who cannot see it. */
function News({ handle, nameOf }: { readonly handle: RankingHandle; readonly nameOf: (option: number) => string }) {
  const { t } = useTranslation("motions");
  const placed = usePlaceWords(handle.ranking.ranked);
  const { news } = handle;
  const said = news && t(news.did === "lifted" ? "ballot.lifted" : news.did === "putBack" ? "ballot.putBack" : "ballot.said", { option: nameOf(news.option), place: placed(news.option) });
  return (
    <p className={text.hidden} role="status">
      {said}
    </p>
  );
}

/** Only the keys that work now. */
function Keys({ lifted, undoable }: { readonly lifted: boolean; readonly undoable: boolean }) {
  const { t } = useTranslation("motions");
  return (
    <p className={styles.keys}>
      {lifted ? (
        <>
          <kbd>↑</kbd> <kbd>↓</kbd> {t("ballot.keyMove")} <kbd>{t("ballot.enter")}</kbd> {t("ballot.keyDown")} <kbd>{t("ballot.esc")}</kbd> {t("ballot.keyBack")}
        </>
      ) : (
        <>
          <kbd>↑</kbd> <kbd>↓</kbd> {t("ballot.keyChoose")} <kbd>{t("ballot.space")}</kbd> {t("ballot.keyLift")}
          {undoable && (
            <>
              {" "}
              <kbd>Ctrl Z</kbd> {t("ballot.keyUndo")}
            </>
          )}
        </>
      )}
    </p>
  );
}
