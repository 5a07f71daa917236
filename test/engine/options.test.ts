/** [POLL-16] Options proposed in a discussion, and [POLL-15] a lot between them, as people with whole engines do it. */
import { expect, it, onTestFinished } from "vitest";
import { assemble, type Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const measure = { quorum: { numerator: 1, denominator: 2, strict: false }, threshold: { numerator: 1, denominator: 2, strict: true }, base: "cast" } as const;

it("are edited and taken back until a motion opens with those that stand; the lot then falls by itself", async () => {
  const { people: all, group } = await assemble(new Street(), ["Ada", "Bela"]);
  onTestFinished(async () => void (await Promise.all(all.map((person) => person.engine.close()))));
  const [a, b] = all as [Person, Person];
  const { thread } = await a.does({ type: "thread.start", group, title: "Where do we meet?", text: "The hall is closed.", files: [] });
  await b.sees({ query: "thread", group, thread }, (talk) => talk !== null);
  const propose = (who: Person, option: string, text: string) => who.does({ type: "post.write", group, thread, text, option, files: [] });
  await propose(a, "Library", "It is warm.");
  const { post: yard } = await propose(b, " Yard ", "It is dry.");
  const { post: pub } = await propose(b, "Pub", "It is loud.");
  await b.does({ type: "post.edit", group, post: yard, text: "It has a roof." });
  await b.does({ type: "post.retract", group, post: pub });
  expect(await b.engine.run({ type: "post.write", group, thread, text: "x", option: " ", files: [] })).toEqual({ ok: false, error: { kind: "Empty", field: "optionTitle" } });
  const talk = await a.sees({ query: "thread", group, thread }, (seen) => seen?.posts.some(({ id, retracted }) => id === pub && retracted) === true && seen.posts.some(({ text }) => text === "It has a roof."));
  const options = talk!.posts.flatMap(({ option, text, retracted }) => (option === undefined || retracted ? [] : [{ title: option, text, necessity: "", practicality: "" }]));
  expect(options.map(({ title, text }) => `${title}: ${text}`)).toEqual(["Library: It is warm.", "Yard: It has a roof."]);

  const { motion } = await a.does({ type: "motion.open", group, title: "Where do we meet?", situation: "", thread, options, method: "lots", seats: 1, lots: true, ...measure, deadline: Date.now() + 60_000, reportBy: null, files: [] });
  for (const p of all) {
    await p.sees({ query: "motion", group, motion }, (m) => m?.iVote === true);
    await p.does({ type: "ballot.cast", group, motion, choice: { method: "lots", vote: "yes" } });
    await p.does({ type: "motion.seal", group, motion });
  }
  const [first, second] = await Promise.all(all.map((p) => p.sees({ query: "motion", group, motion }, (m) => m?.draw?.seed != null)));
  expect(first!.outcome).toMatchObject({ is: "elected", options: { length: 1 } });
  expect([second!.outcome, second!.draw!.seed]).toEqual([first!.outcome, first!.draw!.seed]);
  const [row] = await b.sees({ query: "decisions", group }, (rows) => rows.some((one) => one.motion === motion && one.adopted));
  expect(row).toMatchObject({ motion, adopted: true });
});
