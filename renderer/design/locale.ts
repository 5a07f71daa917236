/** The locale of dates, numbers and lists: the language of the window with the region of the person's system. */
import { useTranslation } from "react-i18next";

export const localeOf = (language: string): string =>
  navigator.languages.find((wish) => wish.toLowerCase().startsWith(language)) ?? language;

export function useLocale(): string {
  const { i18n } = useTranslation("design");
  return localeOf(i18n.language);
}
