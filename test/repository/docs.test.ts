import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { labels } from "../../shared/crypto/labels.ts";
import { kinds } from "../../shared/log/kind.ts";
import { files, read, root } from "./sources.ts";

const pages = files.filter((path) => path.endsWith(".md"));
const protocol = read("docs/protocol.md");

/** Ids of rules, ranges such as MEM-4…6 included. */
function rulesIn(text: string): Set<string> {
  const rules = new Set<string>();
  for (const [, name, first, last] of text.matchAll(/\b(ENC|ID|LOG|MEM|KEY|DOC|POLL|MAN|SYNC|LAN|REST)-(\d+)(?:…(\d+))?/gu)) {
    for (let n = Number(first); n <= Number(last ?? first); n++) rules.add(`${name}-${n}`);
  }
  return rules;
}

describe("the documents", () => {
  it.each(pages)("%s links to pages that exist", (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+\.md)\)/gu)].map(([, link]) => link!);
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it("docs/protocol.md names every label and every kind of entry", () => {
    for (const label of Object.values(labels)) expect(protocol).toContain(`\`${label.replace("veche/1/", "")}\``);
    for (const kind of Object.values(kinds)) expect(protocol).toMatch(new RegExp(`\\| ${kind} \\|`, "u"));
  });

  it("docs/protocol.md has every rule that code and tests cite", () => {
    const known = rulesIn(protocol);
    const cited = files.filter((path) => /\.(ts|tsx|md)$/u.test(path)).flatMap((path) => [...rulesIn(read(path))].filter((rule) => !known.has(rule)).map((rule) => `${path}: ${rule}`));
    expect(cited).toEqual([]);
  });

  it("docs/protocol.md names every vector", () => {
    const vectors = ["records.json", "poll-records.json"].flatMap((file) => Object.keys(JSON.parse(read(`test/vectors/${file}`)) as object));
    const records = vectors.filter((name) => /^[a-zA-Z0-9]+$/u.test(name) && name !== "recordFile");
    for (const name of records) expect(protocol, name).toMatch(new RegExp(`\\b${name}\\b`, "u"));
  });
});
