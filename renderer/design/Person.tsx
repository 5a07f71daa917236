/** A member's name, isolated from the script around it, and the initials that stand for them in the margin of a post. */
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import styles from "./Person.module.css";

interface Named {
  readonly name: string;
  readonly me: boolean;
}

/** The name, or "you". */
export function MemberName({ member }: { readonly member: Named }) {
  const { t } = useTranslation("design");
  return member.me ? <>{t("you")}</> : <bdi>{member.name}</bdi>;
}

const wordsOf = (name: string): string[] => name.trim().split(/\s+/u).filter((word) => word !== "");

const firstLetters = (words: readonly string[]): string => words.map((word) => [...word][0] ?? "").join("").toLocaleUpperCase();

/** The first and the last word's letter: of a person. */
export function initialsOf(name: string): string {
  const words = wordsOf(name);
  return firstLetters([...words.slice(0, 1), ...words.slice(1).slice(-1)]);
}

/** The first two words' letters: of a group. */
export const groupLetters = (name: string): string => firstLetters(wordsOf(name).slice(0, 2));

/** What one is called by. Where the first word is very short it may be a family name, so the whole name stays. */
export function givenName(name: string): string {
  const first = wordsOf(name)[0] ?? name;
  return [...first].length <= 2 ? name : first;
}

export function Initials({ name, small = false }: { readonly name: string; readonly small?: boolean }) {
  return (
    <span className={classes(styles.initials, small && styles.small)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
