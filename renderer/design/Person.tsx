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

/** Two letters of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => [...(word ?? "")][0] ?? "").join("").toLocaleUpperCase();
}

export function Initials({ name, small = false }: { readonly name: string; readonly small?: boolean }) {
  return (
    <span className={classes(styles.initials, small && styles.small)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
