/**
 * Tally sheets of Debian's elections, as its vote engine publishes them: a drawing that names the options, then one
 * line a ballot, `V: 2-31---  <receipt>`. A column holds the rank given to its option, `-` is unranked and tied below
 * all ranked, equal ranks tie, ranks may skip. Ranks beyond 9 are letters.
 */
import { err, ok } from "../../base/result.ts";
import { maxCandidates, type ReadSheet, type SheetBallot } from "./sheet.ts";

const optionLine = /^[\s|/]*Option (\d+)-*>: ?(.*)$/;
const voteLine = /^V: *(\S*)/;
const rankDigits = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const unranked = "-";

export function readDebianSheet(text: string): ReadSheet {
  const candidates: string[] = [];
  const ballots: SheetBallot[] = [];
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    const option = optionLine.exec(line);
    if (option !== null) {
      const name = option[2]!.trim();
      if (Number(option[1]) !== candidates.length + 1 || name === "" || candidates.includes(name)) return err({ kind: "BadCandidate", at: i + 1, name });
      candidates.push(name);
      continue;
    }
    const vote = voteLine.exec(line);
    if (vote === null) continue;
    if (candidates.length === 0) return err({ kind: "NoCandidates" });
    const ranks = vote[1]!;
    if (ranks.length !== candidates.length) return err({ kind: "WrongColumns", line: i + 1, found: ranks.length, expected: candidates.length });
    const bad = [...ranks].find((rank) => rank !== unranked && !rankDigits.includes(rank));
    if (bad !== undefined) return err({ kind: "BadRank", line: i + 1, rank: bad });
    ballots.push({ ranks: groupsOf(ranks), scores: null, count: 1 });
  }
  if (candidates.length === 0) return err({ kind: "NotASheet", detail: "no line names an option" });
  if (candidates.length > maxCandidates) return err({ kind: "TooManyCandidates", limit: maxCandidates, found: candidates.length });
  return ballots.length === 0 ? err({ kind: "NoBallots" }) : ok({ candidates, withdrawn: [], seats: null, ballots });
}

/** `2-31` becomes [[3], [0], [2]]: option 3 first, then 0, then 2. */
function groupsOf(ranks: string): number[][] {
  const byRank = new Map<string, number[]>();
  for (const [candidate, rank] of [...ranks].entries()) {
    if (rank !== unranked) byRank.set(rank, [...(byRank.get(rank) ?? []), candidate]);
  }
  return [...byRank].sort(([a], [b]) => rankDigits.indexOf(a) - rankDigits.indexOf(b)).map(([, group]) => group);
}
