/** The story of the design: the Harbour Street Tenants on a Tuesday at four minutes past five. */
import { days, hours, minutes } from "../../../shared/base/units.ts";
import type { MemberRow, PostView, ThreadRow, ThreadSnapshot } from "../../../shared/contract/snapshots.ts";
import { motionId, ranking, tell, vote, type ToldMotion } from "./motions.ts";
import { everyone, idOf, ref, type Person } from "./people.ts";

export const group = idOf("Harbour Street Tenants");
const rentThread = { id: idOf("rent thread"), title: "Rent notice from Meridian Housing" };

const option = (title: string, text: string, necessity: string, practicality: string) => ({ title, text, necessity, practicality });

function toldMotions(now: number): readonly ToldMotion[] {
  const nearDeadline = now + days(2) + hours(3);
  return [
    {
      number: 31,
      title: "How do we answer the rent rise of 9\u00a0%?",
      situation:
        "Meridian Housing has announced nine per cent from 1 January, without stating costs. Heating in blocks 4 to 9 has failed on nineteen days since September. Seven of us can pay the rise only by cutting food or medicine.",
      options: [
        option(
          "Pay the old rent, withhold the rise",
          "From 1 January each of us pays the rent of 2026 and states in one common letter why.",
          "The rise falls due in five weeks; silence counts as consent.",
          "Eleven letters, one text. Legal advice costs 180 €, which the fund holds.",
        ),
        option(
          "Demand the costs, then negotiate with a mediator",
          "Ask for the accounts within fourteen days; delegates meet Meridian before the city’s mediator.",
          "Without figures we argue about impressions.",
          "The mediator is free; the first date is 9 December.",
        ),
        option(
          "Pay the whole rent into a deposit account",
          "From December every rent goes to the court’s deposit account until the heating works.",
          "Only the whole sum is felt within a month.",
          "Needs nine of eleven to hold; the form takes three weeks.",
        ),
      ],
      method: "schulze",
      mover: "tomasz",
      opened: now - days(5),
      deadline: nearDeadline,
      reportBy: now + days(41),
      fromThread: rentThread,
      ballots: [
        { by: "amara", choice: ranking("AB"), ago: days(4) },
        { by: "dmitri", choice: ranking("BAC"), ago: hours(2) },
        { by: "jeanne", choice: ranking("BA"), ago: days(3) },
        { by: "liwei", choice: ranking("B"), ago: days(3) },
        { by: "mehmet", choice: ranking("ACB"), ago: days(2) },
        { by: "olena", choice: ranking("AB"), ago: hours(5), changed: true },
        { by: "tomasz", choice: ranking("ABC"), ago: days(5) },
      ],
    },
    {
      number: 30,
      title: "Fourteen days’ notice before an expulsion, not seven",
      situation: "Seven days are too few for somebody who works shifts to answer.",
      options: [option("Fourteen days", "", "", ""), option("Ten days", "", "", "")],
      method: "schulze",
      mover: "ruth",
      opened: now - days(6),
      deadline: now + hours(19),
      ballots: everyone.filter((person) => person !== "nadia" && person !== "ruth").map((by, at) => ({ by, choice: ranking(at % 3 === 0 ? "AB" : "BA"), ago: days(1) + hours(at) })),
    },
    {
      number: 32,
      title: "Accept the minutes of 12 November",
      situation: "The minutes are in the discussion of the same name.",
      options: [option("Accept the minutes", "", "", "")],
      method: "yes-no-abstain",
      mover: "ruth",
      opened: now - days(1),
      deadline: now + days(5) + hours(1),
      ballots: (["ines", "amara", "liwei"] as const).map((by) => ({ by, choice: vote("yes"), ago: hours(9) })),
    },
    {
      number: 29,
      title: "The repair fund of 4,180 €: what first?",
      situation: "The fund holds 4,180 €. Three uses have been proposed, and it is enough for one.",
      options: [
        option("An independent survey of the heating", "Three surveyors are asked for quotes.", "Nobody believes Meridian’s own survey.", "About 3,900 €."),
        option("Hardship payments", "Payments to those who cannot heat.", "Two families have no heating money left.", "Needs a committee of three."),
        option("Legal costs", "Keep it for a case.", "A case would cost more than we have.", "A lawyer has been asked."),
      ],
      method: "schulze",
      mover: "tomasz",
      implementer: "amara",
      opened: now - days(9),
      deadline: now - days(2),
      reportBy: now + days(21),
      state: { is: "certified", by: 9, roll: 11, needed: 8, round: 0 },
      attested: everyone.filter((person) => person !== "ruth" && person !== "nadia"),
      ballots: [
        { by: "amara", choice: ranking("ABC"), ago: days(5) },
        { by: "dmitri", choice: ranking("BAC"), ago: days(5) },
        { by: "ines", choice: ranking("ACB"), ago: days(4) },
        { by: "jeanne", choice: ranking("CAB"), ago: days(4) },
        { by: "liwei", choice: ranking("BCA"), ago: days(3) },
        { by: "mehmet", choice: ranking("BAC"), ago: days(3) },
        { by: "olena", choice: ranking("ABC"), ago: days(3) },
        { by: "tomasz", choice: ranking("ACB"), ago: days(3) },
        { by: "samir", choice: ranking("ABC"), ago: days(3), status: "conflict", conflicting: [ranking("ABC"), ranking("BAC")] },
        { by: "nadia", choice: ranking("BAC"), ago: days(1), status: "late" },
      ],
    },
    {
      number: 27,
      title: "Letter to the housing office",
      situation: "The housing office has asked for a list of the days without heating.",
      options: [option("Write it", "", "", "")],
      method: "yes-no-abstain",
      mover: "ines",
      opened: now - days(38),
      deadline: now - days(31),
      reportBy: now + days(1),
      state: { is: "certified", by: 10, roll: 11, needed: 8, round: 0 },
      attested: everyone.filter((person) => person !== "ruth"),
      ballots: everyone.filter((person) => person !== "ruth").map((by) => ({ by, choice: vote("yes"), ago: days(33) })),
    },
    {
      number: 25,
      title: "A common laundry day",
      situation: "The dryers are free on Sundays only.",
      options: [option("Sundays together", "", "", "")],
      method: "yes-no-abstain",
      mover: "liwei",
      opened: now - days(50),
      deadline: now - days(43),
      state: { is: "certified", by: 9, roll: 11, needed: 8, round: 0 },
      attested: everyone.slice(0, 9),
      ballots: (["liwei", "mehmet", "amara", "jeanne"] as const).map((by) => ({ by, choice: vote("yes"), ago: days(44) })),
    },
  ];
}

