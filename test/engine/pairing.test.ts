/** Connecting by hand, with whole engines on a street without a signalling server: every way that codes can go wrong. */
import { describe, expect, it } from "vitest";
import { hours, minutes, seconds } from "../../shared/base/units.ts";
import type { PairingSnapshot } from "../../shared/contract/snapshots.ts";
import { systemClock } from "../../host/clock.ts";
import { assemble, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

type Is = PairingSnapshot["is"];
const state = async <I extends Is>(person: Person, is: I): Promise<Extract<PairingSnapshot, { is: I }>> =>
  (await person.sees({ query: "pairing" }, (pairing) => pairing.is === is)) as Extract<PairingSnapshot, { is: I }>;

async function shows(person: Person, of: string): Promise<string> {
  await person.does({ type: "pair.show", of });
  return (await state(person, "showing")).code;
}

async function answers(person: Person, code: string): Promise<string> {
  await person.does({ type: "pair.take", code });
  return (await state(person, "answering")).code;
}

const refusal = async (person: Person, code: string): Promise<unknown> => {
  const done = await person.engine.run({ type: "pair.take", code });
  return done.ok ? "taken" : done.error.kind;
};

/** Two members of a group, cut off from all signalling. */
async function apart(): Promise<{ ada: Person; bela: Person; group: string; street: Street }> {
  const street = new Street();
  const { people, group } = await assemble(street, ["Ada", "Bela"]);
  const [ada, bela] = people as [Person, Person];
  for (const person of people) person.cut();
  await Promise.all(people.map((person) => person.sees({ query: "group", group }, (g) => g?.foot.reached === 0)));
  return { ada, bela, group, street };
}

describe("[SYNC-9] connecting by hand", () => {
  it("carries what was written apart, once each has taken in what the other shows", async () => {
    const { ada, bela, group } = await apart();
    const { thread } = await ada.does({ type: "thread.start", group, title: "Cut off", text: "Written alone." });
    const answer = await answers(bela, await shows(ada, group));
    await ada.does({ type: "pair.take", code: answer });
    await Promise.all([state(ada, "connected"), state(bela, "connected")]);
    await bela.sees({ query: "thread", group, thread }, (shown) => shown?.posts[0]?.text === "Written alone.");
    await bela.sees({ query: "group", group }, (g) => g?.foot.reached === 1 && g.foot.allHere);
  });

  it("lets a newcomer in who holds nothing but the invitation, whoever begins", async () => {
    const street = new Street();
    const ada = await Person.at(street, "Ada");
    const { group } = await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
    ada.cut();
    for (const [name, begins] of [["Bela", "newcomer"], ["Cleo", "member"]] as const) {
      const { link } = await ada.does({ type: "invite.create", group });
      const newcomer = await Person.at(street, name);
      newcomer.cut();
      await newcomer.does({ type: "group.join", link });
      const [first, second] = begins === "newcomer" ? [newcomer, ada] : [ada, newcomer];
      await first.does({ type: "pair.take", code: await answers(second, await shows(first, group)) });
      await newcomer.sees({ query: "members", group }, (m) => m.members.some((row) => row.me));
      await ada.sees({ query: "members", group }, (m) => m.members.some((row) => row.name === name));
    }
  });

  it("connects also when both have shown a first code and each answers the other's", async () => {
    const { ada, bela, group } = await apart();
    const [a, b] = [await shows(ada, group), await shows(bela, group)];
    const [answerOfAda, answerOfBela] = [await answers(ada, b), await answers(bela, a)];
    await ada.does({ type: "pair.take", code: answerOfBela });
    await Promise.all([state(ada, "connected"), state(bela, "connected")]);
    expect(await refusal(bela, answerOfAda)).toBe("PairNotAsked");
    await bela.sees({ query: "group", group }, (g) => g?.foot.reached === 1);
  });

  it("says of every wrong code what is wrong with it, and keeps the one that is shown", async () => {
    const { ada, bela, group, street } = await apart();
    const stranger = await Person.at(street, "Mallory");
    const { group: elsewhere } = await stranger.does({ type: "group.found", name: "Elsewhere", template: "assembly" });
    const code = await shows(ada, group);
    expect(await refusal(stranger, code)).toBe("PairOtherGroup");
    expect(await refusal(ada, await shows(stranger, elsewhere))).toBe("PairOtherGroup");
    expect(await refusal(ada, code)).toBe("PairOwn");
    expect(await refusal(bela, code.slice(0, -4))).toBe("PairDamaged");
    expect(await refusal(bela, "veche:join#AAAA")).toBe("PairNoCode");
    const answer = await answers(bela, code);
    expect(await refusal(bela, answer)).toBe("PairOwn");
    expect(await refusal(stranger, answer)).toBe("PairOtherAnswer"); // it shows a code of its own
    await stranger.does({ type: "pair.stop" });
    expect(await refusal(stranger, answer)).toBe("PairNotAsked");
    const newer = await shows(ada, group);
    expect(await refusal(ada, answer)).toBe("PairOtherAnswer");
    expect((await state(ada, "showing")).code).toBe(newer);
    expect(await ada.engine.run({ type: "pair.show", of: elsewhere })).toEqual({ ok: false, error: { kind: "NoSuchGroup" } });
  });

  it("tells who takes in an old code that it is old, and makes nothing of one that was taken back", async () => {
    const street = new Street();
    const ada = await Person.at(street, "Ada");
    const late = await Person.at(street, "Late", { clock: { ...systemClock, now: () => Date.now() + hours(2) } });
    const { group } = await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
    const { link } = await ada.does({ type: "invite.create", group });
    await late.does({ type: "group.join", link });
    await late.sees({ query: "members", group }, (m) => m.members.some((row) => row.me));
    const code = await shows(ada, group);
    await answers(late, code);
    expect(await state(late, "answering")).toMatchObject({ old: true });
    const before = Date.now();
    const other = await shows(late, group);
    await answers(ada, other);
    expect(await state(ada, "answering")).toMatchObject({ old: false });
    expect((await state(ada, "answering")).until - before).toBeLessThanOrEqual(minutes(15) + seconds(5));
    await late.does({ type: "pair.stop" });
    await ada.does({ type: "pair.take", code: other });
    expect((await state(ada, "failed")).why).toBe("noAddress"); // on this street, as nobody holds the other half any more
  });

  it("says that the connection was lost, and can be made again", async () => {
    const { ada, bela, group } = await apart();
    await ada.does({ type: "pair.take", code: await answers(bela, await shows(ada, group)) });
    await state(bela, "connected");
    await ada.does({ type: "profile.lock" });
    expect(await state(bela, "failed")).toMatchObject({ why: "lost", of: group });
  });
});
