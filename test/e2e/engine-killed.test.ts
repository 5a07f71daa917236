/**
 * LOG-9 of a whole member: its process is killed at any moment while it posts, votes and receives, and opens again each
 * time with everything that was acknowledged, to itself or to others. A sample by default; VECHE_PROOF=1 kills 200 times.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pass } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { builtProgram } from "../host/built-program.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { subject, type Said, type Vote } from "./steps/life.ts";
import { NodePeer } from "./steps/node-peer.ts";

/** What a life found, beside what it should have. */
interface Compared {
  readonly missing: readonly string[];
  readonly vote: Vote | null;
  /** The last vote acknowledged, and the one that was on its way. */
  readonly possible: readonly (Vote | null)[];
}

const kills = process.env["VECHE_PROOF"] === "1" ? 200 : 5;
/** A life ends so long after it began to write, at most. */
const longestLife = 600;

it(`[LOG-9] a member killed ${kills} times loses nothing acknowledged`, { timeout: minutes(30) }, async () => {
  const program = await builtProgram(new URL("./steps/life-program.ts", import.meta.url));
  const directory = temporaryDirectory();
  const ada = await NodePeer.create(temporaryDirectory(), "Ada");
  onTestFinished(() => ada.close());
  const { group } = await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
  const { thread } = await ada.does({ type: "thread.start", group, title: "Everything", text: "Begin." });
  const { link } = await ada.does({ type: "invite.create", group });

  const chance = lehmer(8812);
  const acknowledged = new Set<string>();
  let voted: Vote | null = null;
  let voting: Vote | null = null;
  let received = 0;

  const hear = (said: Said): void => {
    if ("posted" in said) acknowledged.add(said.posted);
    else if ("voting" in said) voting = said.voting;
    else if ("voted" in said) voted = said.voted;
  };
  const begin = (invitation: string): { child: ChildProcess; found: Promise<Compared> } => {
    const child = fork(program, [directory, invitation]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const found = new Promise<Compared>((resolve, reject) => {
      // Compared at once: the next message may acknowledge what this life wrote.
      child.on("message", (said: Said) => {
        if (!("found" in said)) return hear(said);
        const here = new Set(said.found.posts);
        resolve({ missing: [...acknowledged].filter((text) => !here.has(text)), vote: said.found.vote, possible: [voted, voting] });
      });
      child.once("exit", (code) => reject(new Error(`ended by itself with ${code}`)));
    });
    return { child, found };
  };

  const first = begin(link);
  await ada.sees({ query: "members", group }, (known) => known.members.length === 2);
  await ada.does({ type: "group.constitute", group });
  await ada.sees({ query: "members", group }, (known) => known.members.every((member) => member.votes));
  await openMotion(ada, group);
  let { child, found } = first;

  for (let life = 0; life < kills; life++) {
    const { missing, vote, possible } = await found;
    expect(missing, `life ${life}`).toEqual([]);
    if (possible[0] !== null) expect(possible, `life ${life}`).toContain(vote);

    // Every other life lasts until it has received something; its acknowledgement counts too.
    if (life % 2 === 0) {
      const text = `Ada ${life} ${crypto.randomUUID()}`;
      const { post } = await ada.does({ type: "post.write", group, thread, text });
      await ada.sees({ query: "thread", group, thread }, (shown) => shown?.posts.find((each) => each.id === post)?.reachedMembers === 1, seconds(30));
      acknowledged.add(text);
      received++;
    }
    await pass(chance() * longestLife);
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    ({ child, found } = begin(""));
  }

  expect((await found).missing).toEqual([]);
  const written = new Set(acknowledged); // the last life goes on writing: what it acknowledges from here on is not waited for
  const all = await ada.sees({ query: "thread", group, thread }, (shown) => holdsAll(shown?.posts ?? [], written), minutes(1));
  const members = await ada.sees({ query: "members", group }, () => true);
  expect(members.members.filter((member) => member.forked)).toEqual([]);
  child.kill("SIGKILL");
  console.log(`${kills} kills of a whole member: ${acknowledged.size} entries acknowledged, ${received} of them received from another, none lost; ${all?.posts.length ?? 0} posts at the other`);
});

async function openMotion(ada: NodePeer, group: string): Promise<void> {
  await ada.does({
    type: "motion.open",
    group,
    title: subject,
    situation: "As it is.",
    options: [{ title: subject, text: "Go on.", necessity: "", practicality: "" }],
    method: "yes-no-abstain",
    quorum: { numerator: 1, denominator: 2, strict: false },
    threshold: { numerator: 1, denominator: 2, strict: true },
    base: "cast",
    deadline: Date.now() + minutes(600),
    reportBy: null,
  });
}

function holdsAll(posts: readonly { readonly text: string }[], texts: ReadonlySet<string>): boolean {
  const here = new Set(posts.map((post) => post.text));
  return [...texts].every((text) => here.has(text));
}

/** Reproducible chance in [0, 1). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
