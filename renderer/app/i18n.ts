/**
 * Every sentence of the window. Strings lie beside what shows them (`strings.<language>.json`); their folder is the
 * namespace. Flat keys; plural forms by the rules of the language.
 */
import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = ["en", "ru"] as const;
export type Language = (typeof languages)[number];

/** Each language under its own name. */
export const languageNames: Record<Language, string> = { en: "English", ru: "Русский" };

const files = import.meta.glob<Record<string, string>>(["./*strings.*.json", "../design/strings.*.json", "../features/*/strings.*.json"], {
  eager: true,
  import: "default",
});

/** "../features/agenda/strings.en.json" → agenda, en; "./refusal-strings.en.json" → refusal, en. */
const fileName = /([a-z]*)\/(?:([a-z]+)-)?strings\.([a-z]+)\.json$/;

export function createI18n(language: Language): i18n {
  const resources: Record<string, Record<string, Record<string, string>>> = {};
  for (const [path, strings] of Object.entries(files)) {
    const [, folder, prefix, lang] = fileName.exec(path) ?? [];
    if (lang === undefined) throw new Error(`not a strings file: ${path}`);
    (resources[lang] ??= {})[prefix ?? (folder || "app")] = strings;
  }
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: "en",
    defaultNS: "app",
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  return instance;
}

/** The first of the person's languages that we have. */
export function preferredLanguage(wished: readonly string[]): Language {
  for (const wish of wished) {
    const found = languages.find((language) => wish.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return "en";
}
