/** Any number of members, ticked by name; where they are many, words narrow the list down to the ticked and those who fit. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { TextField } from "../../design/Field.tsx";
import { classes } from "../../design/classes.ts";
import styles from "./PeopleField.module.css";

export interface PersonChoice {
  readonly id: string;
  readonly name: string;
  readonly me: boolean;
  /** What is known of them besides, in a few words. */
  readonly also?: string;
}

interface PeopleFieldProps {
  readonly label: string;
  readonly people: readonly PersonChoice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Takes the focus to the first name. */
  readonly autoFocus?: boolean;
}

/** As many as one sees at once without a search. */
const inSight = 12;

export function PeopleField({ label, people, chosen, onChange, autoFocus = false }: PeopleFieldProps) {
  const { t } = useTranslation("delegates");
  const name = useId();
  const [words, setWords] = useState("");
  const many = people.length > inSight;
  const sought = words.trim().toLowerCase();
  const shown = people.filter((one) => sought === "" || chosen.includes(one.id) || one.name.toLowerCase().includes(sought));
  const tick = (id: string, on: boolean): void => onChange(people.filter((one) => (one.id === id ? on : chosen.includes(one.id))).map((one) => one.id));
  return (
    <div role="group" aria-labelledby={name} className={styles.field}>
      <span id={name} className={styles.label}>
        {label}
      </span>
      {many && <TextField label={t("people.find")} labelHidden placeholder={t("people.find")} value={words} onChange={setWords} />}
      <div className={classes(styles.people, many && styles.many)}>
        {shown.map((one, at) => (
          <Checkbox key={one.id} checked={chosen.includes(one.id)} autoFocus={autoFocus && at === 0} onChange={(on) => tick(one.id, on)} {...(one.also !== undefined && { explained: one.also })}>
            <bdi>{one.me ? t("people.me", { name: one.name }) : one.name}</bdi>
          </Checkbox>
        ))}
        {shown.length === 0 && <p>{t("people.none")}</p>}
      </div>
    </div>
  );
}
