/** MAN-1…9. Making offices, standing for them, supporting, petitioning, recalling, acting, and showing it to other groups. */
import type { GroupId, MemberId, MotionId } from "../../base/ids.ts";
import { kinds } from "../../log/kind.ts";
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { MethodName } from "../../contract/commands.ts";
import { nameOf } from "../../governance/governance.ts";
import { deedCodec, nominationCodec, petitionCodec, presentationCodec, supportCodec } from "../../governance/mandate-records.ts";
import { electsBy, mandateActs, type MandateMatter, type OfficeTerms } from "../../poll/mandate-field.ts";
import { settlesByLot } from "../../poll/fault.ts";
import { fillsSeveral } from "../../tally/choice.ts";
import { isSane } from "../../tally/fraction.ts";
import { verifyRecord } from "../../record/verify.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { bearerOf, credentialOf } from "../mandates/credentials.ts";
import { rollAbout, usualMotion } from "../opening.ts";
import { deadlineOf, notMover, putToVote } from "../proposing.ts";
import { openRecall } from "../views/mandate-views.ts";
import type { GroupHandlers, InGroup } from "./handlers.ts";
import { fileStem } from "./records.ts";

async function propose(context: GroupContext, command: CommandOf<"office.propose">): Promise<Done<{ motion: string }>> {
  const text = all({
    title: required("title", command.title, limits.title),
    scope: required("scope", command.scope, limits.officeText),
    instructions: bounded("instructions", command.instructions.trim(), limits.officeText),
    grounds: bounded("situation", command.grounds.trim(), limits.situation),
  });
  if (!text.ok) return text;
  const { title, scope, instructions, grounds } = text.value;
  if (!isSane(command.floor)) return refuse({ kind: "BadFraction", field: "floor" });
  const constituents = [...new Set(command.constituents as MemberId[])].sort();
  const { floor, seats, lapses } = command;
  const terms: OfficeTerms = { title, scope, instructions, constituents, seats, acts: mandateActs.filter((act) => command.acts.includes(act)), floor, lapses, ...(command.renewal !== undefined && { renewal: command.renewal }) };
  const nominees = [...new Set(command.holders as MemberId[])];
  return move(context, { title, grounds, mandate: { terms, ...(nominees.length > 0 && { nominees }) }, method: command.method, lots: command.lots, deadline: command.deadline });
}

async function certify(context: GroupContext, command: CommandOf<"office.certify">): Promise<Done<{ motion: string }>> {
  const office = found(context, command.office);
  if (!office.ok) return office;
  const { mandates } = context.group.fold.assembly;
  const before = mandates.termsOf(office.value, null);
  const instructions = bounded("instructions", (command.instructions ?? before.instructions).trim(), limits.officeText);
  const grounds = bounded("situation", command.grounds.trim(), limits.situation);
  if (!instructions.ok) return instructions;
  if (!grounds.ok) return grounds;
  const nominees = [...new Set(command.nominees as MemberId[])];
  for (const member of nominees) {
    if (member === context.group.me || mandates.isStanding(member, office.value, null) || mandates.held(member, office.value, null) !== null) continue;
    return refuse({ kind: "NotStanding", name: context.ref(member).name });
  }
  const holders = mandates.holders(office.value, null);
  const confirms = before.renewal !== undefined && instructions.value === before.instructions && nominees.length === holders.length && holders.every(({ member }) => nominees.includes(member));
  const isDue = confirms || holders.length < before.seats || holders.some((one) => mandates.hasLostSupport(one, null));
  const have = mandates.signers(office.value, null, null).length;
  const needed = mandates.petitionSize(office.value, null);
  if (!isDue && have < needed) return refuse({ kind: "NeedsPetition", have, needed });
  const terms = { ...before, instructions: instructions.value };
  return move(context, { title: terms.title, grounds: grounds.value, mandate: { office: office.value, terms, nominees }, method: command.method, lots: command.lots, deadline: command.deadline });
}

interface Moved {
  readonly title: string;
  readonly grounds: string;
  readonly mandate: MandateMatter;
  readonly recalled?: MemberId;
  /** Undefined: the usual one. */
  readonly method?: MethodName | undefined;
  readonly lots?: true | undefined;
  readonly deadline: number | undefined;
}

