/** POLL-9. Checks a record with nothing but the file and, where the reader has it, the group's id. */
import { bylawsIn, isShort, measuresUp } from "./bylaws.ts";
import { fromHex } from "./bytes.ts";
import { readEntry, readFile, type Entry, type File } from "./file.ts";
import { Graph, Past, type Placed } from "./graph.ts";
import { Membership } from "./membership.ts";
import { attestShape, ballotShape, closeShape, disputeShape, faultOfMotion, handCountShape, isAboutOffice, Motion, readMotion, sealShape, secondCountShape, withdrawalShape, type MotionRecord, type Said } from "./poll.ts";
import type { BallotStatus, Person, Problem, Report, Row, State } from "./report.ts";
import { parse } from "./shapes.ts";
import { isSigned, open } from "./sodium.ts";

/** A past takes a bit for each act: so many take some 50 MB. */
const mostEntries = 20_000;
/** device.add, device.revoke, leave. */
const beyond = [8, 9, 10];
/** Genesis, revocations, admissions, proofs of forks and sponsors decide who belongs and are never closed. */
const alwaysOpen = [1, 4, 5, 6, 11, ...beyond];

export function verify(content: Uint8Array, group: string | null): Report {
  const file = readFile(content);
  if ("kind" in file) return failed([file], group);
  if (file.entries.length > mostEntries) return failed([{ kind: "TooLong", entries: file.entries.length }], group);
  const checked = new Check(file);
  if (group !== null && file.group !== group) checked.problems.push({ kind: "WrongGroup", stated: file.group });
  checked.run();
  if (checked.isBeyond) return failed([{ kind: "BeyondThisPage" }], group);
  const motion = checked.motions.get(file.motion);
  if (motion === undefined) {
    checked.blameMotion();
    return failed(checked.problems, group);
  }
  checked.compareStatement(motion);
  checked.findStrangers(motion);
  return reportOf(checked, motion, group);
}

/** Takes the entries of a file one after the other, as if others had sent them. */
class Check {
  readonly problems: Problem[] = [];
  readonly membership: Membership;
  readonly motions = new Map<string, Motion>();
  readonly #graph: Graph;
  readonly #entries = new Map<string, Entry>();
  readonly #voids = new Map<string, string>();
  readonly #ofDevice = new Map<string, Placed[]>();
  /** MEM-4…6, MEM-8, KEY-6: somebody has gone, machines were linked or revoked, or keys have changed; what that means for other acts is not judged here. */
  isBeyond = false;
  #foundingKey: string | null = null;

