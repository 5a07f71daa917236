/** The line at the foot of the window: always a sentence; it leads to Connection. Read aloud sparingly. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Bar } from "../design/Bar.tsx";
import { Icon } from "../design/Icon.tsx";
import { useParts } from "../engine/snapshot.ts";
import type { GroupSnapshot, HistorySnapshot } from "../../shared/contract/snapshots.ts";
import { useFootWords, type FootWords } from "./foot-sentence.ts";
import { paths } from "./paths.ts";
import { useSpoken } from "./spoken.ts";
import styles from "./Foot.module.css";

interface FootProps {
  readonly group: string | null;
  /** What else is to be said, before what is said of the group. */
  readonly news: readonly string[];
}

export function Foot({ group, news }: FootProps) {
  return group === null ? <NoGroup news={news} /> : <OfGroup group={group} news={news} />;
}

function NoGroup({ news }: Pick<FootProps, "news">) {
  const { t } = useTranslation("app");
  return <Line words={{ clauses: [...news, t("foot.noGroup")], meaning: `${news.join()}noGroup`, history: null }} to={null} />;
}

function OfGroup({ group, news }: { readonly group: string } & Pick<FootProps, "news">) {
  const known = useParts({ query: "group", group }, footAlone);
  const wordsOf = useFootWords();
  if (!known) return <NoGroup news={news} />;
  const { clauses, meaning, history } = wordsOf(known.foot);
  return <Line words={{ clauses: [...news, ...clauses], meaning: news.join() + meaning, history }} to={paths.place(group, "connection")} />;
}

const footAlone = ({ foot }: GroupSnapshot) => ({ foot });

function Line({ words, to }: { readonly words: FootWords; readonly to: string | null }) {
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
