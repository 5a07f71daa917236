/** A state as shape and word. Only Certified is filled with ink: it is the seal. */
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./StateMark.module.css";

export type Mark = "open" | "closing" | "counted" | "provisional" | "certified" | "tie" | "conflict" | "late" | "void" | "withdrawn" | "disputed";

const icons: Record<Mark, IconName> = {
  open: "hand",
  closing: "hand",
  counted: "counting",
  provisional: "half",
  certified: "seal",
  tie: "tie",
  conflict: "fork",
  late: "clock",
  void: "void",
  withdrawn: "undo",
  disputed: "triangle",
};

interface StateMarkProps {
  readonly mark: Mark;
  /** For `counted`: by how many of the roll. */
  readonly by?: number;
  readonly roll?: number;
  /** Without its border, in a line of text. */
  readonly bare?: boolean;
}

export function StateMark({ mark, by, roll, bare = false }: StateMarkProps) {
  const { t } = useTranslation("design");
  const word = mark === "counted" && by !== undefined && roll !== undefined ? t("mark.countedBy", { by, roll }) : t(`mark.${mark}`);
  return (
    <span className={classes(styles.state, styles[mark], bare && styles.bare)}>
      <Icon name={icons[mark]} /> {word}
    </span>
  );
}
