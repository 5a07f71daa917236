import { expect, it } from "vitest";
import { reasonWords } from "../../cli/words/reasons.ts";
import english from "../../renderer/app/reason-strings.en.json" with { type: "json" };

it("[LOG-8] the window says every reason for which an entry has no effect as the command line does", () => {
  expect(english).toEqual(reasonWords);
});