async function move(context: GroupContext, { title, grounds, mandate, recalled, method: asked, lots, deadline }: Moved): Promise<Done<{ motion: string }>> {
  const { group, governance } = context;
  const barred = notMover(context);
  if (barred !== null) return refuse({ kind: barred });
  const until = deadlineOf(context, deadline);
  if (!until.ok) return until;
  const called = (id: MemberId) => ({ title: nameOf(governance.members.get(id)!), text: "", necessity: "", practicality: "" });
  const nominees = mandate.nominees ?? [];
  if (nominees.some((id) => !governance.members.has(id))) return refuse({ kind: "NoSuchMember" });
  const method = asked ?? usualMethod(nominees.length, mandate.terms?.seats ?? 1);
  const how = electsBy(method);
  if (how === null) return refuse({ kind: "WrongChoice", detail: method });
  if (lots === true ? !settlesByLot(method) : method === "lots") return refuse({ kind: "WrongLots" });
  const drawn = mandate.terms?.seats ?? 1;
  if (method === "lots" && nominees.length <= drawn) return refuse({ kind: "TooFewOptions", least: drawn + 1 });
  if (how === "together" && nominees.length > (mandate.terms?.seats ?? 1)) return refuse({ kind: "TooManyForSeats", seats: mandate.terms!.seats });
  const about = { kind: recalled === undefined ? "mandate" : "recall", names: recalled === undefined ? [] : [recalled], mandate } as const;
  return putToVote(context, () =>
    usualMotion(group, {
      title,
      situation: grounds,
      options: how === "each" ? nominees.map(called) : [],
      ...about,
      method,
      ...((fillsSeveral(method) || method === "lots") && { seats: mandate.terms!.seats }),
      ...(lots === true && { lots }),
      roll: rollAbout(group, about),
      deadline: until.value,
    }),
  );
}

/** Yes or no where there is a seat for each, else ranked. */
const usualMethod = (nominees: number, seats: number): MethodName => (nominees <= seats ? "yes-no-abstain" : seats === 1 ? "schulze" : "stv-scottish");

async function nominate(context: GroupContext, command: CommandOf<"office.nominate">): Promise<Done<null>> {
  const office = found(context, command.office);
  if (!office.ok) return office;
  const member = command.member as MemberId;
  if (context.group.fold.assembly.standing().of(member) !== "active") return refuse({ kind: "NoSuchMember" });
  await context.group.author(kinds.nominate, () => nominationCodec.encode({ office: office.value, member, stands: command.stands || member !== context.group.me }));
  return ok(null);
}

async function support(context: GroupContext, command: CommandOf<"office.support">): Promise<Done<null>> {
  const office = decidedBy(context, command.office);
  if (!office.ok) return office;
  const { mandates } = context.group.fold.assembly;
  const { seats } = mandates.termsOf(office.value, null);
  const members = [...new Set(command.members as MemberId[])].sort();
  if (members.length > seats) return refuse({ kind: "TooManyForSeats", seats });
  const idle = members.find((id) => !mandates.isStanding(id, office.value, null) && mandates.held(id, office.value, null) === null);
  if (idle !== undefined) return refuse({ kind: "NotStanding", name: context.ref(idle).name });
  await context.group.author(kinds.support, () => supportCodec.encode({ office: office.value, members }));
  return ok(null);
}

/** MAN-5. "A third name starts the vote." */
async function petition(context: GroupContext, command: CommandOf<"office.petition">): Promise<Done<{ motion: string | null }>> {
  const office = decidedBy(context, command.office);
  if (!office.ok) return office;
  const text = bounded("text", command.text.trim(), limits.petitionText);
  if (!text.ok) return text;
  const { mandates } = context.group.fold.assembly;
  const member = command.recall as MemberId | null;
  const view = member === null ? null : mandates.held(member, office.value, null);
  if (member !== null && view === null) return refuse({ kind: "NotHolder" });
  const recall = member === null || view === null ? null : { mandate: view.id, member };
  await context.group.author(kinds.petition, () => petitionCodec.encode({ office: office.value, recall, text: text.value, signs: command.signs }));
  const signers = mandates.signers(office.value, recall, null);
  if (recall === null || openRecall(context, office.value, recall) !== null || signers.length < mandates.petitionSize(office.value, null)) return ok({ motion: null });
  const grounds = signers.flatMap((one) => (one.text === "" ? [] : [`${one.text} — ${context.ref(one.member).name}`])).join("\n\n");
  const { title } = mandates.termsOf(office.value, null);
  return move(context, { title: bounded("title", `${title}: ${context.ref(recall.member).name}`, limits.title).ok ? `${title}: ${context.ref(recall.member).name}` : title, grounds, mandate: { office: office.value, ends: recall.mandate }, recalled: recall.member, deadline: command.deadline });
}

