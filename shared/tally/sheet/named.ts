/** Ballots of forms that name candidates as they come: who is named first stands first. */
import { err, ok, type Result } from "../../base/result.ts";
import { maxCandidates, maxScore, shown, type ReadSheet, type SheetBallot } from "./sheet.ts";

/** One mark of a ballot. */
export interface Mark {
  readonly name: string;
  readonly score: number | null;
}

export class NamedBallots {
  readonly #candidates: string[] = [];
  readonly #index = new Map<string, number>();
  readonly #rows: { ranks: number[][]; scores: Map<number, number> | null; count: number }[] = [];
  #total = 0;

  /** Declares a candidate who may be named by no ballot. */
  candidate(name: string): number {
    const known = this.#index.get(name);
    if (known !== undefined) return known;
    this.#index.set(name, this.#candidates.length);
    return this.#candidates.push(name) - 1;
  }

  /** `groups`: marks of equal rank, best first; null where only the points rank. */
  ballot(count: string, marks: readonly Mark[], groups: readonly (readonly Mark[])[] | null): Result<null, string> {
    const number = Number(count);
    if (!/^\d+$/u.test(count) || number < 1 || !Number.isSafeInteger(number)) return err(`has “${shown(count)}” where the number of its ballots belongs`);
    this.#total += number;
    const scored = marks.filter(({ score }) => score !== null);
    if (scored.length > 0 && scored.length < marks.length) return err("gives points to some whom it names and not to others");
    const scores = scored.length === 0 ? null : new Map<number, number>();
    const seen = new Set<number>();
    for (const { name, score } of marks) {
      const candidate = this.candidate(name);
      if (seen.has(candidate)) return err(`names “${shown(name)}” twice`);
      if (score !== null && score > maxScore) return err(`gives “${shown(name)}” more than ${maxScore} points`);
      seen.add(candidate);
      scores?.set(candidate, score ?? 0);
    }
    const ranks = (groups ?? byScore(marks)).map((group) => group.map(({ name }) => this.candidate(name)));
    this.#rows.push({ ranks, scores, count: number });
    return ok(null);
  }

  sheet(): ReadSheet {
    const candidates = this.#candidates;
    if (this.#rows.length === 0) return err({ kind: "NoBallots" });
    if (candidates.length === 0) return err({ kind: "NoCandidates" });
    if (candidates.length > maxCandidates) return err({ kind: "TooManyCandidates", limit: maxCandidates, found: candidates.length });
    if (!Number.isSafeInteger(this.#total * maxScore)) return err({ kind: "TooManyBallots" });
    const ballots = this.#rows.map(({ ranks, scores, count }): SheetBallot => ({ ranks, scores: scores && candidates.map((_, i) => scores.get(i) ?? 0), count }));
    return ok({ candidates, withdrawn: [], seats: null, ballots });
  }
}

function byScore(marks: readonly Mark[]): Mark[][] {
  const levels = [...new Set(marks.map(({ score }) => score ?? 0))].sort((a, b) => b - a);
  return levels.map((level) => marks.filter(({ score }) => (score ?? 0) === level));
}
