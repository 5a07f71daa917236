/**
 * ABIF, the Aggregated Ballot Information Format of electowiki.org: `27:Ada>Bela=Cyn`, `12:Ada/5,Bela/3`, names with
 * blanks in brackets or quotes. `=Ada:[Ada Lovelace]` gives a short name its long one; `{…}` and `#` say things we need not.
 */
import { err, ok, type Result } from "../../base/result.ts";
import { NamedBallots, type Mark } from "./named.ts";
import type { ReadSheet } from "./sheet.ts";

const ballotLine = /^(\d+)\s*[:*]\s*(.*)$/u;
const candidateLine = /^=\s*(\S.*?)\s*:\s*\[(.*)\]$/u;
const mark = /^\s*(?:\[([^\]]+)\]|"([^"]+)"|([^\s>=,/[\]"]+))\s*(?:\/\s*(\d{1,7}))?\s*([>=,]|$)/u;

export const looksLikeAbif = (text: string): boolean => /^[ \t]*(?:\d+[ \t]*[:*]|=[ \t]*\S[^\n]*:[ \t]*\[)/mu.test(text);

export function readAbif(text: string): ReadSheet {
  const out = new NamedBallots();
  const long = new Map<string, string>();
  for (const [i, raw] of text.split(/\r\n|\n|\r/u).entries()) {
    const line = raw.replace(/^\s*#.*$|\s#.*$/u, "").trim();
    if (line === "" || line.startsWith("{")) continue;
    const bad = (detail: string): ReadSheet => err({ kind: "BadLine", line: i + 1, detail });
    const candidate = candidateLine.exec(line);
    if (candidate !== null) {
      const name = candidate[2]!.trim();
      if (name === "") return bad("names somebody without a name");
      long.set(candidate[1]!.replace(/^"(.*)"$|^\[(.*)\]$/u, "$1$2"), name);
      out.candidate(name);
      continue;
    }
    const ballot = ballotLine.exec(line);
    if (ballot === null) return bad("is neither a ballot nor the name of a candidate");
    const marks = readMarks(ballot[2]!, long);
    if (!marks.ok) return bad(marks.error);
    const taken = out.ballot(ballot[1]!, marks.value.flat(), ballot[2]!.includes(",") && marks.value.length === 1 ? null : marks.value);
    if (!taken.ok) return bad(taken.error);
  }
  return out.sheet();
}

/** Groups of equal rank. A comma ranks nothing by itself: the points do. */
function readMarks(text: string, long: ReadonlyMap<string, string>): Result<Mark[][], string> {
  const groups: Mark[][] = [];
  let group: Mark[] = [];
  for (let rest = text.trim(); rest !== ""; ) {
    const found = mark.exec(rest);
    if (found === null) return err(`cannot be read at “${rest.slice(0, 20)}”`);
    const name = (found[1] ?? found[2] ?? found[3]!).trim();
    group.push({ name: long.get(name) ?? name, score: found[4] === undefined ? null : Number(found[4]) });
    rest = rest.slice(found[0].length);
    if (found[5] !== "" && rest.trim() === "") return err("ends where a name should follow");
    if (found[5] === ">") {
      groups.push(group);
      group = [];
    }
  }
  return ok(group.length > 0 ? [...groups, group] : groups);
}