  constructor(private readonly file: File) {
    this.membership = new Membership(file.group, { votersIn: (past) => this.#votersIn(past), bylawsIn: (past) => this.#bylawsIn(past).bylaws });
    this.#graph = new Graph(file.group);
  }

  run(): void {
    let left = this.#read();
    // Again while anything finds its place: an author may be admitted later in the file.
    for (let before = -1; before < this.#graph.size; ) {
      before = this.#graph.size;
      left = left.filter((entry) => !this.#take(entry));
    }
    this.#blame(left);
  }

  #read(): Entry[] {
    const entries: Entry[] = [];
    for (const [at, raw] of this.file.entries.entries()) {
      const entry = readEntry(raw, at);
      if (typeof entry === "string") {
        this.#bad(at, entry);
        continue;
      }
      const last = entries.at(-1);
      if (this.#entries.has(entry.id)) this.problems.push({ kind: "ExtraData", at: String(at) });
      else if (last !== undefined && (last.lamport > entry.lamport || (last.lamport === entry.lamport && last.id > entry.id))) this.problems.push({ kind: "NotCanonical", at: `order of entries[${at}]` });
      if (entry.open === null && alwaysOpen.includes(entry.kind)) this.#bad(at, "Closed");
      this.#entries.set(entry.id, entry);
      entries.push(entry);
    }
    return entries;
  }

  /** True when nothing more is to be done for it. */
  #take(entry: Entry): boolean {
    if (this.#graph.has(entry.id)) return true;
    const key = this.#keyOf(entry);
    if (key === null) return false;
    if (!isSigned("entry", fromHex(entry.id), entry.signature, key)) {
      this.#bad(entry.at, "BadSignature");
      return true;
    }
    if (!entry.gov.every((id) => this.#graph.has(id))) return false;
    const placed = this.#graph.place(entry);
    if (typeof placed === "string") this.#bad(entry.at, placed);
    else this.#fold(placed);
    return true;
  }

  #keyOf(entry: Entry): Uint8Array | null {
    const known = this.membership.keyOf(entry.device);
    if (known !== null || entry.kind !== 1) return known;
    const record = recordOf(entry);
    return record === null ? null : this.membership.founderKey(record, entry.device);
  }

  #fold(act: Placed): void {
    this.#ofDevice.set(act.device, [...(this.#ofDevice.get(act.device) ?? []), act]);
    this.#foundingKey ??= act.kid;
    if (beyond.includes(act.kind) || (act.kind !== 2 && act.kid !== this.#foundingKey)) this.isBeyond = true;
    const record = recordOf(act);
    if (record === null) {
      if (act.open !== null) this.#bad(act.at, "WrongKey");
      return;
    }
    const reason = act.kind < 20 ? this.membership.judge(act, record) : this.#judgePoll(act, record);
    if (reason !== null) this.#voids.set(act.id, reason);
  }

  // ---------------------------------------------------------------- acts of motions

  #judgePoll(act: Placed, record: Uint8Array): string | null {
    if (act.kind === 20) return this.#openMotion(act, record);
    const shape = { 21: ballotShape, 22: sealShape, 23: closeShape, 24: attestShape, 25: disputeShape, 26: withdrawalShape, 27: handCountShape, 28: secondCountShape }[act.kind];
    const said = shape === undefined ? undefined : (parse(shape as typeof sealShape, record) as { readonly motion: string } | undefined);
    if (said === undefined) return "Malformed";
    const member = this.membership.authorIn(act.device, act.past);
    if (member === null) return "AuthorNotMember";
    const motion = this.motions.get(said.motion);
    if (motion === undefined || !act.past.has(motion.act)) return "NoSuchMotion";
    if (act.kind > 21 && act.kind < 25 && !motion.record.roll.includes(member)) return "NotOnRoll";
    return add(motion, { act, member, record: said });
  }

  #openMotion(act: Placed, bytes: Uint8Array): string | null {
    if (isAboutOffice(bytes)) this.isBeyond = true;
    const record = readMotion(bytes);
    if (record === undefined) return "Malformed";
    if (record.kind === "expulsion" || record.kind === "reinstatement") this.isBeyond = true;
    const reason = this.#faultOfOpening(act, record) ?? faultOfMotion(record);
    if (reason !== null) return reason;
    const histories = { actsOf: (device: string) => this.#ofDevice.get(device) ?? [], proofsOf: (device: string) => this.membership.forks.filter((fork) => fork.device === device) };
    this.motions.set(act.id, new Motion(act, record, histories, this.membership.authorIn(act.device, act.past)!));
    return null;
  }

  /** POLL-1, MEM-7: what the membership and the bylaws say of a motion. */
  #faultOfOpening({ device, past }: Placed, record: MotionRecord): string | null {
    const { membership } = this;
    const author = membership.authorIn(device, past);
    if (author === null) return "AuthorNotMember";
    const adopted = this.#adoptedIn(past);
    const electorate = this.#votersIn(past);
    if (!electorate.has(author)) return "AuthorNotVoting";
    if (electorate.size !== record.roll.length || !record.roll.every((member) => electorate.has(member))) return "RollNotElectorate";
    if (!membership.isMemberIn(record.implementer, past)) return "ImplementerNotMember";
    const constituted = adopted.some((motion) => motion.record.kind === "founding");
    if (record.kind !== "founding") {
      if (!constituted) return "NotConstituted";
    } else if (constituted) return "AlreadyConstituted";
    else if (author !== membership.founder) return "NotFounder";
    const { bylaws, since } = this.#bylawsIn(past);
    const reason = this.#faultOfNames(record, past);
    if (reason !== null) return reason;
    const asksNothing = record.kind === "ordinary" && (record.advice === true || record.method === "sign-up");
    if (!asksNothing && !measuresUp(record, bylaws)) return "BelowBylaws";
    if (record.change !== undefined && record.change.replaces !== since) return "BylawsMoved";
    return this.#faultOfRepeal(record, past);
  }

  /** Motions that changed the group before. */
  #adoptedIn(past: Past): readonly Motion[] {
    return [...this.motions.values()].filter((motion) => motion.record.kind !== "ordinary" && past.has(motion.act) && isAdopted(motion, past));
  }

  /** MEM-7. */
  #votersIn(past: Past): ReadonlySet<string> {
    const named = this.#adoptedIn(past).filter(({ record }) => ["founding", "naming", "admission"].includes(record.kind));
    return new Set([this.membership.founder!, ...named.flatMap((motion) => motion.record.names)]);
  }

  #bylawsIn(past: Past) {
    return bylawsIn(this.membership.genesis!.bylaws, this.#adoptedIn(past), isAdopted);
  }

  #faultOfNames({ kind, names }: MotionRecord, past: Past): string | null {
    if (["ordinary", "bylaws", "repeal"].includes(kind)) return names.length > 0 ? "NamesNotAllowed" : null;
    for (const name of names) {
      if (!this.membership.isMemberIn(name, past)) return "NamesUnknown";
      if (names.some((other) => this.membership.isRivalIn(name, other, past))) return "NamesRivals";
      if (kind === "naming" && !this.membership.isSponsoredIn(name, past)) return "NamesWaiting";
    }
    return null;
  }

