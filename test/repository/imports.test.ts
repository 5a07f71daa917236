/** Imports, those of types included, form no cycle. Their direction is checked by the lint rule `veche/layers`. */
import { expect, it } from "vitest";
import { wrongImport } from "../../scripts/lint/layers.mjs";
import { files, importsOf } from "./sources.ts";

/** The first cycle found from each file that is in one, as the files passed through. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}

it("finds a cycle where there is one", () => {
  const graph = new Map([
    ["a.ts", ["b.ts"]],
    ["b.ts", ["c.ts"]],
    ["c.ts", ["b.ts"]],
  ]);
  expect(cycles(graph)).toEqual([["b.ts", "c.ts", "b.ts"]]);
});

it("has no cycle of imports", () => {
  const sources = files.filter((path) => /\.(tsx?|mjs)$/.test(path));
  expect(cycles(new Map(sources.map((path) => [path, importsOf(path)])))).toEqual([]);
});

it("lets imports within shared/ go downwards only", () => {
  expect(wrongImport("shared/poll/motion.ts", "shared/tally/schulze.ts", false)).toBeNull();
  expect(wrongImport("shared/tally/schulze.ts", "shared/poll/motion.ts", false)).toMatch("lies below");
  expect(wrongImport("shared/client/engine.ts", "shared/contract/commands.ts", false)).toBeNull();
  expect(wrongImport("shared/record/verify.ts", "shared/contract/record-report.ts", true)).toBeNull();
  expect(wrongImport("shared/record/verify.ts", "shared/contract/record-report.ts", false)).toMatch("except types");
  expect(wrongImport("shared/log/log.ts", "shared/contract/commands.ts", true)).toMatch("lies below");
});

it("lets the window see the contract and the base types, and its worker compose the engine", () => {
  expect(wrongImport("renderer/app/App.tsx", "shared/contract/commands.ts", false)).toBeNull();
  expect(wrongImport("renderer/app/App.tsx", "shared/client/client.ts", true)).toMatch("may not import");
  expect(wrongImport("renderer/engine/worker.ts", "shared/client/client.ts", false)).toBeNull();
});