export const motionsOf = (now: number) => toldMotions(now).map((told) => tell(told, now));

export function membersOf(now: number): readonly MemberRow[] {
  const silent: Partial<Record<Person, number>> = { dmitri: minutes(12), nadia: hours(22) + minutes(24), ruth: days(2) + hours(6), samir: hours(3) };
  return everyone.map((person): MemberRow => {
    const gone = silent[person];
    return {
      ...ref(person),
      founder: person === "amara",
      votes: true,
      standing: "active",
      removals: [],
      leftAt: null,
      namingMotion: null,
      awaits: null,
      sponsors: [],
      dormant: false,
      compared: { is: "no" },
      inviteDoubled: false,
      admittedBy: person === "amara" ? null : person === "ruth" || person === "nadia" ? "Li Wei" : "Amara Okafor",
      joined: now - days(240),
      forked: false,
      reached: gone === undefined && person !== "ines",
      heard: gone === undefined ? now : now - gone,
    };
  });
}

interface ToldPost {
  readonly by: Person;
  readonly ago: number;
  readonly text: string;
  readonly quote?: string;
  readonly replyTo?: number;
  readonly edited?: boolean;
  readonly reactions?: PostView["reactions"];
}

function postsOf(told: readonly ToldPost[], thread: string, now: number): readonly PostView[] {
  const id = (at: number): string => idOf(`${thread} post ${at}`);
  return told.map((post, at): PostView => {
    const answered = post.replyTo === undefined ? undefined : told[post.replyTo];
    return {
      id: id(at),
      author: ref(post.by),
      time: now - post.ago,
      text: post.text,
      replyTo: answered && post.replyTo !== undefined ? { post: id(post.replyTo), author: ref(answered.by), text: answered.text } : null,
      quote: post.quote ?? null,
      retracted: false,
      earlier: post.edited ? [{ text: post.text.slice(0, -1), time: now - post.ago - minutes(4) }] : [],
      reactions: post.reactions ?? [],
      files: [],
      filesComing: 0,
      muted: false,
      reachedMembers: post.by === "ines" ? 6 : null,
      ahead: false,
      outside: false,
    };
  });
}

