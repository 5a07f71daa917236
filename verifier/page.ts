/** The page around the checker: a file and the group's id in, what was found out. */
import { el, fill } from "./elements.ts";
import { reportPage } from "./report-page.ts";
import { ready } from "./sodium.ts";
import { verify } from "./verify.ts";
import { languages } from "./words/languages.ts";
import type { Words } from "./words/words.ts";
import "./page.css";

let content: Uint8Array | null = null;
let language = Object.keys(languages).find((one) => navigator.language.startsWith(one)) ?? "en";

const group = el("input", { id: "group", type: "text", spellcheck: "false", autocomplete: "off", maxlength: "80", "aria-describedby": "group-help" });
const file = el("input", { id: "file", type: "file", "aria-describedby": "file-help" });
const found = el("section", { "aria-live": "polite" });
const choice = el("select", { id: "language", "aria-label": "Language" }, ...Object.entries(languages).map(([code, { language: name }]) => el("option", { value: code, lang: code }, name)));

function show(): void {
  const words = languages[language]!;
  document.documentElement.lang = language;
  document.title = words.title;
  choice.value = language;
  fill(document.querySelector("main")!, choice, el("h1", {}, words.title), el("p", { class: "lead" }, words.lead), form(words), found);
  check(words);
}

const form = (words: Words): HTMLElement =>
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

function check(words: Words): void {
  const given = group.value.replaceAll(/\s/gu, "").toLowerCase();
  const isGroup = /^[0-9a-f]{64}$/u.test(given);
  group.setAttribute("aria-invalid", String(given !== "" && !isGroup));
  if (given !== "" && !isGroup) fill(found, el("p", { class: "wrong" }, words.groupBad));
  else if (content === null) fill(found);
  else fill(found, ...reportPage(verify(content, isGroup ? given : null), words, language));
}

async function take(chosen: File | undefined): Promise<void> {
  if (chosen === undefined) return;
  fill(found, el("p", {}, languages[language]!.checking));
  content = new Uint8Array(await chosen.arrayBuffer());
  await new Promise((resolve) => setTimeout(resolve)); // so that it is seen that something is done
  check(languages[language]!);
}

file.addEventListener("change", () => void take(file.files?.[0]));
group.addEventListener("input", () => check(languages[language]!));
choice.addEventListener("change", () => {
  language = choice.value;
  show();
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  void take(event.dataTransfer?.files[0]);
});
document.addEventListener("submit", (event) => event.preventDefault());

await ready;
show();
