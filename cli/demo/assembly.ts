/**
 * One decision among five members, each in a process of its own, over WebRTC: found, join, discuss, vote with a change, an
 * absence, a cut and a fork, close, certify, export, verify. Everything told was checked; the first thing that does not
 * hold ends it.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startSignalServer } from "../../host/signal/server.ts";
import type { MotionSnapshot, Query, RollCallRow, Snapshots } from "../../shared/contract/snapshots.ts";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import { formatChoice } from "../choices.ts";
import { Refused } from "../command.ts";
import type { Output } from "../output.ts";
import { outcomeSentence, resultLines, rollCallLine, stateSentence } from "../words/motions.ts";
import { inNeighbourhood, type Neighbourhood, type Resident } from "./resident.ts";
import { Story, timed } from "./story.ts";

const patience = 120_000;
const options = ["Refuse the rise", "Bargain for half", "Pay"] as const;

export async function runAssembly(out: Output): Promise<void> {
  await inNeighbourhood(async (around) => {
    const decision = new Decision(new Story(out), around);
    await decision.gather();
    await decision.discuss();
    await decision.vote();
    await decision.cutAndFork();
    await decision.close();
    await decision.record();
    decision.story.tell("Everything that was checked on the way held.");
  });
}

class Decision {
  readonly #ada: Resident;
  readonly #bela: Resident;
  readonly #cyn: Resident;
  readonly #dan: Resident;
  readonly #eve: Resident;
  #group = "";
  #motion = "";
  #deadline = 0;

  constructor(
    readonly story: Story,
    private readonly around: Neighbourhood,
  ) {
    [this.#ada, this.#bela, this.#cyn, this.#dan, this.#eve] = ["Ada", "Bela", "Cyn", "Dan", "Eve"].map((name) => around.resident(name)) as [Resident, Resident, Resident, Resident, Resident];
  }

  get #everyone(): readonly Resident[] {
    return [this.#ada, this.#bela, this.#cyn, this.#dan, this.#eve];
  }

  async gather(): Promise<void> {
    const { story } = this;
    const { group } = await this.#ada.veche<{ group: string }>("found", "--name", "Harbour Street", "--as", "Ada");
    this.#group = group;
    await this.#ada.serve();
    story.tell("Ada has founded “Harbour Street” and is online.", { group });

    const joiners = this.#everyone.slice(1);
    const joined = await timed(() =>
      Promise.all(
        joiners.map(async (one) => {
          const { link } = await this.#ada.veche<{ link: string }>("invite");
          await one.veche("join", link, "--as", one.name, "--timeout", String(patience / 1000));
        }),
      ),
    );
    story.tell(`Bela, Cyn, Dan and Eve have joined, each with a link of their own, over WebRTC (${joined.seconds.toFixed(1)} s for all four, their passphrases included).`);

    await Promise.all(joiners.map((one) => one.serve()));
    await this.#all({ query: "connection", group }, ({ foot }) => foot.reached === 4 && foot.allHere, "five machines connect, each to all others");
    const members = await this.#all({ query: "members", group }, (m) => m.members.length === 5, "everybody knows of everybody");
    const words = new Set(members.map((m) => m.eightWords.join(" ")));
    story.check(words.size === 1, "all five machines show the same eight words");
    story.tell(`Five processes, each connected to the other four; all show the same eight words: ${[...words][0]}.`);

    await this.#ada.veche("constitute");
    await this.#all({ query: "members", group }, (m) => m.members.every((row) => row.votes), "everybody hears the founding act");
    story.tell("Ada has said that everyone is here: all five vote from now on.");
  }

  async discuss(): Promise<void> {
    const { thread } = await this.#ada.veche<{ thread: string }>("post", "--title", "The rent", "It rises by nine per cent. What do we do?");
    await this.#all({ query: "thread", group: this.#group, thread }, (t) => t?.posts.length === 1, "everybody reads Ada's post");
    const spread = await timed(async () => {
      await this.#bela.session.run({ type: "post.write", group: this.#group, thread, text: "We refuse, together." });
      await this.#cyn.session.run({ type: "post.write", group: this.#group, thread, text: "Could we bargain first?" });
      await this.#all({ query: "thread", group: this.#group, thread }, (t) => t?.posts.length === 3, "everybody reads the answers");
    });
    this.story.tell(`Ada has asked about the rent; Bela and Cyn have answered; everybody has read it (${spread.seconds.toFixed(2)} s).`);

    await this.#dan.stop();
    // Time for all that follows before it, on a machine as quick as this one has been so far.
    const seconds = Math.min(300, Math.max(25, Math.ceil(1.5 * this.story.seconds)));
    const opened = await this.#ada.veche<{ motion: string; deadline: number }>(
      ...["motion", "open", "--title", "What to do about the rent", "--situation", "The rent rises by nine per cent in spring."],
      ...options.flatMap((title) => ["--option", title]),
      ...["--method", "schulze", "--deadline", `+${seconds}s`, "--thread", thread],
    );
    this.#motion = opened.motion;
    this.#deadline = opened.deadline;
    await this.#online(this.#motionQuery, (m) => m?.iVote === true, "everybody online hears of the motion");
    this.story.tell(`Dan has gone offline. Ada has opened a ranked motion of three options, open for ${seconds} s.`, { motion: opened.motion });
  }

  async vote(): Promise<void> {
    await this.#ballot(this.#ada, "A > B > none");
    await this.#ballot(this.#bela, "C > B");
    await this.#online(this.#motionQuery, (m) => shown(m, "Bela", "Pay > Bargain for half"), "Bela's ballot is heard");
    await this.#ballot(this.#bela, "B > A > none");
    await this.#ballot(this.#cyn, "A > none > C");
    await this.#online(this.#motionQuery, (m) => shown(m, "Bela", "Bargain for half > Refuse the rise > None of these") && m!.turnout.voted === 3, "the three ballots are heard");
    this.story.tell("Ada, Bela and Cyn have voted; Bela has changed her ballot, and everybody online sees the new one.");
  }

  /** Eve's profile is copied; each copy votes on its own side of a cut. */
  async cutAndFork(): Promise<void> {
    const { story } = this;
    await this.#eve.stop();
    const copy = await this.#eve.copied("Eve's copy");
    const far = await startSignalServer({ port: 0, host: "127.0.0.1" });
    if (!far.ok) throw new Refused("No port is free for the far side of the cut.");
    const farOnly = ["--only", `ws://127.0.0.1:${far.value.port}`];
    await Promise.all([this.#eve.serve(), copy.serve("--copy", "no", ...farOnly), this.#dan.serve(...farOnly)]);
    story.tell("The network is cut: Ada, Bela, Cyn and Eve on one side; Dan, who is back, and a copy of Eve's profile on the other.");

    await this.#ballot(this.#eve, "C > none");
    await this.#near(this.#motionQuery, (m) => shown(m, "Eve", "Pay > None of these"), "the near side hears Eve's ballot");
    await this.#sees(copy, this.#motionQuery, (m) => m !== null, "the copy knows the motion");
    await this.#ballot(copy, "A > none");
    await this.#sees(this.#dan, this.#motionQuery, (m) => shown(m, "Eve", "Refuse the rise > None of these"), "Dan hears the ballot of Eve's copy");
    await this.#ballot(this.#dan, "A > B");
    const near = await this.#ada.session.look(this.#motionQuery);
    story.check(rowOf(near, "Dan").status === "none" && !rowOf(near, "Eve").changed, "nothing crosses the cut");
    story.tell("Eve has voted “Pay” on one side; her copy “Refuse the rise” on the other, where Dan has heard the motion and voted.");

    await Promise.all([copy.stop(), this.#dan.stop()]);
    await far.value.close();
    await this.#dan.serve();
    story.check(Date.now() < this.#deadline, "both branches are heard before the close");
    await this.#all(this.#motionQuery, (m) => m !== null && isFork(rowOf(m, "Eve")), "everybody is shown the fork");
    await this.#all({ query: "members", group: this.#group }, (m) => m.members.some((row) => row.name === "Eve" && row.forked), "everybody is shown whose machine forked");
    story.tell("The cut is over. All five machines show that Eve's machine wrote two histories; neither of her ballots counts.");
  }

  async close(): Promise<void> {
    const { story } = this;
    story.tell(`Waiting for the deadline (${Math.max(0, (this.#deadline - Date.now()) / 1000).toFixed(0)} s).`);
    const left = this.#deadline - Date.now() + patience;
    const honest = [this.#ada, this.#bela, this.#cyn, this.#dan];
    const names = honest.map((one) => one.name);
    await this.#sees(this.#ada, this.#motionQuery, (m) => m !== null && m.state.is !== "open" && m.rollCall.every((row) => row.sealed || !names.includes(row.member.name)), "the machines promise to vote no more", left);
    await this.#ada.veche("close", this.#motion);
    const results = await this.#all(this.#motionQuery, (m) => m?.state.is === "certified", "every machine shows the decision certified");
    for (const result of results) {
      story.check(result!.outcome?.is === "adopted" && result!.outcome.option === 0, `“${options[0]}” is adopted everywhere`);
      story.check(result!.result.counted === 4, "four ballots are counted everywhere");
      story.check(isFork(rowOf(result, "Eve")) && rowOf(result, "Bela").changed, "everybody is shown the fork and the changed ballot");
    }
    const [first] = results;
    story.tell(`Closed, counted on every machine alike, and ${stateSentence(first!.state)}; ${outcomeSentence(first!.outcome!, options)}.`);
    story.show([...resultLines(first!.result, options, null), "", ...first!.rollCall.map((row) => rollCallLine(row, options))]);
  }

  async record(): Promise<void> {
    const { story } = this;
    const file = join(this.around.folder, "decision.veche-record");
    const { bytes } = await this.#dan.veche<{ bytes: number }>("record", "export", this.#motion, "-o", file);
    const whole = await this.around.run(["verify", file, "--group", this.#group, "--json"]);
    const report = JSON.parse(whole.stdout) as RecordReport;
    story.check(whole.code === 0 && report.valid && report.state?.is === "certified", "the record checks out");
    story.tell(`Dan has exported the record (${bytes} bytes); a process without a profile has checked it and counted the same.`);

    const altered = Uint8Array.from(await readFile(file));
    altered[altered.length >> 1]! ^= 1;
    await writeFile(file, altered);
    const refused = await this.around.run(["verify", file, "--group", this.#group]);
    story.check(refused.code === 1 && refused.stdout === "", "an altered record is refused");
    story.tell(`One bit of it altered, the same check says: ${refused.stderr.trim()}`);
  }

  // ---------------------------------------------------------------- doing and seeing

  get #motionQuery() {
    return { query: "motion", group: this.#group, motion: this.#motion } as const;
  }

  async #ballot(voter: Resident, choice: string): Promise<void> {
    await voter.veche("vote", this.#motion, choice);
  }

  #all<Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean, words: string) {
    return Promise.all(this.#everyone.map((one) => this.#sees(one, query, holds, words)));
  }

  #online<Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean, words: string) {
    return Promise.all(this.#everyone.filter((one) => one.online).map((one) => this.#sees(one, query, holds, words)));
  }

  #near<Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean, words: string) {
    return Promise.all([this.#ada, this.#bela, this.#cyn, this.#eve].map((one) => this.#sees(one, query, holds, words)));
  }

  async #sees<Q extends Query>(one: Resident, query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean, words: string, within = patience): Promise<Snapshots[Q["query"]]> {
    const seen = await one.session.until(query, holds, within);
    if (seen === null) throw new Refused(`Did not happen in time at ${one.name}: ${words}.`);
    return seen;
  }
}

function rowOf(motion: MotionSnapshot | null, name: string): RollCallRow {
  const row = motion?.rollCall.find((each) => each.member.name === name);
  if (row === undefined) throw new Refused(`${name} is not on the roll.`);
  return row;
}

function shown(motion: MotionSnapshot | null, name: string, choice: string): boolean {
  const row = motion === null ? null : rowOf(motion, name);
  return row?.choice != null && formatChoice(row.choice, options) === choice;
}

const isFork = (row: RollCallRow): boolean => row.status === "forked" && row.conflicting.length === 2;
