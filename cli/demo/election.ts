/**
 * A real election as one motion of one group: every ballot of a sheet is signed and encrypted by a member of its own. One
 * member is a fresh machine in its own process: it joins and casts the last ballot over WebRTC, verifies everything,
 * counts and attests. Its result is compared with a plain count of the sheet.
 */
import { ok } from "../../shared/base/result.ts";
import { join } from "node:path";
import type { MotionId } from "../../shared/base/ids.ts";
import { hours } from "../../shared/base/units.ts";
import * as motions from "../../shared/client/commands/motions.ts";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import type { MotionSnapshot } from "../../shared/contract/snapshots.ts";
import { kinds } from "../../shared/log/kind.ts";
import { nextStep, nothingNoticed, usualTimers } from "../../shared/poll/next-step.ts";
import type { RankedChoice } from "../../shared/tally/choice.ts";
import { schulze } from "../../shared/tally/schulze.ts";
import { letterOf, noneOfThese } from "../choices.ts";
import { Refused } from "../command.ts";
import type { Output } from "../output.ts";
import { byName, readSheetFile, type Sheet } from "../sheet-count.ts";
import { matrixLines, rankingLines, stateSentence } from "../words/motions.ts";
import { Electorate, type Voter } from "./electorate.ts";
import { inNeighbourhood, type Neighbourhood, type Resident } from "./resident.ts";
import { Story, timed } from "./story.ts";

type Ballot = Pick<RankedChoice, "ranks">;

const patience = 120_000;
/** What a sheet may call the option every ranked motion has by itself. */
const sameAsNone = /^(none of the above|none of these|further discussion)$/iu;

export async function runElection(file: string, out: Output): Promise<void> {
  const sheet = await readSheetFile(file);
  const isEmpty = ({ ranks }: Ballot): number => Number(ranks.length === 0);
  // The last is typed by hand, so it had better rank something.
  const ballots = sheet.ballots.flatMap((ballot) => Array.from({ length: ballot.count }, () => ballot)).sort((a, b) => isEmpty(b) - isEmpty(a));
  if (ballots.length < 2 || ballots[ballots.length - 1]!.ranks.length === 0) throw new Refused("This demonstration needs two ballots, one of which ranks something.");
  await inNeighbourhood((around) => new Election(new Story(out), around, sheet, ballots).run());
}

class Election {
  /** The options of the motion, by their places in the sheet. */
  readonly #options: readonly number[];
  readonly #none: number;

  constructor(
    private readonly story: Story,
    private readonly around: Neighbourhood,
    private readonly sheet: Sheet,
    private readonly ballots: readonly Ballot[],
  ) {
    this.#none = sheet.candidates.findIndex((name) => sameAsNone.test(name));
    this.#options = sheet.candidates.map((_, i) => i).filter((i) => i !== this.#none);
  }

  async run(): Promise<void> {
    const electorate = await Electorate.found("Election", "Voter 1");
    try {
      const fresh = this.around.resident("Fresh machine");
      const voters = await this.#gather(electorate, fresh);
      const motion = await this.#vote(electorate, voters);
      await this.#sync(electorate, fresh, motion);
      const result = await this.#close(electorate, voters, fresh, motion);
      await this.#compare(result, fresh, motion);
    } finally {
      await electorate.close();
    }
  }

