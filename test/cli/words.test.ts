/** Every kind the engine answers with has its words. The compiler asks for the kinds, this for the sentences. */
import { describe, expect, it } from "vitest";
import { joinRefusals } from "../../cli/words/joining.ts";
import { outcomeBriefly, outcomeSentence, stateSentence, statusWords } from "../../cli/words/motions.ts";
import { recordProblemSentence, recordProblems, unseenWords } from "../../cli/words/records.ts";
import { sheetProblems, sheetSentence } from "../../cli/words/sheets.ts";
import { refusalSentence, refusalSentences } from "../../cli/words/refusals.ts";
import type { RecordProblem } from "../../shared/contract/record-report.ts";
import type { Refusal } from "../../shared/contract/refusals.ts";
import type { OutcomeView } from "../../shared/contract/result-snapshots.ts";
import type { MotionState } from "../../shared/contract/snapshots.ts";
import type { SheetProblem } from "../../shared/tally/sheet/sheet.ts";

/** Stands for any value a sentence may name. */
const values = { detail: "why", least: 3, most: 5, address: "ws://x", field: "title", limit: 10, length: 11, have: 2, needed: 4, of: 5, missing: ["Ada", "Bela"], deadline: 0, at: 1, stated: "x", counted: "y", reason: "z", id: "0123", size: 12, found: 1, line: 3, expected: 2, name: "Ada", rank: "?", ballot: 7, count: "0" };
const sentence = /^[A-Z“].*[.:]$/u;

describe("words", () => {
  it.each(Object.keys(refusalSentences))("for the refusal %s", (kind) => {
    expect(refusalSentence({ ...values, kind } as unknown as Refusal)).toMatch(sentence);
  });

  it.each(Object.keys(recordProblems))("for the problem %s of a record", (kind) => {
    expect(recordProblemSentence({ ...values, at: "1", kind } as unknown as RecordProblem)).toMatch(sentence);
  });

  it.each(Object.keys(sheetProblems))("for the problem %s of a sheet", (kind) => {
    expect(sheetSentence({ ...values, kind } as unknown as SheetProblem)).toMatch(sentence);
  });

  it("for every state and outcome of a motion", () => {
    const ada = { id: "", name: "Ada", me: false };
    const states: MotionState[] = [
      { is: "open", overdue: true },
      { is: "closing", sealed: 5, needed: 6, roll: 8, missing: [ada] },
      { is: "counted", by: 2, roll: 8, needed: 6 },
      { is: "provisional", by: 5, roll: 8, needed: 6 },
      { is: "certified", by: 6, roll: 8, needed: 6, round: 1 },
      { is: "contradicted", doubleAttesters: [ada] },
    ];
    expect(states.map(stateSentence)).toEqual([
      "open, past its deadline",
      "closing: 5 of 6 have promised, missing Ada",
      "counted by 2 of 8; 6 make it certified",
      "provisional: counted alike by 5 of 8, a majority; 6 make it certified",
      "certified by 6 of 8",
      "contradicted: two results were certified, which bind neither; signed twice by Ada",
    ]);
    const outcomes: OutcomeView[] = [{ is: "adopted", option: 1 }, { is: "adopted", option: null }, { is: "rejected" }, { is: "tied", options: [0, 2] }, { is: "noQuorum", have: 1, needed: 2 }, { is: "belowThreshold", option: 0 }];
    expect(outcomes.map((outcome) => outcomeSentence(outcome, ["Yard", "Library"]))).toEqual([
      "adopted: Library",
      "adopted",
      "rejected",
      "tied between Yard and None of these, so not adopted",
      "no quorum: 1 of the 2 ballots needed",
      "Yard came first but stays below the threshold",
    ]);
    for (const words of [outcomeBriefly, statusWords, unseenWords, joinRefusals]) for (const each of Object.values(words)) expect(each).toMatch(/\w{3}/u);
  });
});
