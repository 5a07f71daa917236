/** Names and things joined as the language joins them: "Nadia, Ruth and Samir". */
import { useTranslation } from "react-i18next";
import { useLocale } from "./locale.ts";
import { givenName } from "./Person.tsx";

export function listWords(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { style: "long", type: "conjunction" }).format(items);
}

interface Named {
  readonly name: string;
  readonly me: boolean;
}

/** Members in a sentence: you first, given names only where no two share one, and "and 5 others" past `most`. */
export function useNames(): (members: readonly Named[], most?: number) => string {
  const { t } = useTranslation("design");
  const locale = useLocale();
  return (members, most = 4) => {
    const ordered = [...members].sort((a, b) => Number(b.me) - Number(a.me));
    const given = ordered.map((member) => givenName(member.name));
    const names = ordered.map((member, at) => {
      if (member.me) return t("you");
      const first = given[at] ?? member.name;
      return given.filter((other) => other === first).length > 1 ? member.name : first;
    });
    const shown = names.length > most + 1 ? [...names.slice(0, most), t("others", { count: names.length - most })] : names;
    return listWords(shown, locale);
  };
}