  /** POLL-14. What a repeal ends must bind and stand, and is ended by no less than made it. */
  #faultOfRepeal(record: MotionRecord, past: Past): string | null {
    const { repeals } = record;
    if (repeals === undefined) return null;
    const decision = this.motions.get(repeals);
    const binds = decision !== undefined && past.has(decision.act) && decision.record.kind === "ordinary" && decision.record.advice !== true && isAdopted(decision, past);
    const ended = [...this.motions.values()].some((other) => other.record.repeals === repeals && past.has(other.act) && isAdopted(other, past));
    if (!binds || ended) return "NothingToRepeal";
    return isShort(record, decision.record) ? "BelowDecision" : null;
  }

  // ---------------------------------------------------------------- what is wrong

  #blame(left: readonly Entry[]): void {
    const missing = new Set<string>();
    for (const entry of left) {
      for (const id of entry.gov) if (!this.#entries.has(id)) missing.add(id);
      if (entry.gov.every((id) => this.#graph.has(id))) this.#bad(entry.at, entry.kind === 1 ? "NotGenesis" : "AuthorUnknown");
    }
    for (const id of missing) this.problems.push({ kind: "MissingEntry", id });
  }

  /** The motion the file names is not in it, closed, or of no effect. */
  blameMotion(): void {
    const entry = this.#entries.get(this.file.motion);
    if (entry === undefined) this.problems.push({ kind: "MissingEntry", id: this.file.motion });
    else if (this.problems.length === 0) this.#bad(entry.at, this.#voids.get(entry.id) ?? (entry.open === null ? "Closed" : "NotAMotion"));
  }

  compareStatement(motion: Motion): void {
    const { statement } = this.file;
    const certificate = motion.certificateIn(null);
    const found = "by" in certificate ? { round: certificate.round, attesters: certificate.by.length, result: certificate.result } : { round: 0, attesters: 0, result: "" };
    if (found.result !== "" && found.result !== statement.result) this.problems.push({ kind: "WrongResult", stated: statement.result, counted: found.result });
    else if (certificate.is !== "contradicted" && found.attesters < statement.attesters) this.problems.push({ kind: "NotEnoughAttestations", have: found.attesters, needed: statement.attesters });
    else if (certificate.is !== statement.state || found.round !== statement.round || found.attesters !== statement.attesters || found.result !== statement.result) {
      this.problems.push({ kind: "WrongStatement", stated: statement.state, counted: certificate.is });
    }
  }

  /** What the decision does not rest on breaks a rule or belongs elsewhere. */
  findStrangers(motion: Motion): void {
    const past = Past.of(motion.acts);
    for (const act of this.#graph.acts) {
      if (past.has(act)) continue;
      const reason = this.#voids.get(act.id);
      if (reason === undefined) this.problems.push({ kind: "ExtraData", at: String(act.at) });
      else this.#bad(act.at, reason);
    }
  }

  #bad(at: number, reason: string): void {
    this.problems.push({ kind: "BadEntry", at, reason });
  }
}