  /** Everybody is admitted and named; answers with the voters of this process but the founder. */
  async #gather(electorate: Electorate, fresh: Resident): Promise<readonly Voter[]> {
    const { story } = this;
    const members = this.ballots.length;
    story.tell(`${members} ballots for ${this.sheet.candidates.length} options: a group of ${members} members. The keys of ${members - 1} of them and the one store they write into are in this process; the last is a fresh machine in a process of its own.`);
    const joined = await timed(async () => fresh.veche("join", await electorate.invite(), "--as", `Voter ${members}`, "--timeout", String(patience / 1000)));
    story.tell(`The fresh machine has joined over WebRTC (${joined.seconds.toFixed(1)} s) and is offline again.`);
    const admitted = await timed(async () => {
      const voters: Voter[] = [];
      for (let i = 2; i < members; i++) voters.push(await electorate.admit(`Voter ${i}`));
      return voters;
    });
    const constituted = await motions.constitute(electorate.context);
    if (!constituted.ok) throw new Error(constituted.error.kind);
    const { assembly } = electorate.group.fold;
    await electorate.until(() => assembly.electorate().size === members);
    story.tell(`${members - 2} others are admitted, each with an invite and keys of their own (${admitted.seconds.toFixed(1)} s); the founding act names all ${members}.`);
    return admitted.value;
  }

  async #vote(electorate: Electorate, voters: readonly Voter[]): Promise<MotionId> {
    const { context, group } = electorate;
    const noFiles = () => Promise.resolve(ok([]));
    const opened = await motions.open(context, {
      type: "motion.open",
      group: group.group,
      title: "Election",
      situation: "",
      options: this.#options.map((i) => ({ title: this.sheet.candidates[i]!, text: "", necessity: "", practicality: "" })),
      method: "schulze",
      quorum: { numerator: 1, denominator: 2, strict: false },
      threshold: { numerator: 1, denominator: 2, strict: true },
      base: "cast",
      deadline: Date.now() + hours(1),
      reportBy: null,
    }, noFiles);
    if (!opened.ok) throw new Error(opened.error.kind);
    const motion = opened.value.motion as MotionId;
    const cast = await timed(async () => {
      await motions.cast(context, { type: "ballot.cast", group: group.group, motion, choice: this.#choice(0) });
      for (const [i, voter] of voters.entries()) await voter.author(kinds.ballot, { type: "ballot", motion, replaces: [], choice: this.#choice(i + 1) });
    });
    const sealed = await timed(async () => {
      await motions.seal(context, { type: "motion.seal", group: group.group, motion });
      for (const voter of voters) await voter.author(kinds.seal, { type: "seal", motion });
    });
    const n = voters.length + 1;
    this.story.tell(`${n} ballots are signed, encrypted, checked and stored (${cast.seconds.toFixed(1)} s); ${n} members have promised to vote no more (${sealed.seconds.toFixed(1)} s).`);
    return motion;
  }

  /** The fresh machine catches up and casts the last ballot. */
  async #sync(electorate: Electorate, fresh: Resident, motion: MotionId): Promise<void> {
    const { story } = this;
    const { group, log } = electorate.group;
    const voted = this.ballots.length - 1;
    const entries = log.size;
    const session = await fresh.serve();
    const caughtUp = await timed(() => session.until({ query: "motion", group, motion }, (m) => m?.turnout.voted === voted && m.rollCall.filter((row) => row.sealed).length === voted, patience));
    if (caughtUp.value === null) throw new Refused("Did not happen in time: the fresh machine hears all ballots.");
    const { members } = await session.look({ query: "connection", group });
    const received = members.reduce((sum, m) => sum + (m.link?.received ?? 0), 0);
    story.tell(`The fresh machine is online: all ${entries} entries arrived over WebRTC, every signature checked, all ${voted} ballots counted (${caughtUp.seconds.toFixed(1)} s, ${Math.round(received / 1024)} KiB).`);
    const choice = this.#choice(voted);
    await fresh.veche("vote", motion, this.#typed(choice), "--done");
    story.tell("The fresh machine has cast the last ballot and promised to cast no other.");
  }

  /** The founder's machine closes once all have promised; everybody attests. */
  async #close(electorate: Electorate, voters: readonly Voter[], fresh: Resident, id: MotionId): Promise<MotionSnapshot> {
    const { story } = this;
    const { group, fold } = electorate.group;
    const motion = fold.assembly.motions.get(id)!;
    await electorate.until(() => motion.view.closes.length > 0);
    const attested = await timed(async () => {
      for (const voter of voters) {
        const step = nextStep(motion.counts, voter.id, nothingNoticed, Date.now(), usualTimers);
        if (step.do === "attest") await voter.author(kinds.attest, { type: "attest", ...step.attestation });
      }
    });
    const all = this.ballots.length;
    const certified = await timed(() =>
      fresh.session.until({ query: "motion", group, motion: id }, (m) => m?.state.is === "certified" && m.attestations.some((a) => a.member.me && a.agrees) && m.attestations.length === all, patience),
    );
    const shown = certified.value;
    if (shown === null) throw new Refused("Did not happen in time: the fresh machine shows the election certified.");
    story.check(shown.rollCall.every((row) => row.status === "counted"), "every ballot is counted");
    story.tell(`Closed. The ${voters.length} voters of this process have attested what their store counts to (${attested.seconds.toFixed(1)} s); the fresh machine has counted, attested and heard them all (${certified.seconds.toFixed(1)} s more): ${stateSentence(shown.state)}.`);
    return shown;
  }

  async #compare(result: MotionSnapshot, fresh: Resident, motion: MotionId): Promise<void> {
    const { story, sheet } = this;
    const { tally } = result.result;
    if (tally.method !== "schulze") throw new Error(`a tally of ${tally.method}`);
    const none = this.#none < 0 ? noneOfThese : sheet.candidates[this.#none]!;
    const names = [...result.options.map((option) => option.title), none];
    story.tell("The fresh machine's result:", { ...byName(tally, names) });
    story.show([...rankingLines(tally.ranking, names), "", ...matrixLines(tally.pairwise, names)]);
    this.#checkAgainstSheet(byName(tally, names));
    story.tell("Ranking and matrix equal the plain count of the sheet ('veche tally').");

    const file = join(this.around.folder, "election.veche-record");
    const { group, bytes } = await fresh.veche<{ group: string; bytes: number }>("record", "export", motion, "-o", file);
    const verified = await timed(() => this.around.run(["verify", file, "--group", group, "--json"]));
    const report = JSON.parse(verified.value.stdout) as RecordReport;
    story.check(verified.value.code === 0 && report.valid && report.result?.counted === this.ballots.length, "the record checks out");
    story.tell(`The record of the election, ${Math.round(bytes / 1024)} KiB, checks out in a process without a profile (${verified.seconds.toFixed(1)} s).`);
  }

  /** A sheet without "none" is compared on its own options. */
  #checkAgainstSheet(shown: ReturnType<typeof byName>): void {
    const { candidates } = this.sheet;
    const plain = byName(schulze(candidates.length, this.sheet.ballots), candidates);
    for (const a of candidates) for (const b of candidates) if (a !== b) this.story.check(shown.pairwise[a]?.[b] === plain.pairwise[a]?.[b], `${a} against ${b} as in the sheet`);
    const ranking = shown.ranking.map((group) => group.filter((name) => candidates.includes(name)).sort()).filter((group) => group.length > 0);
    this.story.check(JSON.stringify(ranking) === JSON.stringify(plain.ranking.map((group) => [...group].sort())), "the ranking as in the sheet");
  }

  /** A ballot of the sheet as a choice of the motion. */
  #choice(ballot: number): RankedChoice {
    const place = (i: number): number => (i === this.#none ? -1 : this.#options.indexOf(i));
    return { method: "schulze", ranks: this.ballots[ballot]!.ranks.map((group) => group.map(place)) };
  }

  /** As a person types it. */
  #typed({ ranks }: RankedChoice): string {
    return ranks.map((group) => group.map((i) => (i < 0 ? "none" : letterOf(i))).join(" = ")).join(" > ");
  }
}
