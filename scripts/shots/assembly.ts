/**
 * A small real assembly for pictures: six members, each on a machine of their own in this process, who found a group,
 * discuss, decide one motion and leave two open. Everything goes over WebRTC between real engines.
 */
import { join } from "node:path";
import { sessionOn, type Session } from "../../cli/session.ts";
import { startMachine, type Machine } from "../../cli/machine.ts";
import { days, seconds } from "../../shared/base/units.ts";
import type { CommandOf } from "../../shared/contract/answers.ts";
import type { Choice, MethodName, MotionOptionInput } from "../../shared/contract/commands.ts";
import type { Query, Snapshots } from "../../shared/contract/snapshots.ts";

/** The first founds the group, and is the one whose window is shown. */
const names = ["Inés", "Amara", "Tomasz", "Олена", "Mehmet", "Ruth"] as const;
export const passphrase = "seven quiet bells at noon";
const patience = seconds(60);

interface Member extends Session {
  readonly name: (typeof names)[number];
  readonly machine: Machine;
}

export interface Assembly {
  /** Of the member whose window is shown; her own machine has been stopped. */
  readonly profileDir: string;
  readonly group: string;
  readonly thread: string;
  readonly open: string;
  readonly decided: string;
  close(): Promise<void>;
}

export async function holdAssembly(directory: string): Promise<Assembly> {
  const members = await Promise.all(names.map((name) => arrive(join(directory, name), name)));
  const [ines, ...others] = members as [Member, ...Member[]];
  const { group } = await ines.run({ type: "group.found", name: "Harbour Street Tenants", template: "assembly" });
  for (const member of others) {
    const { link } = await ines.run({ type: "invite.create", group });
    await member.run({ type: "group.join", link });
    await seen(ines, { query: "members", group }, (now) => now.members.some(({ name }) => name === member.name));
  }
  await ines.run({ type: "group.constitute", group });
  await everyone(members, { query: "group", group }, (now) => now?.iVote === true);

  const thread = await discuss(members, group);
  const decided = await decide(members, group, thread);
  const open = await leaveOpen(members, group, thread);
  await ines.machine.close();
  return {
    profileDir: join(directory, ines.name),
    group,
    thread,
    open,
    decided,
    close: async () => void (await Promise.all(others.map(({ machine }) => machine.close()))),
  };
}

async function arrive(directory: string, name: (typeof names)[number]): Promise<Member> {
  const machine = await startMachine({ directory });
  const session = sessionOn(machine.engine, false, () => machine.close());
  await session.run({ type: "profile.create", name, passphrase });
  return { ...session, name, machine };
}

async function discuss(members: readonly Member[], group: string): Promise<string> {
  const [ines, amara, tomasz, olena, mehmet] = members as [Member, Member, Member, Member, Member];
  const { thread } = await tomasz.run({
    type: "thread.start",
    group,
    title: "Rent notice from Meridian Housing",
    text: "The notice came today: nine per cent from 1 January, without a word about costs. Heating in blocks 4 to 9 has failed on nineteen days since September.",
  });
  const say = async (member: Member, text: string, replyTo?: string): Promise<string> => {
    await seen(member, { query: "threads", group }, (rows) => rows.some(({ id }) => id === thread));
    if (replyTo !== undefined) await seen(member, { query: "thread", group, thread }, (now) => now?.posts.some(({ id }) => id === replyTo) === true);
    const { post } = await member.run({ type: "post.write", group, thread, text, ...(replyTo === undefined ? {} : { replyTo }) });
    await everyone(members, { query: "thread", group, thread }, (now) => now?.posts.some(({ id }) => id === post) === true);
    return post;
  };
  const first = await say(ines, "I have kept a list of the days without heating since September, with the temperature in our kitchen at eight each morning.");
  await say(mehmet, "Two of us in block 6 can pay the rise only by cutting food or medicine.");
  await say(amara, "The mediator of the city is free of charge. The first date is 9 December, if we ask this week.");
  await say(olena, "Inés, could you add the list here? Without figures it is a conversation about impressions.", first);
  await amara.run({ type: "post.react", group, post: first, reaction: "👍" });
  return thread;
}

const option = (title: string, text = "", necessity = "", practicality = ""): MotionOptionInput => ({ title, text, necessity, practicality });

