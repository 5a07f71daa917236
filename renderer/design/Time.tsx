/**
 * A moment in words of the reader's language; the exact one on hover. `ago`: behind us. `short`: for a column. `at`: a day
 * and the clock. `left`: how long until a deadline.
 */
import { useTranslation } from "react-i18next";
import { useLocale } from "./locale.ts";
import { useNow } from "./now.ts";
import * as when from "./when.ts";

interface TimeProps {
  readonly at: number;
  readonly as?: "ago" | "short" | "at" | "left" | "date";
}

export function Time({ at, as = "ago" }: TimeProps) {
  const words = useWhen();
  return (
    <time dateTime={new Date(at).toISOString()} title={words.exact(at)}>
      {words[as](at)}
    </time>
  );
}

/** The same words, to be set into sentences. */
export function useWhen() {
  const now = useNow();
  const { t } = useTranslation("design");
  const locale = useLocale();
  return {
    now,
    ago: (time: number): string => when.ago(time, now, locale),
    short: (time: number): string => when.short(time, now, locale),
    at: (time: number): string => when.at(time, now, locale),
    date: (time: number): string => when.dateOf(time, now, locale),
    /** For what is read at any time. */
    exact: (time: number): string => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(time),
    /** "tomorrow", "Thursday", "26 November". */
    day: (time: number): string => when.dayName(time, now, locale),
    /** Just the length: "2 days 3 hours". */
    until: (time: number): string => when.duration(Math.max(0, time - now), locale),
    since: (time: number): string => when.duration(Math.max(0, now - time), locale),
    /** "2 days 3 hours left", or that it has passed. */
    left: (time: number): string => (time > now ? t("left", { duration: when.duration(time - now, locale) }) : t("passed", { ago: when.ago(time, now, locale) })),
    today: (): string => when.longDate(now, locale),
  };
}