const reaction = (sign: string, people: readonly Person[]): PostView["reactions"][number] => ({ reaction: sign, by: people.map(ref), mine: people.includes("ines") });

export function threadsOf(now: number): readonly ThreadSnapshot[] {
  const rent = postsOf(
    [
      ...Array.from({ length: 19 }, (_, at): ToldPost => ({
        by: everyone[(at * 3) % everyone.length] ?? "amara",
        ago: days(6) - hours(at * 6),
        text: `What I heard in block ${4 + (at % 6)}: the heating was off on ${3 + at} days. We should write down each of them.`,
      })),
      {
        by: "amara",
        ago: hours(23) + minutes(9),
        text: "The notice reached all eleven of us. It names “market adjustment” as the only ground. Under our tenancy terms they must show the costs first, and they have not.",
        reactions: [reaction("👍", ["ines", "dmitri", "olena", "tomasz", "jeanne"]), reaction("🙏", ["liwei", "samir"])],
      },
      {
        by: "dmitri",
        ago: hours(1) + minutes(44),
        text: "Then the first step is to ask for the costs in writing, all of us on one day. If each of us asks alone they answer three and ignore eight.",
        quote: "It names “market adjustment” as the only ground.",
        replyTo: 19,
        edited: true,
        reactions: [reaction("👍", ["amara", "olena", "tomasz", "jeanne", "mehmet", "liwei"]), reaction("🤔", ["samir"])],
      },
      { by: "tomasz", ago: minutes(59), text: "I have put it to all of us as a motion." },
      { by: "olena", ago: minutes(16), text: "Inés, could you add the meter photos here? Without them option B is a conversation about impressions." },
    ],
    rentThread.id,
    now,
  );
  const boiler = postsOf(
    [
      { by: "ines", ago: days(3), text: "19 November: off from 6 to 14 o’clock, 12 degrees in the stairwell." },
      { by: "mehmet", ago: days(1) + hours(2), text: "Agreed, and the plumber said the same.", replyTo: 0 },
      { by: "dmitri", ago: minutes(52), text: "Блок 6: снова холодно с утра. Записал показания." },
    ],
    "boiler",
    now,
  );
  const minutesThread = postsOf([{ by: "ruth", ago: days(2), text: "The minutes of 12 November are below. Please look whether your words are right." }], "minutes", now);
  return [
    { id: rentThread.id, title: rentThread.title, before: false, muted: false, posts: rent, firstUnread: rent[20]?.id ?? null, motions: [{ id: motionId(31), title: "How do we answer the rent rise of 9\u00a0%?" }] },
    { id: idOf("boiler thread"), title: "Boiler log, blocks 4–9", before: false, muted: false, posts: boiler, firstUnread: boiler[2]?.id ?? null, motions: [] },
    { id: idOf("minutes thread"), title: "Minutes of 12 November", before: false, muted: false, posts: minutesThread, firstUnread: null, motions: [] },
  ];
}

export function rowOf(thread: ThreadSnapshot): ThreadRow {
  const first = thread.posts[0];
  const last = thread.posts[thread.posts.length - 1];
  if (!first || !last) throw new Error("a thread begins with a post");
  const unreadFrom = thread.posts.findIndex(({ id }) => id === thread.firstUnread);
  return {
    id: thread.id,
    title: thread.title,
    before: thread.before,
    author: first.author,
    started: first.time,
    posts: thread.posts.length,
    unread: unreadFrom === -1 ? 0 : thread.posts.length - unreadFrom,
    ahead: last.ahead,
    last: { author: last.author, text: last.text, time: last.time },
  };
}