/** What is the same in all three motions. */
const motion = (group: string, thread: string, title: string, method: MethodName, closesIn: number): Omit<CommandOf<"motion.open">, "options"> & { type: "motion.open" } => ({
  type: "motion.open",
  group,
  thread,
  title,
  situation: "Meridian Housing has announced nine per cent from 1 January, without stating costs. Silence counts as consent.",
  method,
  quorum: { numerator: 1, denominator: 2, strict: false },
  threshold: { numerator: 1, denominator: 2, strict: true },
  base: "cast",
  deadline: Date.now() + closesIn,
  reportBy: Date.now() + closesIn + days(14),
});

async function decide(members: readonly Member[], group: string, thread: string): Promise<string> {
  const [, amara] = members as [Member, Member];
  const { motion: id } = await amara.run({
    ...motion(group, thread, "The repair fund of 4,180 €: what first?", "schulze", days(2)),
    situation: "The fund holds 4,180 €. Three uses have been proposed, and it is enough for one.",
    options: [
      option("An independent survey of the heating", "Three surveyors are asked for quotes.", "Nobody believes Meridian’s own survey.", "About 3,900 €."),
      option("Hardship payments", "Payments to those who cannot heat.", "Two families have no heating money left.", "Needs a committee of three."),
      option("Legal costs", "Keep it for a case.", "A case would cost more than we have.", "A lawyer has been asked."),
    ],
  });
  const ranks = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [0, 1, 2], [2, 0, 1], [1, 0, 2]];
  await vote(members, group, id, ranks.map((order) => ({ method: "schulze", ranks: order.map((index) => [index]) })));
  for (const member of members) await member.run({ type: "motion.seal", group, motion: id });
  await seen(amara, { query: "motion", group, motion: id }, (now) => now !== null && now.rollCall.every(({ sealed }) => sealed));
  await amara.run({ type: "motion.close", group, motion: id });
  await everyone(members, { query: "motion", group, motion: id }, (now) => now?.state.is === "certified");
  return id;
}

async function leaveOpen(members: readonly Member[], group: string, thread: string): Promise<string> {
  const [, amara, tomasz] = members as [Member, Member, Member];
  const { motion: rent } = await tomasz.run({
    ...motion(group, thread, "How do we answer the rent rise of 9 %?", "schulze", days(3)),
    options: [
      option("Pay the old rent, withhold the rise", "From 1 January each of us pays the old rent and states in one common letter why.", "The rise falls due in five weeks; silence counts as consent.", "Six letters, one text."),
      option("Demand the costs, then negotiate with a mediator", "Ask for the accounts within fourteen days; delegates meet Meridian before the city’s mediator.", "Without figures we argue about impressions.", "The mediator is free; the first date is 9 December."),
      option("Pay the whole rent into a deposit account", "Every rent goes to the court’s deposit account until the heating works.", "Only the whole sum is felt within a month.", "The form takes three weeks."),
    ],
  });
  const { motion: minutes } = await amara.run({
    ...motion(group, thread, "Accept the minutes of 12 November", "yes-no-abstain", days(5)),
    situation: "The minutes have been in the library since Thursday.",
    options: [option("Accept the minutes")],
  });
  const [ines, , , olena, mehmet] = members as [Member, Member, Member, Member, Member];
  const ranked = (...order: number[]): Choice => ({ method: "schulze", ranks: order.map((index) => [index]) });
  await vote([amara, tomasz, olena], group, rent, [ranked(0, 1), ranked(0, 1, 2), ranked(1, 0)]);
  await vote([ines, mehmet], group, minutes, [{ method: "yes-no-abstain", vote: "yes" }, { method: "yes-no-abstain", vote: "yes" }]);
  await seen(ines, { query: "motion", group, motion: rent }, (now) => now?.turnout.voted === 3);
  await seen(ines, { query: "motion", group, motion: minutes }, (now) => now?.turnout.voted === 2);
  return rent;
}

async function vote(members: readonly Member[], group: string, id: string, choices: readonly Choice[]): Promise<void> {
  for (const [index, member] of members.entries()) {
    await seen(member, { query: "motion", group, motion: id }, (now) => now !== null);
    await member.run({ type: "ballot.cast", group, motion: id, choice: choices[index]! });
  }
}

async function seen<Q extends Query>(member: Session, query: Q, holds: (now: Snapshots[Q["query"]]) => boolean): Promise<void> {
  if ((await member.until(query, holds, patience)) === null) throw new Error(`nobody saw ${JSON.stringify(query)} come about`);
}

const everyone = async <Q extends Query>(members: readonly Session[], query: Q, holds: (now: Snapshots[Q["query"]]) => boolean): Promise<void> =>
  void (await Promise.all(members.map((member) => seen(member, query, holds))));