function recordOf({ open: sealed, nonce, commitment }: Entry): Uint8Array | null {
  return sealed === null ? null : open(sealed.key, { ...sealed, nonce, commitment });
}

/** Gives an act of a motion its effect, or says why it has none. */
function add(motion: Motion, said: Said<never> | Said<{ readonly motion: string }>): string | null {
  const into = <T extends Said<unknown>>(list: T[], fault: (one: T) => string | null): string | null => {
    const reason = fault(said as unknown as T);
    if (reason === null) list.push(said as unknown as T);
    return reason;
  };
  switch (said.act.kind) {
    case 21:
      return into(motion.ballots, (one) => motion.faultOfBallot(one));
    case 22:
      return into(motion.seals, (one) => motion.faultOfSeal(one));
    case 23:
      return into(motion.closes, (one) => motion.faultOfClose(one));
    case 24:
      return into(motion.attestations, (one) => motion.faultOfAttestation(one));
    case 27:
      return into(motion.handCounts, (one) => motion.faultOfHandCount(one));
    case 28:
      return into(motion.secondCounts, (one) => motion.faultOfSecondCount(one));
    case 26:
      return into(motion.withdrawals, (one) => faultOfWithdrawal(motion, one));
    default:
      return into(motion.disputes, () => null);
  }
}

/** POLL-13. The mover may, until the motion is certified; not one that says who votes. */
function faultOfWithdrawal(motion: Motion, { act, member }: Said<unknown>): string | null {
  if (motion.record.kind === "founding" || motion.record.kind === "naming") return "NotWithdrawable";
  if (member !== motion.mover) return "NotMover";
  return ["certified", "contradicted"].includes(motion.certificateIn(act.past).is) ? "DecidedBefore" : null;
}

function isAdopted(motion: Motion, past: Past): boolean {
  const certificate = motion.certificateIn(past);
  return certificate.is === "certified" && certificate.adopted;
}

// ---------------------------------------------------------------- the report

const byId = (a: { readonly act: Placed }, b: { readonly act: Placed }): number => (a.act.id < b.act.id ? -1 : 1);

