/** Numbered words to read aloud and compare. */
import styles from "./WordList.module.css";

export function WordList({ words, label }: { readonly words: readonly string[]; readonly label: string }) {
  return (
    <ol className={styles.words} aria-label={label} translate="no">
      {words.map((word, at) => (
        <li key={at}>{word}</li>
      ))}
    </ol>
  );
}
