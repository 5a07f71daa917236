import { afterEach, describe, expect, it } from "vitest";
import { assemble, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const yesNo = {
  situation: "The rent rises by nine per cent.",
  method: "yes-no-abstain",
  quorum: { numerator: 1, denominator: 2, strict: false },
  threshold: { numerator: 1, denominator: 2, strict: true },
  base: "cast",
  reportBy: null,
} as const;

describe("one decision among whole engines", () => {
  let all: Person[] = [];
  afterEach(async () => {
    await Promise.all(all.map((p) => p.engine.close()));
    all = [];
  });

  it("is founded, joined, discussed, voted, closed, certified, exported and verified", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela", "Cyn"]);
    all = people;
    const [ada, bela, cyn] = people as [Person, Person, Person];

    const words = await Promise.all(people.map((p) => p.sees({ query: "members", group }, (m) => m.eightWords.length === 8)));
    expect(new Set(words.map((w) => w.eightWords.join(" "))).size).toBe(1);

    const { thread } = await ada.does({ type: "thread.start", group, title: "The rent", text: "What do we do?" });
    await bela.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 1);
    await bela.does({ type: "post.write", group, thread, text: "We refuse." });
    await ada.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 2);

    const { motion } = await ada.does({ type: "motion.open", group, title: "Refuse the rise", deadline: Date.now() + 60_000, thread, options: [], ...yesNo });
    for (const p of people) await p.sees({ query: "motion", group, motion }, (m) => m?.iVote === true);
    await ada.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    await bela.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "no" } });
    await bela.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    await cyn.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "abstain" } });
    for (const p of people) await p.does({ type: "motion.seal", group, motion });
    const results = await Promise.all(people.map((p) => p.sees({ query: "motion", group, motion }, (m) => m?.state.is === "certified")));
    for (const seen of results) {
      expect(seen!.outcome).toEqual({ is: "adopted", option: null });
      expect(seen!.result.tally).toEqual({ method: "yes-no-abstain", yes: 2, no: 0, abstain: 1 });
      expect(seen!.rollCall.find((row) => row.member.name === "Bela")).toMatchObject({ changed: true, status: "counted" });
    }

    const { file } = await cyn.does({ type: "record.export", group, motion });
    const report = await bela.does({ type: "record.verify", file, group });
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ valid: true, groupChecked: "given", state: { is: "certified" } });
  });

  it("[MEM-3] says of a used link that it is spent, of a withdrawn one that it is revoked, of a garbled one that it is garbled", async () => {
    const place = new Street();
    const { people, group } = await assemble(place, ["Ada", "Bela"]);
    const [ada] = people as [Person];
    const late = await Person.at(place, "Cyn");
    all = [...people, late];
    const used = await ada.does({ type: "invite.create", group });
    const first = await Person.at(place, "Dov");
    all.push(first);
    await first.does({ type: "group.join", link: used.link });
    await first.sees({ query: "members", group }, (m) => m.members.some((row) => row.me));
    await late.does({ type: "group.join", link: used.link });
    await late.sees({ query: "joins" }, (joins) => joins.some(({ state }) => state.is === "refused" && state.reason === "spent"));
    await late.does({ type: "group.cancelJoin", join: group });
    const withdrawn = await ada.does({ type: "invite.create", group });
    await ada.does({ type: "invite.revoke", group, invite: withdrawn.invite });
    await late.does({ type: "group.join", link: withdrawn.link });
    await late.sees({ query: "joins" }, (joins) => joins.some(({ state }) => state.is === "refused" && state.reason === "revoked"));
    expect(await late.engine.run({ type: "group.join", link: used.link.slice(0, -3) })).toEqual({ ok: false, error: { kind: "LinkGarbled" } });
    expect(await late.engine.run({ type: "group.join", link: "https://example.org" })).toEqual({ ok: false, error: { kind: "LinkGarbled" } });
    expect(await first.engine.run({ type: "group.join", link: used.link })).toEqual({ ok: false, error: { kind: "AlreadyMember" } });
  });

  it("[POLL-6] names a newcomer by a motion that opens by itself and closes with the last tap", async () => {
    const place = new Street();
    const { people, group } = await assemble(place, ["Ada", "Bela"]);
    const [ada, bela] = people as [Person, Person];
    const cyn = await Person.at(place, "Cyn");
    all = [...people, cyn];
    const { link } = await ada.does({ type: "invite.create", group });
    await cyn.does({ type: "group.join", link });
    const motions = await bela.sees({ query: "motions", group }, (rows) => rows.some((row) => row.kind === "naming"));
    const { id: motion } = motions.find((row) => row.kind === "naming")!;
    for (const p of [ada, bela]) await p.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    await cyn.sees({ query: "group", group }, (g) => g?.iVote === true);
  });
});
