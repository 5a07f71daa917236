/** Every sentence exists in both languages, every one that is asked for exists, and every refusal has one. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const renderer = fileURLToPath(new URL("../../renderer/", import.meta.url));
const files = readdirSync(renderer, { recursive: true, encoding: "utf8" });

type Strings = Record<string, string>;
const languages = ["en", "ru"] as const;

/** namespace → language → strings, as renderer/app/i18n.ts gathers them. */
const namespaces = new Map<string, Partial<Record<string, Strings>>>();
for (const path of files) {
  const [, folder = "", prefix, language] = /([a-z]+)[/\\](?:([a-z]+)-)?strings\.([a-z]+)\.json$/.exec(path) ?? [];
  if (language === undefined) continue;
  const name = prefix ?? folder;
  const known = namespaces.get(name) ?? {};
  known[language] = JSON.parse(readFileSync(renderer + path, "utf8")) as Strings;
  namespaces.set(name, known);
}

const pluralForms: Record<string, readonly string[]> = {
  en: ["one", "other"],
  ru: ["one", "few", "many", "other"],
};
const formOf = /_(?:ordinal_)?(?:zero|one|two|few|many|other)$/;
const isOrdinal = (key: string): boolean => key.includes("_ordinal_");
/** "did.founded_other" is a context, not a plural, where no "…_one" stands beside it. */
const stem = (key: string, all: Strings): string => {
  const bare = key.replace(formOf, "");
  return isOrdinal(key) || `${bare}_one` in all ? bare : key;
};
const stems = (strings: Strings): string[] => [...new Set(Object.keys(strings).map((key) => stem(key, strings)))].sort();

describe.each([...namespaces])("strings of %s", (_, byLanguage) => {
  const [en, ru] = languages.map((language) => byLanguage[language]);

  it("say the same things in English and Russian", () => {
    expect(stems(ru ?? {})).toEqual(stems(en ?? {}));
  });

  it.each(languages)("have every plural form of %s", (language) => {
    const strings = byLanguage[language] ?? {};
    const counted = stems(strings).filter((key) => `${key}_one` in strings);
    for (const key of counted) {
      for (const form of pluralForms[language] ?? []) expect(strings, `${key}_${form}`).toHaveProperty([`${key}_${form}`]);
    }
  });

  it("name the same values in both languages", () => {
    const values = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)\}\}|<(\w+)\s*\/?>/g)].map(([, value, tag]) => value ?? `<${tag}>`))].sort();
    const gather = (strings: Strings, key: string): string[] =>
      [...new Set(Object.keys(strings).filter((each) => stem(each, strings) === key).flatMap((each) => values(strings[each] ?? "")))].filter((value) => value !== "count").sort();
    for (const key of stems(en ?? {})) expect(gather(ru ?? {}, key), key).toEqual(gather(en ?? {}, key));
  });
});

describe("sentences that pages ask for", () => {
  const sources = files.filter((path) => /\.tsx?$/.test(path)).map((path) => [path, readFileSync(renderer + path, "utf8")] as const);

  /** `const { t: tApp } = useTranslation("app")` → tApp speaks app. */
  const speakers = (source: string): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const [, names = "", namespace = ""] of source.matchAll(/const \{([^}]*)\} = useTranslation\("(\w+)"\)/g)) {
      for (const part of names.split(",")) {
        const [, alias] = /^\s*t(?:: (\w+))?\s*$/.exec(part) ?? [];
        if (!/^\s*t\b/.test(part)) continue;
        const name = alias ?? "t";
        found.set(name, [...(found.get(name) ?? []), namespace]);
      }
    }
    return found;
  };

  const known = (key: string, spoken: readonly string[]): boolean => {
    const [, explicit, rest] = /^(\w+):(.+)$/.exec(key) ?? [];
    const places = explicit !== undefined && rest !== undefined ? [explicit] : spoken;
    return places.some((place) => {
      const strings = namespaces.get(place)?.["en"] ?? {};
      const asked = rest ?? key;
      return asked in strings || Object.keys(strings).some((each) => each.startsWith(`${asked}_`));
    });
  };

  it("all exist", () => {
    const missing: string[] = [];
    for (const [path, source] of sources) {
      for (const [name, spoken] of speakers(source)) {
        const asked = new RegExp(`(?<![\\w.])${name}\\(\\s*"([^"]+)"`, "g");
        for (const [, key = ""] of source.matchAll(asked)) if (!known(key, spoken)) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it("and those built from a kind have at least one of that kind", () => {
    const missing: string[] = [];
    for (const [path, source] of sources) {
      for (const [name, spoken] of speakers(source)) {
        for (const [, asked = ""] of source.matchAll(new RegExp(`(?<![\\w.])${name}\\(\\s*\`([^$\`]+)\\$\\{`, "g"))) {
          const [, explicit, rest] = /^(\w+):(.*)$/.exec(asked) ?? [];
          const prefix = rest ?? asked;
          const some = (explicit === undefined ? spoken : [explicit]).some((place) => Object.keys(namespaces.get(place)?.["en"] ?? {}).some((key) => key.startsWith(prefix)));
          if (!some) missing.push(`${path}: ${prefix}…`);
        }
      }
    }
    expect(missing).toEqual([]);
  });
});

it("every refusal of the contract has its sentence", () => {
  const source = readFileSync(fileURLToPath(new URL("../../shared/contract/refusals.ts", import.meta.url)), "utf8");
  const kinds = [...source.matchAll(/kind: "(\w+)"/g)].map(([, kind]) => kind ?? "");
  expect(kinds.length).toBeGreaterThan(30);
  for (const language of languages) {
    const strings = namespaces.get("refusal")?.[language] ?? {};
    expect(kinds.filter((kind) => !(kind in strings)), language).toEqual([]);
    expect(Object.keys(strings).filter((key) => !key.startsWith("field.") && !kinds.includes(key)), `${language}: no longer asked for`).toEqual([]);
  }
});
