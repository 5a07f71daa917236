/** DEED-1…3. What was said about a decision comes to this: who implements it, who does which task, how it stands. */
import type { EntryId, MemberId } from "../base/ids.ts";
import { append } from "../base/lists.ts";
import type { Course, Offer, Report, Task, TaskWord } from "./deeds.ts";

/** Who implements a decision, and everyone who ever did: both keep the right to put its tasks in order. */
export interface Implementing {
  readonly now: ReadonlySet<MemberId>;
  readonly ever: ReadonlySet<MemberId>;
  /** By which accepted offer a member implements it now; null for the implementer whom the motion names. */
  readonly by: ReadonlyMap<MemberId, EntryId | null>;
}

/**
 * DEED-2. Implementing goes from hand to hand: it passes when whoever has it offers it and the other accepts. Two who were
 * offered it and both accepted have it together: nobody loses it by an entry that comes late.
 */
export function implementing({ offers }: Course, first: MemberId): Implementing {
  const by = new Map<MemberId, EntryId | null>();
  const ever = new Set<MemberId>();
  const passed = new Map<EntryId | null, Offer[]>();
  for (const offer of offers.filter(isAccepted)) append(passed, offer.from, offer);
  const hands: { readonly from: EntryId | null; readonly member: MemberId }[] = [{ from: null, member: first }];
  for (let hand = hands.pop(); hand !== undefined; hand = hands.pop()) {
    const { from, member } = hand;
    ever.add(member);
    const on = (passed.get(from) ?? []).filter(({ author }) => author === member);
    if (on.length === 0) by.set(member, from);
    for (const { id, to } of on) hands.push({ from: id, member: to });
  }
  return { now: new Set(by.keys()), ever, by };
}

/** The newest answer stands: who accepted may give it back. */
export const isAccepted = ({ answers }: Offer): boolean => answers[answers.length - 1]?.accepts === true;

/** Of those who implement it now, the newest offer that nobody has answered. */
export function openOffer({ offers }: Course, { by }: Implementing): Offer | null {
  const open = offers.filter((offer) => by.has(offer.author) && by.get(offer.author) === offer.from && !by.has(offer.to));
  const newest = open[open.length - 1];
  return newest === undefined || newest.answers.length > 0 ? null : newest;
}

export interface TaskState {
  /** Who does it: several may have taken it together, each ahead of hearing of the other, or to help. */
  readonly holders: readonly MemberId[];
  /** Null while it is not done. */
  readonly done: TaskWord | null;
  readonly dropped: TaskWord | null;
  /** What was written with the words that count, oldest first. */
  readonly notes: readonly TaskWord[];
}

/**
 * DEED-1. Labour is voluntary: anyone takes a task for themselves, and nobody for another. Who took it says when it is done;
 * who implements the decision says so, too, and may free it for others. The newest in reading order stands.
 */
export function taskState({ author, words }: Task, implementers: ReadonlySet<MemberId>): TaskState {
  const doers = new Set(words.filter(({ word }) => word === "take").map((each) => each.author));
  const counts = (said: TaskWord): boolean => {
    if (implementers.has(said.author)) return true;
    if (said.word === "take" || said.word === "leave") return true;
    return said.word === "done" || said.word === "open" ? doers.has(said.author) : said.word !== "release" && said.author === author;
  };
  const holders = new Set<MemberId>();
  let [done, dropped]: [TaskWord | null, TaskWord | null] = [null, null];
  const valid = words.filter(counts);
  for (const said of valid) {
    if (said.word === "take") holders.add(said.author);
    else if (said.word === "leave") holders.delete(said.author);
    else if (said.word === "release") holders.delete(said.member!);
    else if (said.word === "done" || said.word === "open") done = said.word === "done" ? said : null;
    else dropped = said.word === "drop" ? said : null;
  }
  return { holders: [...holders], done, dropped, notes: valid.filter(({ note }) => note !== "") };
}

/** DEED-3. How a decision stands by its reports. */
export interface Standing {
  /** The newest of somebody who implements it, or did. */
  readonly report: Report | null;
  /** When the next is due; null when none is. */
  readonly due: number | null;
}

/** Reports of others are shown, and change nothing. */
export function standing({ reports }: Course, implementers: ReadonlySet<MemberId>, reportBy: number | null): Standing {
  const theirs = reports.filter(({ author }) => implementers.has(author));
  const report = theirs[theirs.length - 1] ?? null;
  return { report, due: report === null ? reportBy : report.state === "underway" ? report.next : null };
}
