/** Nothing in the tree is tied to one machine, one registry or one unfinished afternoon. */
import { expect, it } from "vitest";
import { files, read } from "./sources.ts";

const binary = /\.(png|gz|ico|icns|woff2|wasm|vbr|db)$/;
const texts = files.filter((path) => !binary.test(path));

/** `file:line` of each line that matches. */
function found(pattern: RegExp, among: readonly string[]): string[] {
  return among.flatMap((path) =>
    read(path)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

it("names no host of a package registry", () => {
  expect(found(/registry\.(npmjs|yarnpkg)|npm[m]irror|deb\.debian\.org|playwright\.azureedge|\/\/github\.com\/electron\/electron\/releases/, texts)).toEqual([]);
});

it("pins packages without saying where they came from", () => {
  expect(found(/"resolved": *"https?:/, ["package-lock.json"])).toEqual([]);
});

it("names no folder of one machine", () => {
  // Ada has no machine; she appears in examples.
  expect(found(/(?:^|[^\w.])\/(?:work|farm|root|home|Users)\/(?!ada\b)\w/, texts)).toEqual([]);
});

it("leaves no test alone in its file", () => {
  expect(found(/\b(?:it|test|describe)\.only\(/, texts.filter((path) => /\.tsx?$/.test(path)))).toEqual([]);
});
