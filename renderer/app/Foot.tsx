/** The line at the foot of the window: always a sentence; it leads to Connection. Read aloud sparingly. */
import { Fragment } from "react";
import { Link } from "wouter";
import { Icon } from "../design/Icon.tsx";
import { useSpoken } from "./spoken.ts";
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
