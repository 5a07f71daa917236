/** A field in which "@" offers the names of members: arrows choose, Enter or Tab takes, Escape closes. */
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { mentioningAt, withName, type Mentioning } from "./mentioning.ts";
import styles from "./Composer.module.css";

interface MentionField {
  /** To be spread on the textarea. */
  readonly field: {
    readonly "aria-autocomplete": "list";
    readonly "aria-controls"?: string;
    readonly "aria-activedescendant"?: string;
    readonly onInput: () => void;
    readonly onSelect: () => void;
    readonly onBlur: () => void;
  };
  /** True when the key was for the list. */
  readonly pressed: (event: KeyboardEvent) => boolean;
  /** To be shown above the field. */
  readonly list: ReactNode;
}

export function useMentions(text: string, write: (text: string) => void, people: readonly string[], fieldRef: RefObject<HTMLTextAreaElement | null>): MentionField {
  const { t } = useTranslation("discussions");
  const id = useId();
  const [offered, setOffered] = useState<Mentioning | null>(null);
  const [at, setAt] = useState(0);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current !== null) fieldRef.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text, fieldRef]);

  const look = (): void => {
    const field = fieldRef.current;
    const now = field && field.selectionStart === field.selectionEnd ? mentioningAt(field.value, field.selectionStart, people) : null;
    if (now?.names.join("\n") !== offered?.names.join("\n")) setAt(0);
    setOffered(now);
  };
  const take = (name: string): void => {
    if (!offered) return;
    const taken = withName(text, offered, name);
    caret.current = taken.caret;
    write(taken.text);
    setOffered(null);
  };
  const pressed = (event: KeyboardEvent): boolean => {
    if (!offered || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { names } = offered;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setAt((at + (event.key === "ArrowDown" ? 1 : names.length - 1)) % names.length);
    else if (event.key === "Enter" || event.key === "Tab") take(names[at]!);
    else if (event.key === "Escape") setOffered(null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  const list = offered && (
    <ul id={id} role="listbox" aria-label={t("composer.names")} className={styles.names}>
      {offered.names.map((name, i) => (
        <li
          key={name}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === at}
          className={styles.name}
          onPointerDown={(event) => {
            event.preventDefault(); // the field keeps the focus
            take(name);
          }}
        >
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
  const controls = offered && { "aria-controls": id, "aria-activedescendant": `${id}-${at}` };
  return { field: { "aria-autocomplete": "list", ...controls, onInput: look, onSelect: look, onBlur: () => setOffered(null) }, pressed, list };
}
