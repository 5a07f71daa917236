/** Times in words, by locale: near ones relative with the clock beside, old ones as dates. All arguments are ms since 1970. */
import { Temporal } from "temporal-polyfill";
import { days, hours, minutes } from "../../shared/base/units.ts";

const zone = (): string => Temporal.Now.timeZoneId();

const dayOf = (time: number): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone()).toPlainDate();

/** Days by calendar from `now` to `time`: -1 is yesterday. */
export const calendarDays = (time: number, now: number): number => dayOf(now).until(dayOf(time), { largestUnit: "day" }).days;

export function clockOf(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(time);
}

/** "Thursday", "26 November", "26 November 2027". */
export function dayName(time: number, now: number, locale: string): string {
  const away = calendarDays(time, now);
  if (Math.abs(away) < 7) return away === 0 || away === 1 || away === -1 ? relativeDay(away, locale) : weekday(time, locale);
  return dateOf(time, now, locale);
}

/** "26 November", with the year when it is another. Without the abbreviation that Russian puts after a year: sentences end with dates. */
export function dateOf(time: number, now: number, locale: string): string {
  const sameYear = dayOf(time).year === dayOf(now).year;
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", ...(!sameYear && { year: "numeric" }) }).format(time).replace(/\sг\.$/u, "");
}

/** "Tuesday 24 November": a title. */
export function longDate(time: number, locale: string): string {
  return capital(new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(time).replace(",", ""), locale);
}

/** A moment behind: "now", "12 minutes ago", "today 15:20", "yesterday 18:40", "Sunday 11:15", "2 October". */
export function ago(time: number, now: number, locale: string): string {
  const gone = now - time;
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (gone < minutes(1)) return relative.format(0, "second");
  if (gone < hours(1)) return relative.format(-Math.floor(gone / minutes(1)), "minute");
  const away = calendarDays(time, now);
  if (away === 0 && gone < hours(6)) return relative.format(-Math.floor(gone / hours(1)), "hour");
  if (away > -7) return `${dayName(time, now, locale)} ${clockOf(time, locale)}`;
  return dateOf(time, now, locale);
}

/** As short as a column asks: "16:48", "Mon", "30 Nov". */
export function short(time: number, now: number, locale: string): string {
  const away = calendarDays(time, now);
  if (away === 0) return clockOf(time, locale);
  if (Math.abs(away) === 1) return relativeDay(away, locale);
  if (Math.abs(away) < 7) return new Intl.DateTimeFormat(locale, { weekday: "short" }).format(time);
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(time);
}

/** A point ahead or behind, said exactly: "Thursday 20:00", "4 January 20:00". */
export function at(time: number, now: number, locale: string): string {
  return `${dayName(time, now, locale)} ${clockOf(time, locale)}`;
}

/** A length in its two largest units: "2 days 3 hours", "19 hours", "5 minutes". */
export function duration(length: number, locale: string): string {
  const amount = (n: number, unit: "day" | "hour" | "minute"): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(n);
  const wholeDays = Math.floor(length / days(1));
  const wholeHours = Math.floor((length % days(1)) / hours(1));
  const wholeMinutes = Math.floor((length % hours(1)) / minutes(1));
  if (wholeDays >= 4) return amount(wholeDays, "day");
  if (wholeDays > 0) return wholeHours > 0 ? `${amount(wholeDays, "day")} ${amount(wholeHours, "hour")}` : amount(wholeDays, "day");
  if (wholeHours >= 4) return amount(wholeHours, "hour");
  if (wholeHours > 0) return wholeMinutes > 0 ? `${amount(wholeHours, "hour")} ${amount(wholeMinutes, "minute")}` : amount(wholeHours, "hour");
  return amount(Math.max(1, wholeMinutes), "minute");
}

const weekday = (time: number, locale: string): string => new Intl.DateTimeFormat(locale, { weekday: "long" }).format(time);

const relativeDay = (away: number, locale: string): string => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(away, "day");

const capital = (words: string, locale: string): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