function reportOf({ membership, problems }: Check, motion: Motion, group: string | null): Report {
  const person = (id: string): Person => ({ id, name: membership.nameOf(id), me: false });
  const { act, record } = motion;
  const certificate = motion.certificateIn(null);
  const count = "close" in certificate ? motion.resultOf(certificate.close) : motion.countIn(null);
  const agreed = "result" in certificate ? certificate.result : null;
  const files = (record.files ?? []).map(({ name, size, content }) => ({ name, size, content }));
  const mover = membership.authorIn(act.device, act.past);
  return {
    valid: problems.length === 0,
    problems,
    group: { id: membership.group, name: membership.genesis?.name ?? "" },
    groupChecked: group === null ? "stated" : "given",
    motion: { id: act.id, title: record.title, situation: record.situation, options: record.options, files, mover: mover === null ? "?" : membership.nameOf(mover), opened: act.time, deadline: record.deadline, advice: record.advice === true, kind: record.kind },
    mandate: null,
    state: stateOf(motion, person),
    result: count.decided,
    rollCall: record.roll.map((member) => rowOf(motion, person(member), count)),
    handCounts: motion.handCounts.toSorted(byId).map((one) => ({
      id: one.act.id,
      teller: person(one.member),
      votes: one.record.votes,
      seconds: motion.secondCounts
        .filter(({ record: said }) => said.count === one.act.id)
        .sort(byId)
        .map((second) => ({ teller: person(second.member), votes: second.record.votes, agrees: String(second.record.votes) === String(one.record.votes) })),
    })),
    attesters: motion.attestations.toSorted((a, b) => b.record.round - a.record.round).map(({ member, record: said }) => ({ name: membership.nameOf(member), round: said.round, agrees: said.result === agreed })),
    unseen: [...(group === null ? (["GroupUnchecked"] as const) : []), "RestOfLog", "LaterEntries", ...(membership.forks.length > 0 ? (["OtherBranches"] as const) : [])],
  };
}

function stateOf(motion: Motion, person: (id: string) => Person): State {
  const certificate = motion.certificateIn(null);
  const [roll, needed] = [motion.record.roll.length, motion.q];
  const [withdrawn] = motion.withdrawals;
  if (withdrawn !== undefined && certificate.is !== "certified" && certificate.is !== "contradicted") return { is: "withdrawn", by: person(withdrawn.member) };
  switch (certificate.is) {
    case "none":
      return { is: "closing", sealed: motion.sealers.size, needed, roll, missing: motion.record.roll.filter((member) => !motion.sealers.has(member)).map(person) };
    case "contradicted":
      return { is: "contradicted", doubleAttesters: certificate.doubleAttesters.map(person) };
    case "certified":
      return { is: "certified", by: certificate.by.length, roll, needed, round: certificate.round };
    case "counted":
    case "provisional":
      return { is: certificate.is, by: certificate.by.length, roll, needed };
  }
}

function rowOf(motion: Motion, member: Person, { counted, excluded }: ReturnType<Motion["countIn"]>): Row {
  const ballots = motion.ballots.filter((ballot) => ballot.member === member.id).sort((a, b) => b.act.lamport - a.act.lamport || (a.act.id < b.act.id ? -1 : 1));
  const reasonFor = (id: string | undefined) => excluded.find(({ ballot }) => ballot === id)?.reason;
  const counts = counted.find((one) => one.member === member.id);
  const out = ballots.filter(({ act }) => reasonFor(act.id) !== undefined);
  const shown = ballots.find(({ act }) => act.id === counts?.ballot) ?? out[0] ?? ballots[0];
  const reason = reasonFor(shown?.act.id);
  const status: BallotStatus = counts !== undefined ? "counted" : shown === undefined ? "none" : reason === undefined ? "late" : reason === "notOnRoll" ? "invalid" : reason;
  return {
    member,
    choice: shown?.record.choice ?? null,
    time: shown?.act.time ?? null,
    changed: shown !== undefined && ballots.some(({ act }) => shown.act.past.has(act)),
    sealed: motion.sealers.has(member.id),
    status,
    conflicting: out.filter(({ act }) => ["conflict", "forked"].includes(reasonFor(act.id)!)).flatMap(({ record }) => record.choice ?? []),
  };
}

const failed = (problems: readonly Problem[], group: string | null): Report => ({
  valid: false,
  problems,
  group: null,
  groupChecked: group === null ? "stated" : "given",
  motion: null,
  mandate: null,
  state: null,
  result: null,
  rollCall: [],
  handCounts: [],
  attesters: [],
  unseen: [],
});
