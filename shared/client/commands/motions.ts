/** POLL-1…6. Opening motions, voting, promising and closing. */
import { ok } from "../../base/result.ts";
import type { EntryId, MemberId, MotionId, ThreadId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { days } from "../../base/units.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { Refusal } from "../../contract/refusals.ts";
import type { SharedFile } from "../../files/files.ts";
import { nameOf } from "../../governance/governance.ts";
import { unnamed } from "../naming-driver.ts";
import { kinds } from "../../log/kind.ts";
import { asksLess, measureFor } from "../../poll/bylaws.ts";
import { askedBy } from "../../poll/count.ts";
import { optionBounds, seatsFit, settlesByLot } from "../../poll/fault.ts";
import { answersUntil } from "../../poll/time-to-answer.ts";
import { encodePollRecord, type MotionFile, type MotionOption } from "../../poll/records.ts";
import { tellersFit } from "../../poll/sheet.ts";
import { fits, mostDots, namesSeats, type Choice } from "../../tally/choice.ts";
import { isSane } from "../../tally/fraction.ts";
import type { Motion } from "../../governance/assembly.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { foundingMotion, namingMotion, openMotion, rollNow, usualMotion } from "../opening.ts";
import { notMover, putToVote } from "../proposing.ts";
import { motionState, isOpen } from "../../record/motion-state.ts";
import { commitmentBy } from "../lot-driver.ts";
import { onPaperFor, writeStep } from "../poll-driver.ts";
import { shareAll } from "./files.ts";
import type { GroupHandlers } from "./handlers.ts";

/** MEM-7. "Everyone is here": the founding act, voted and sealed by the founder at once. */
export async function constitute(context: GroupContext): Promise<Done<{ motion: string }>> {
  const { group, clock } = context;
  const { assembly } = group.fold;
  if (assembly.governance.founder?.id !== group.me) return refuse({ kind: "NotFounder" });
  if (assembly.isConstituted()) return refuse({ kind: "AlreadyConstituted" });
  const names = (): MemberId[] => assembly.governance.membersIn(null).filter((m) => m.id !== group.me && assembly.governance.rivalsOf(m, null).length === 0).map((m) => m.id);
  const motion = await openMotion(group, () => foundingMotion(group, clock, names()));
  await castIn(context, motion, { method: "yes-no-abstain", vote: "yes" });
  return ok({ motion });
}

export async function nameMembers(context: GroupContext, command: CommandOf<"members.name">): Promise<Done<{ motion: string }>> {
  const { group, clock } = context;
  const barred = notMover(context);
  if (barred !== null) return refuse({ kind: barred });
  const names = (command.members as MemberId[] | undefined) ?? unnamed(group).map((m) => m.id);
  if (names.length === 0) return refuse({ kind: "NobodyToName" });
  if (names.some((id) => !context.governance.members.has(id))) return refuse({ kind: "NoSuchMember" });
  if (names.some((id) => !group.fold.assembly.isSponsored(id))) return refuse({ kind: "StillWaiting" });
  const motion = await openMotion(group, () => namingMotion(group, clock, names));
  await castIn(context, motion, { method: "yes-no-abstain", vote: "yes" });
  return ok({ motion });
}

/** Makes files that were read in files of the group. */
type Share = (uploads: readonly string[]) => Promise<Done<readonly EntryId[]>>;

export async function open(context: GroupContext, command: CommandOf<"motion.open">, share: Share): Promise<Done<{ motion: string }>> {
  const { group, clock } = context;
  const barred = notMover(context);
  if (barred !== null) return refuse({ kind: barred });
  const text = all({ title: required("title", command.title, limits.title), situation: bounded("situation", command.situation.trim(), limits.situation) });
  const options = boundedOptions(command);
  if (!text.ok) return text;
  if (!options.ok) return options;
  const { quorum, threshold, method, seats } = command;
  // A lot that falls on everything draws nothing. No rule forbids it, so that others' are judged alike everywhere.
  if (method === "lots" && options.value.length > 1 && seats === options.value.length) return refuse({ kind: "WrongSeats", most: options.value.length - 1 });
  if (!seatsFit(method, seats, options.value.length)) return refuse(namesSeats(method) ? { kind: "WrongSeats", most: options.value.length } : { kind: "NoSeats" });
  if ((command.dots !== undefined) !== (method === "dots") || (command.dots ?? 0) > mostDots) return refuse({ kind: "WrongDots", most: mostDots });
  if (options.value.some(({ places }) => (places !== undefined) !== (method === "sign-up"))) return refuse({ kind: "WrongPlaces" });
  if (command.lots === true ? !settlesByLot(method) : method === "lots") return refuse({ kind: "WrongLots" });
  const tellers = command.tellers === undefined ? undefined : ([...new Set(command.tellers)].sort() as MemberId[]);
  if (!tellersFit({ tellers, kind: "ordinary", lots: command.lots, roll: rollNow(group) })) return refuse({ kind: "WrongTellers" });
  if (!isSane(quorum)) return refuse({ kind: "BadFraction", field: "quorum" });
  if (!isSane(threshold)) return refuse({ kind: "BadFraction", field: "threshold" });
  if (command.deadline <= clock.now()) return refuse({ kind: "DeadlinePast" });
  const outside = outsideBylaws(context, command);
  if (outside !== null) return refuse(outside);
  const implementer = (command.implementer as MemberId | undefined) ?? group.me;
  if (!context.governance.members.has(implementer)) return refuse({ kind: "NoSuchMember" });
  const files = await share(command.files ?? []);
  if (!files.ok) return files;
  return putToVote(context, () =>
    usualMotion(group, {
      ...text.value,
      options: options.value,
      kind: "ordinary",
      names: [],
      method,
      ...(seats !== undefined && { seats }),
      ...(command.dots !== undefined && { dots: command.dots }),
      ...(command.lots === true && { lots: true }),
      ...(tellers !== undefined && { tellers }),
      ...(command.advice === true && { advice: true }),
      quorum,
      threshold,
      base: command.base,
      deadline: command.deadline,
      implementer,
      reportBy: command.reportBy,
      thread: (command.thread as ThreadId | undefined) ?? null,
      files: files.value.map((file) => motionFile(group.fold.files.all.get(file)!)),
    }),
  );
}

/** LAW-1, LAW-5. What the bylaws of now do not allow, so that nobody finds their motion void. */
function outsideBylaws({ group, clock }: GroupContext, command: CommandOf<"motion.open">): Refusal | null {
  const { bylaws, since } = group.fold.assembly.bylaws();
  if (command.under !== undefined && command.under !== (since?.id ?? null)) return { kind: "BylawsMoved" };
  if (command.deadline < clock.now() + days(bylaws.noticeDays)) return { kind: "NoticeTooShort", days: bylaws.noticeDays };
  const asksForNothing = command.advice === true || command.method === "sign-up";
  return !asksForNothing && asksLess(command, measureFor(bylaws, "ordinary")) ? { kind: "BelowBylaws" } : null;
}

const motionFile = ({ id, content, name, size }: SharedFile): MotionFile => ({ file: id, content, name, size });

function boundedOptions(command: CommandOf<"motion.open">): Done<readonly MotionOption[]> {
  const { least, most } = optionBounds[command.method];
  if (command.options.length < least) return refuse({ kind: "TooFewOptions", least });
  if (command.options.length > most) return refuse({ kind: "TooManyOptions", most });
  const out: MotionOption[] = [];
  for (const option of command.options) {
    const checked = all({
      title: required("optionTitle", option.title, limits.optionTitle),
      text: bounded("optionText", option.text.trim(), limits.optionText),
      necessity: bounded("necessity", option.necessity.trim(), limits.optionText),
      practicality: bounded("practicality", option.practicality.trim(), limits.optionText),
    });
    if (!checked.ok) return checked;
    out.push({ ...checked.value, ...(option.places !== undefined && { places: option.places }) });
  }
  return ok(out);
}

export async function cast(context: GroupContext, command: CommandOf<"ballot.cast">): Promise<Done<{ ballot: string }>> {
  const motion = votable(context, command.motion);
  if (!motion.ok) return motion;
  const { record } = motion.value.view.motion;
  if (command.choice.method !== record.method) return refuse({ kind: "WrongChoice", detail: command.choice.method });
  if (!fits(command.choice, askedBy(record))) return refuse({ kind: "WrongChoice", detail: JSON.stringify(command.choice) });
  return ok({ ballot: await castIn(context, motion.value.view.id, command.choice) });
}

/** POLL-11. What tellers entered for its member is taken back in the same way, after the deadline too. */
export async function withdraw(context: GroupContext, command: CommandOf<"ballot.withdraw">): Promise<Done<null>> {
  const entered = context.group.fold.assembly.motions.get(command.motion as MotionId);
  const motion = entered !== undefined && onPaperFor(entered, context.group.me) !== null && entered.view.sealsOf(context.group.me).length === 0 ? ok(entered) : votable(context, command.motion);
  if (!motion.ok) return motion;
  await castIn(context, motion.value.view.id, null);
  return ok(null);
}

/** POLL-2. Names the ballots it replaces: all of mine that none of mine follows. */
async function castIn({ group }: GroupContext, motion: MotionId, choice: Choice | null): Promise<EntryId> {
  const replaces = (): EntryId[] => {
    const mine = group.fold.assembly.motions.get(motion)!.view.ballotsOf(group.me);
    return mine.filter(({ act }) => !mine.some((other) => other.act.past.has(act))).map(({ act }) => act.id).slice(-32).sort();
  };
  const placed = await group.author(kinds.ballot, () => encodePollRecord({ type: "ballot", motion, replaces: replaces(), choice, ...commitmentBy(group, motion, choice) }));
  return placed.id;
}

function votable(context: GroupContext, id: string): Done<Motion> {
  const { group, clock } = context;
  const motion = group.fold.assembly.motions.get(id as MotionId);
  if (motion === undefined) return refuse({ kind: "NoSuchMotion" });
  if (!motion.view.roll.has(group.me)) return refuse({ kind: "NotOnRoll" });
  if (motion.view.sealsOf(group.me).length > 0) return refuse({ kind: "AlreadySealed" });
  const state = motionState(motion, clock.now(), (member) => context.ref(member));
  return !isOpen(state) || clock.now() > motion.view.motion.record.deadline ? refuse({ kind: "MotionClosed" }) : ok(motion);
}

/** POLL-3. "I am done": from now on no later ballot. */
export async function seal(context: GroupContext, command: CommandOf<"motion.seal">): Promise<Done<null>> {
  const motion = found(context, command.motion);
  if (!motion.ok) return motion;
  const { view } = motion.value;
  if (!view.roll.has(context.group.me)) return refuse({ kind: "NotOnRoll" });
  if (view.sealsOf(context.group.me).length > 0) return refuse({ kind: "AlreadySealed" });
  await writeStep(context.group, view.id, { do: "seal" });
  return ok(null);
}

/** POLL-4, POLL-6. Seals now, and closes if enough have promised: all of them before the deadline, q after it. */
export async function close(context: GroupContext, command: CommandOf<"motion.close">): Promise<Done<{ close: string }>> {
  const motion = found(context, command.motion);
  if (!motion.ok) return motion;
  const { view } = motion.value;
  const { group, clock } = context;
  if (!view.roll.has(group.me)) return refuse({ kind: "NotOnRoll" });
  const until = answersUntil(view, group.fold.assembly.bylaws(view.motion.past).bylaws, context.seen);
  if (clock.now() < until) return refuse({ kind: "TimeToAnswer", until });
  if (view.sealsOf(group.me).length === 0) await writeStep(group, view.id, { do: "seal" });
  const { seals, roll, q } = view;
  const sealers = new Set(motion.value.counts.sealed().sealers);
  const { deadline } = view.motion.record;
  const needed = clock.now() < deadline ? roll.size : q;
  if (sealers.size < needed) {
    const missing = [...roll].filter((id) => !sealers.has(id)).map((id) => nameOf(context.governance.members.get(id)!));
    return refuse({ kind: "NotEnoughSeals", have: sealers.size, needed, of: roll.size, missing, deadline });
  }
  const known = view.closes.find(({ act }) => act.record.seals.length >= seals.length);
  if (known !== undefined) return ok({ close: known.act.id });
  await writeStep(group, view.id, { do: "close", seals: seals.map(({ act }) => act.id).sort() });
  return ok({ close: view.closes[view.closes.length - 1]!.act.id });
}

export async function dispute(context: GroupContext, command: CommandOf<"motion.dispute">): Promise<Done<null>> {
  const motion = found(context, command.motion);
  const text = required("text", command.text, limits.disputeText);
  if (!motion.ok) return motion;
  if (!text.ok) return text;
  await context.group.author(kinds.dispute, () => encodePollRecord({ type: "dispute", motion: motion.value.view.id, text: text.value, evidence: [] }));
  return ok(null);
}

function found({ group }: GroupContext, id: string): Done<Motion> {
  const motion = group.fold.assembly.motions.get(id as MotionId);
  return motion === undefined ? refuse({ kind: "NoSuchMotion" }) : ok(motion);
}

export const motionHandlers = {
  "group.constitute": ({ context }) => constitute(context),
  "members.name": ({ context }, command) => nameMembers(context, command),
  "motion.open": (at, command) => open(at.context, command, (uploads) => shareAll(at.open, uploads)),
  "ballot.cast": ({ context }, command) => cast(context, command),
  "ballot.withdraw": ({ context }, command) => withdraw(context, command),
  "motion.seal": ({ context }, command) => seal(context, command),
  "motion.close": ({ context }, command) => close(context, command),
  "motion.dispute": ({ context }, command) => dispute(context, command),
} satisfies Partial<GroupHandlers>;
