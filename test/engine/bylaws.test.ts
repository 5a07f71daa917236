/** [LAW-1…5] A group changes its rules by vote, among whole engines that are connected. */
import { afterEach, expect, it } from "vitest";
import { days } from "../../shared/base/units.ts";
import type { CommandOf } from "../../shared/contract/answers.ts";
import { bylawsOf } from "../../shared/contract/bylaws.ts";
import { assemble, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

let all: Person[] = [];
afterEach(async () => {
  await Promise.all(all.map((p) => p.engine.close()));
  all = [];
});

it("a change counts for what is opened after it, an open vote keeps its rules, and newcomers wait for their sponsors", async () => {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela"]);
  all = people;
  const [ada, bela] = people as [Person, Person];
  const decide = async (motion: string) => {
    for (const p of [ada, bela]) {
      await p.sees({ query: "motion", group, motion }, (m) => m?.iVote === true);
      await p.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    }
    for (const p of [ada, bela]) await p.does({ type: "motion.seal", group, motion });
    for (const p of [ada, bela]) await p.sees({ query: "motion", group, motion }, (m) => m?.state.is === "certified");
  };
  const half = { numerator: 1, denominator: 2, strict: true };
  const question = (under: string | null, within = days(7)): CommandOf<"motion.open"> => ({ type: "motion.open", group, title: "Shall we?", situation: "", options: [], method: "yes-no-abstain", quorum: { ...half, strict: false }, threshold: half, base: "cast", deadline: Date.now() + within, reportBy: null, under });

  const { motion: before } = await ada.does(question(null));
  const bylaws = { ...bylawsOf.assembly, threshold: { numerator: 2, denominator: 3, strict: false }, sponsors: 1, noticeDays: 2 };
  const { motion } = await ada.does({ type: "bylaws.change", group, title: "Two thirds", grounds: "It should hold.", bylaws, replaces: null });
  expect((await ada.sees({ query: "motion", group, motion }, (m) => m !== null))!.change).toMatchObject({ from: { sponsors: 0 }, to: { sponsors: 1 }, overtaken: false });
  await decide(motion);
  expect(await bela.sees({ query: "bylaws", group }, (b) => b?.motion === motion)).toMatchObject({ title: "Two thirds", bylaws, before: [{ motion: null, bylaws: bylawsOf.assembly }], contested: [] });

  // What was open before goes on as it was; what is written under the old ones is refused in a sentence, and nothing is opened.
  expect(await bela.sees({ query: "motion", group, motion: before }, (m) => m !== null)).toMatchObject({ threshold: half });
  await expect(ada.does(question(null))).rejects.toThrow("BylawsMoved");
  await expect(ada.does(question(motion))).rejects.toThrow("BelowBylaws");
  await expect(ada.does({ ...question(motion, days(1)), threshold: bylaws.threshold })).rejects.toThrow("NoticeTooShort");
  await expect(ada.does({ type: "bylaws.change", group, title: "Again", grounds: "", bylaws, replaces: null })).rejects.toThrow("BylawsMoved");
  await decide(before);

  const { link } = await bela.does({ type: "invite.create", group });
  const cyn = await Person.at(street, "Cyn");
  all.push(cyn);
  await cyn.does({ type: "group.join", link });
  const { members } = await ada.sees({ query: "members", group }, (m) => m.members.some((row) => row.name === "Cyn" && row.awaits === "sponsors"));
  const member = members.find((row) => row.name === "Cyn")!.id;
  await expect(ada.does({ type: "members.name", group, members: [member] })).rejects.toThrow("StillWaiting");
  await expect(cyn.does({ type: "member.sponsor", group, member })).rejects.toThrow("NotVotingMember");
  await ada.does({ type: "member.sponsor", group, member });
  await expect(ada.does({ type: "member.sponsor", group, member })).rejects.toThrow("AlreadySponsor");
  await bela.sees({ query: "agenda", group }, ({ chronicle }) => chronicle.some(({ what }) => what.is === "sponsored" && what.who.name === "Cyn" && what.by.name === "Ada"));
  const named = await bela.sees({ query: "members", group }, (m) => m.members.some((row) => row.id === member && row.namingMotion !== null)); // by itself
  const { namingMotion } = named.members.find((row) => row.id === member)!;
  for (const p of [ada, bela]) {
    await p.sees({ query: "motion", group, motion: namingMotion! }, (m) => m !== null);
    await p.does({ type: "ballot.cast", group, motion: namingMotion!, choice: { method: "yes-no-abstain", vote: "yes" } });
  }
  await cyn.sees({ query: "members", group }, (m) => m.members.every((row) => row.votes));

  // Whom a removal is about has the notice to answer, although all others have voted.
  const expulsion = { type: "member.propose", group, what: "expulsion", member, title: "Remove Cyn?", grounds: "The key." } as const;
  await expect(ada.does({ ...expulsion, deadline: Date.now() + days(1) })).rejects.toThrow("NoticeTooShort");
  const { motion: removal } = await ada.does(expulsion);
  for (const p of [ada, bela]) {
    await p.sees({ query: "motion", group, motion: removal }, (m) => m?.iVote === true);
    await p.does({ type: "ballot.cast", group, motion: removal, choice: { method: "yes-no-abstain", vote: "yes" } });
    await p.does({ type: "motion.seal", group, motion: removal });
  }
  const held = await ada.sees({ query: "motion", group, motion: removal }, (m) => m?.rollCall.every(({ sealed }) => sealed) === true);
  expect(held!.answersUntil).toBeGreaterThanOrEqual(held!.opened + days(2));
  await expect(ada.does({ type: "motion.close", group, motion: removal })).rejects.toThrow("TimeToAnswer");

  // It needs whom it is about, until they have answered.
  const asked = (needs: readonly { readonly need: string }[]) => needs.some(({ need }) => need === "answer");
  await cyn.sees({ query: "agenda", group }, ({ needs }) => asked(needs));
  expect((await cyn.sees({ query: "group", group }, (g) => g !== null))!.counts.agenda).toBe(1);
  await ada.sees({ query: "agenda", group }, ({ needs }) => !asked(needs));
  await cyn.does({ type: "post.write", group, thread: removal, text: "I gave it back." });
  await cyn.sees({ query: "agenda", group }, ({ needs }) => !asked(needs));

  // A lot that falls on everything draws nothing.
  const option = (title: string) => ({ title, text: "", necessity: "", practicality: "" });
  const lot = { ...question(motion), threshold: bylaws.threshold, base: "present", method: "lots", lots: true, options: ["Ada", "Bela"].map(option) } as const;
  await expect(ada.does({ ...lot, seats: 2 })).rejects.toThrow("WrongSeats");
  await ada.does({ ...lot, seats: 1 });
});
