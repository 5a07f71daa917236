/** The page around the checker: a file and the group's id in, what was found out. */
import { Beside, type Answer } from "./beside.ts";
import { el, fill } from "./elements.ts";
import { reportPage } from "./report-page.ts";
import { languages } from "./words/languages.ts";
import type { Words } from "./words/words.ts";

/** What is to be said of the file. */
type Found = { readonly is: "nothing" } | { readonly is: "badGroup" } | { readonly is: "checking" } | { readonly is: "answered"; readonly answer: Answer };

export function openPage(): void {
  const beside = new Beside();
  let file: Blob | null = null;
  let found: Found = { is: "nothing" };
  let language = Object.keys(languages).find((one) => navigator.language.startsWith(one)) ?? "en";

  const group = el("input", { id: "group", type: "text", spellcheck: "false", autocomplete: "off", maxlength: "80", "aria-describedby": "group-help" });
  const chosen = el("input", { id: "file", type: "file", "aria-describedby": "file-help" });
  const result = el("section", { "aria-live": "polite" });
  const choice = el("select", { id: "language", "aria-label": "Language" }, ...Object.entries(languages).map(([code, { language: name }]) => el("option", { value: code, lang: code }, name)));

  const say = (now: Found): void => {
    found = now;
    fill(result, ...wordsFor(found, languages[language]!, language));
  };

  const show = (): void => {
    const words = languages[language]!;
    document.documentElement.lang = language;
    document.title = words.title;
    choice.value = language;
    fill(document.querySelector("main")!, choice, el("h1", {}, words.title), el("p", { class: "lead" }, words.lead), form(words, chosen, group), result);
    say(found);
  };

  const check = (): void => {
    const given = group.value.replaceAll(/\s/gu, "").toLowerCase();
    const isGroup = /^[0-9a-f]{64}$/u.test(given);
    group.setAttribute("aria-invalid", String(given !== "" && !isGroup));
    beside.forget();
    if (given !== "" && !isGroup) return say({ is: "badGroup" });
    if (file === null) return say({ is: "nothing" });
    say({ is: "checking" });
    beside.ask({ file, group: isGroup ? given : null }, (answer) => say({ is: "answered", answer }));
  };

  const take = (taken: File | undefined): void => {
    if (taken === undefined) return;
    file = taken;
    check();
  };

  chosen.addEventListener("change", () => take(chosen.files?.[0]));
  group.addEventListener("input", check);
  choice.addEventListener("change", () => {
    language = choice.value;
    show();
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  });
  document.addEventListener("submit", (event) => event.preventDefault());
  show();
}

function wordsFor(found: Found, words: Words, language: string): readonly HTMLElement[] {
  switch (found.is) {
    case "nothing":
      return [];
    case "badGroup":
      return [el("p", { class: "wrong" }, words.groupBad)];
    case "checking":
      return [el("p", {}, words.checking)];
    case "answered":
      return found.answer === null ? [el("p", { class: "wrong" }, words.unreadable)] : reportPage(found.answer, words, language);
  }
}

const form = (words: Words, file: HTMLElement, group: HTMLElement): HTMLElement =>
  el(
    "form",
    {},
    el("label", { for: "file" }, words.choose),
    file,
    el("p", { id: "file-help", class: "help" }, words.drop),
    el("label", { for: "group" }, words.group),
    group,
    el("p", { id: "group-help", class: "help" }, words.groupHelp),
  );
