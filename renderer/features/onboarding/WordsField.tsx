/** Twelve words, or 24 of one group, being typed from paper: each is checked as soon as it is whole, and a begun one is completed. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import styles from "./Onboarding.module.css";
import { isListed, wordsIn, wordsLike } from "../../../shared/base/word-list.ts";

const wordsNeeded = 12;
/** Of one group that the twelve do not bring back. */
const wordsOfGroup = 24;

export const isWhole = (count: number): boolean => count === wordsNeeded || count === wordsOfGroup;
const offered = 4;
/** From so many letters on. */
const beginning = 2;

export interface TypedWords {
  readonly count: number;
  /** The first that is in no list; a word still being typed is not judged. */
  readonly unknown: { readonly place: number; readonly word: string } | null;
  /** What the word being typed may become. */
  readonly likely: readonly string[];
}

export function lookAt(text: string): TypedWords {
  const words = wordsIn(text);
  const begun = /\p{L}$/u.test(text) ? (words.at(-1) ?? "") : "";
  const likely = begun.length < beginning || isListed(begun) ? [] : wordsLike(begun, offered);
  const whole = likely.length > 0 ? words.slice(0, -1) : words;
  const at = whole.findIndex((word) => !isListed(word) && !(word === begun && word.length < beginning));
  return { count: words.length, unknown: at < 0 ? null : { place: at + 1, word: whole[at]! }, likely };
}

/** The text with its last word whole. */
export const completed = (text: string, word: string): string => `${text.replace(/\p{L}+$/u, "")}${word} `;

export function WordsField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation("onboarding");
  const { count, unknown, likely } = lookAt(value);
  return (
    <>
      <TextArea
        autoFocus
        label={t("back.words")}
        value={value}
        onChange={onChange}
        rows={3}
        hint={<span role="status">{t("back.count", { count, needed: count > wordsNeeded ? wordsOfGroup : wordsNeeded })}</span>}
        problem={unknown === null ? null : t("back.unknown", unknown)}
      />
      {likely.length > 0 && (
        <div className={styles.likely} translate="no">
          {likely.map((word) => (
            <Button key={word} small onPress={() => onChange(completed(value, word))}>
              {word}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
