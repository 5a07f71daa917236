/** Bylaws as plain sentences, each with its values (LAW-1). */
import type { Bylaws, History, Measure, Template } from "../../shared/contract/bylaws.ts";
import { formatFraction } from "../fractions.ts";
import { counted } from "./lists.ts";

export const templateWords: Readonly<Record<Template, string>> = { assembly: "an assembly", consensus: "a consensus circle", union: "a union branch", coop: "a co-op" };

const baseWords = { cast: "votes cast for or against", present: "counted ballots", all: "all members on the roll" } as const;

/** KEY-4. */
export const historyWords: Readonly<Record<History, string>> = {
  all: "Who joins reads everything written before.",
  fromNowOn: "Who joins reads every motion, vote and decision of before, and of discussions, documents and files what is written from then on. What was written while the bylaws opened it to newcomers stays open.",
};

/** As they are typed. */
export const historyChoices = { all: "all", "from-now-on": "fromNowOn" } as const;

const measureWords = ({ quorum, threshold, base }: Measure): string => `counts when ${formatFraction(quorum)} of the roll has voted, and passes with ${formatFraction(threshold)} of ${baseWords[base]}`;

/** One sentence a rule, always in this order, so that two sets of bylaws can be held side by side. */
export function bylawSentences(bylaws: Bylaws): readonly string[] {
  const { changing, expelling, sponsors, probationDays, noticeDays, dormantAfterDays } = bylaws;
  const admission =
    bylaws.admission === "byMotion"
      ? "Who joins votes once a member's motion to admit them is certified."
      : sponsors > 0
        ? `Who joins votes once a motion has named them, which is opened when ${counted(sponsors, "member")} ${sponsors === 1 ? "stands" : "stand"} for them.`
        : "Who joins votes once a motion has named them.";
  return [
    `A motion ${measureWords(bylaws)}.`,
    changing === null ? "Bylaws change by the measure of any motion." : `A change of the bylaws ${measureWords(changing)}.`,
    expelling === null ? "Expulsion takes the measure of any motion." : `An expulsion ${measureWords(expelling)}.`,
    `A motion stays open for ${counted(bylaws.deadlineDays, "day")} unless its mover says otherwise${noticeDays > 0 ? `, and for ${counted(noticeDays, "day")} at least` : ""}.`,
    bylaws.usualMethod === "consensus" ? "The usual way to decide is consensus." : "The usual way to decide is by yes and no.",
    bylaws.ties === "fail" ? "A tie means the motion fails." : "A tie is followed by a run-off.",
    bylaws.binding === "certified" ? "A decision binds once it is certified." : "What can be undone binds once a majority of machines has counted alike; anything else once it is certified.",
    bylaws.whoInvites === "everyMember" ? "Every member may invite." : "Members who vote may invite.",
    admission,
    probationDays > 0 ? `Members' machines wait ${counted(probationDays, "day")} before they propose to name a newcomer.` : "There is no trial period.",
    historyWords[bylaws.history],
    dormantAfterDays > 0 ? `Members not heard of for ${counted(dormantAfterDays, "day")} are shown as dormant; they lose nothing by it.` : "Nobody is shown as dormant.",
    `The recall of a delegate is opened by ${formatFraction(bylaws.petition)} of the voting members.`,
  ];
}

/** What changes: each sentence that would read otherwise. */
export function differenceLines(from: Bylaws, to: Bylaws): readonly string[] {
  const [old, next] = [bylawSentences(from), bylawSentences(to)];
  return old.flatMap((sentence, i) => (sentence === next[i] ? [] : [`- ${sentence}`, `+ ${next[i]!}`]));
}