async function act(context: GroupContext, command: CommandOf<"office.act">): Promise<Done<{ act: string }>> {
  const office = found(context, command.office);
  if (!office.ok) return office;
  const text = required("text", command.text, limits.petitionText);
  if (!text.ok) return text;
  const view = context.group.fold.assembly.mandates.held(context.group.me, office.value, null);
  if (view === null) return refuse({ kind: "NotHolder" });
  if (!view.motion.record.mandate!.terms!.acts.includes(command.act)) return refuse({ kind: "ActNotAllowed" });
  const placed = await context.group.author(kinds.delegateAct, () => deedCodec.encode({ mandate: view.id, act: command.act, text: text.value }));
  return ok({ act: placed.id });
}

// ---------------------------------------------------------------- for other groups

function write(context: GroupContext, command: CommandOf<"credential.write">): Done<{ file: Uint8Array; fileName: string }> {
  const office = found(context, command.office);
  if (!office.ok) return office;
  const credential = credentialOf(context.group, office.value);
  if (credential === null) return refuse({ kind: "NobodyHolds" });
  return ok({ file: credential.file(), fileName: `${fileStem(credential.mandate.title)}-${command.office.slice(0, 8)}.veche-record` });
}

async function present({ context, profile }: InGroup, command: CommandOf<"credential.present">): Promise<Done<{ presented: string }>> {
  const { file } = command;
  if (file.length > limits.credential) return refuse({ kind: "CredentialTooLarge", limit: limits.credential, length: file.length });
  const { mandate, group: from, problems } = verifyRecord(file, null);
  if (mandate === null || from === null) return refuse({ kind: "NoCredential", detail: problems[0]?.kind ?? "NotAMandate" });
  const giving = profile.groups.get(from.id as GroupId)?.context.group;
  const bears = giving !== undefined && mandate.holders.some(({ id }) => id === giving.me);
  const placed = await context.group.author(kinds.credential, () => presentationCodec.encode({ file, bearer: bears ? bearerOf(giving, context.group) : null }));
  return ok({ presented: placed.id });
}

async function link({ context, profile }: InGroup, command: CommandOf<"credential.link">): Promise<Done<null>> {
  const office = found(context, command.office);
  if (!office.ok) return office;
  const council = command.council as GroupId;
  if (!profile.groups.has(council)) return refuse({ kind: "NoSuchGroup" });
  const credential = credentialOf(context.group, office.value);
  const length = command.on && credential !== null ? credential.file().length : 0;
  if (length > limits.credential) return refuse({ kind: "CredentialTooLarge", limit: limits.credential, length });
  await profile.credentials.set({ group: context.group.group, office: office.value, council }, command.on);
  return ok(null);
}

function found({ group }: GroupContext, id: string): Done<MotionId> {
  const office = id as MotionId;
  return group.fold.assembly.mandates.exists(office, null) ? ok(office) : refuse({ kind: "NoSuchOffice" });
}

function decidedBy(context: GroupContext, id: string): Done<MotionId> {
  const office = found(context, id);
  if (!office.ok) return office;
  return context.group.fold.assembly.mandates.constituents(office.value, null).has(context.group.me) ? office : refuse({ kind: "NotConstituent" });
}

export const mandateHandlers = {
  "office.propose": ({ context }, command) => propose(context, command),
  "office.certify": ({ context }, command) => certify(context, command),
  "office.nominate": ({ context }, command) => nominate(context, command),
  "office.support": ({ context }, command) => support(context, command),
  "office.petition": ({ context }, command) => petition(context, command),
  "office.act": ({ context }, command) => act(context, command),
  "credential.write": ({ context }, command) => write(context, command),
  "credential.present": present,
  "credential.link": async (at, command) => {
    const done = await link(at, command);
    at.watching.changed(command.group);
    return done;
  },
} satisfies Partial<GroupHandlers>;
