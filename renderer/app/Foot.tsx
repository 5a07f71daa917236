/** The line at the foot of the window: always a sentence; it leads to Connection. Read aloud sparingly. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Bar } from "../design/Bar.tsx";
import { Icon } from "../design/Icon.tsx";
import { useSpoken } from "./spoken.ts";
import type { HistorySnapshot } from "../../shared/contract/snapshots.ts";
import type { FootWords } from "./foot-sentence.ts";
import styles from "./Foot.module.css";

export function Foot({ words, to }: { readonly words: FootWords; readonly to: string | null }) {
  const sentence = words.clauses.map((clause, at) => (
    <Fragment key={at}>
      {at > 0 && <span className={styles.then}> · </span>}
      <bdi>{clause}</bdi>
    </Fragment>
  ));
  return (
    <footer className={styles.foot}>
      {words.history !== null && <HistoryBar history={words.history} />}
      <span className={styles.mark}>
        <Icon name="network" />
      </span>
      {to === null ? (
        <span className={styles.truth}>{sentence}</span>
      ) : (
        <Link href={to} className={styles.truth}>
          {sentence}
        </Link>
      )}
      <span className={styles.spoken} role="status">
        {useSpoken(words)}
      </span>
    </footer>
  );
}

/** Along the upper edge. A screen reader is told of it when asked, and of its beginning and end by the sentence. */
function HistoryBar({ history: { here, of } }: { readonly history: HistorySnapshot }) {
  const { t } = useTranslation("app");
  return (
    <span className={styles.history} role="progressbar" aria-label={t("foot.historyBar")} aria-valuemin={0} aria-valuemax={of} aria-valuenow={here}>
      <Bar of={of} pieces={[here]} thin />
    </span>
  );
}
