/** Bundles and folders in words: what came, what did not, what would help. */
import type { CarriedReport, FoldersSnapshot } from "../../shared/contract/carrying-snapshots.ts";
import type { FolderProblem } from "../../shared/ports/folders.ts";
import { formatTime } from "../times.ts";
import { counted, list } from "./lists.ts";

const endings: Readonly<Record<CarriedReport["end"], string>> = {
  whole: "",
  cutShort: "Its end is missing: copy it again and open it again; what was there is kept.",
  damaged: "It is damaged, and nothing behind the damage could be read: copy it again and open it again; what was whole is kept.",
  notMine: "It is no bundle that this profile can open: it is for others, of a group you are not in, or another kind of file; nothing was changed.",
  forged: "It bears the name of a member who did not write it; nothing of it was taken.",
};

/** One line for a bundle that was opened. */
export function reportWords(report: CarriedReport): string {
  const { group, from, written, waiting } = report;
  const trouble = endings[report.end];
  if (group === null || report.end === "forged") return trouble;
  const by = from === null || written === null ? "" : `, written by ${from.name} on ${formatTime(written)}`;
  const came = freshWords(report.fresh, report.filled);
  const waits = waiting === 0 ? "" : ` ${counted(waiting, "entry", "entries")} of it ${waiting === 1 ? "waits" : "wait"} for something earlier that has not come yet: keep the bundle and open it again then.`;
  return `${group.name}${by}: ${came === "" ? "nothing in it was new" : `${came} came`}.${waits}${trouble === "" ? "" : ` ${trouble}`}`;
}

function freshWords({ posts, motions, ballots, documents, files, others }: CarriedReport["fresh"], filled: number): string {
  const parts: [number, string, string][] = [
    [posts, "post", "posts"],
    [motions, "motion", "motions"],
    [ballots, "ballot", "ballots"],
    [documents, "change to documents", "changes to documents"],
    [files, "file's description", "files' descriptions"],
    [others, "other entry", "other entries"],
    [filled, "whole file", "whole files"],
  ];
  const some = parts.filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many));
  return some.length === 0 ? "" : list(some);
}

export const folderProblems: Readonly<Record<FolderProblem, string>> = {
  gone: "it is not there (any more)",
  readOnly: "nothing may be written there",
  full: "it is full",
  taken: "something of this name is there already",
  failed: "it does not take files",
};

/** How a shared folder is. */
export function folderWords({ folder, state, files, foreign, spoilt, lacking, last }: FoldersSnapshot[number]): string {
  if (state !== "fine" && state !== "looking") return `${folder}: not in step, ${folderProblems[state]}; nothing is lost, it goes on when that is over.`;
  const notes = [
    lacking === 0 ? "all that is here is in it" : `${counted(lacking, "entry", "entries")} to be written there yet`,
    ...(foreign === 0 ? [] : [`${foreign} for others`]),
    ...(spoilt === 0 ? [] : [`${spoilt} not whole yet`]),
  ];
  const came = last === null ? "" : ` Last: ${reportWords(last)}`;
  return `${folder}: ${counted(files, "file")}; ${notes.join(", ")}.${came}`;
}
