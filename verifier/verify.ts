/** POLL-9. Checks a record with nothing but the file and, where the reader has it, the group's id. */
import { oneFifth } from "./bylaws.ts";
import { fromHex } from "./bytes.ts";
import { readEntry, readFile, type Entry, type File } from "./file.ts";
import { Graph, Past, type Placed } from "./graph.ts";
import { Keys } from "./keys.ts";
import { restsOn } from "./mandate.ts";
import { Membership } from "./membership.ts";
import { isAboutOne, Opening } from "./opening.ts";
import { Motion } from "./poll.ts";
import { faultOfMotion, readMotion, readSaid } from "./motion-records.ts";
import { isAboutOffice, OfficeRules } from "./office-rules.ts";
import { Offices } from "./offices.ts";
import { failed, reportOf } from "./findings.ts";
import type { Problem } from "./problem.ts";
import type { Report } from "./report.ts";
import { isSigned, open } from "./sodium.ts";
import { Standings } from "./standings.ts";

/** A past takes a bit for each act: so many take some 50 MB. */
const mostEntries = 20_000;
/** Genesis, revocations, admissions, proofs of forks, devices, leaves and sponsors decide who belongs and are never closed. */
const alwaysOpen = [1, 4, 5, 6, 8, 9, 10, 11];
/** MEM-6. Merges, proofs of forks, devices and leaves: whoever is suspended may still write them. */
const ofSuspended = [6, 7, 8, 9, 10];

export function verify(content: Uint8Array, group: string | null): Report {
  const file = readFile(content);
  if ("kind" in file) return failed([file], group);
  if (file.entries.length > mostEntries) return failed([{ kind: "TooLong", entries: file.entries.length }], group);
  const checked = new Check(file);
  if (group !== null && file.group !== group) checked.problems.push({ kind: "WrongGroup", stated: file.group });
  checked.run();
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
  /** By what they wait for. */
  readonly #waiting = new Map<string, Entry[]>();
  /** Checked once, however long they wait. */
  readonly #signed = new Set<Entry>();
  readonly #voids = new Map<string, string>();
  readonly #ofDevice = new Map<string, Placed[]>();
  #all: { readonly size: number; readonly past: Past } | null = null;
  readonly standings: Standings;
  readonly offices: Offices;
  readonly #opening: Opening;
  readonly #officeRules: OfficeRules;
  readonly #keys: Keys;

  constructor(private readonly file: File) {
    this.membership = new Membership(file.group, {
      votersIn: (past) => this.#opening.votersIn(past),
      bylawsIn: (past) => this.#opening.bylawsIn(past).bylaws,
      standingIn: (past) => this.standings.in(past),
      knows: (departure, past) => this.standings.knows(departure, past),
      note: (act, stirs) => this.standings.note(act, stirs),
    });
    const { admissions, leaves, devices } = this.membership;
    this.standings = new Standings({ admissions, leaves, motions: this.motions, isOutside: (act, past) => devices.isOutside(act, past) });
    this.#opening = new Opening(this.membership, this.motions, this.standings);
    this.offices = new Offices({
      isCarried: (motion, past) => this.#opening.isCarried(motion, past),
      votersIn: (past) => this.#opening.votersIn(past),
      isActive: (member, past) => this.standings.in(past).of(member) === "active",
      petitionIn: (past) => this.#opening.bylawsIn(past).bylaws.petition ?? oneFifth,
    });
    this.#officeRules = new OfficeRules(this.offices, (member, past) => this.membership.namesIn(member, past));
    this.#keys = new Keys((past) => this.#opening.votersIn(past));
    this.#graph = new Graph(file.group);
  }

  /** Everything in the file that found its place. */
  get all(): Past {
    if (this.#all?.size !== this.#graph.size) this.#all = { size: this.#graph.size, past: Past.of(this.#graph.acts) };
    return this.#all.past;
  }

  run(): void {
    const due = this.#read().reverse();
    for (let entry = due.pop(); entry !== undefined; entry = due.pop()) {
      const missing = this.#take(entry);
      if (missing === null) due.push(...[entry.id, ...this.membership.devices.takeFresh()].flatMap((id) => this.#released(id)));
      else if (this.#waiting.has(missing)) this.#waiting.get(missing)!.push(entry);
      else this.#waiting.set(missing, [entry]);
    }
    this.#blame([...this.#waiting.values()].flat().sort((one, other) => one.at - other.at));
  }

  /** What waited for an act, or for a device. */
  #released(id: string): readonly Entry[] {
    const entries = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return entries;
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

  /** Gives it its place, or answers what it waits for: the device that wrote it, or an act it names. */
  #take(entry: Entry): string | null {
    if (this.#graph.has(entry.id)) return null;
    if (!this.#signed.has(entry)) {
      const key = this.#keyOf(entry);
      if (key === null) return entry.device;
      if (!isSigned("entry", fromHex(entry.id), entry.signature, key)) {
        this.#bad(entry.at, "BadSignature");
        return null;
      }
      this.#signed.add(entry);
    }
    const missing = entry.gov.find((id) => !this.#graph.has(id));
    if (missing !== undefined) return missing;
    const placed = this.#graph.place(entry);
    if (typeof placed === "string") this.#bad(entry.at, placed);
    else this.#fold(placed);
    return null;
  }

  #keyOf(entry: Entry): Uint8Array | null {
    const known = this.membership.devices.keyOf(entry.device);
    if (known !== null || entry.kind !== 1) return known;
    const record = recordOf(entry);
    return record === null ? null : this.membership.founderKey(record, entry.device);
  }

  #fold(act: Placed): void {
    const own = this.#ofDevice.get(act.device) ?? [];
    own.push(act);
    this.#ofDevice.set(act.device, own);
    const reason = this.#judge(act);
    if (reason !== null) this.#voids.set(act.id, reason);
  }

  #judge(act: Placed): string | null {
    const { membership } = this;
    const author = membership.authorIn(act.device, act.past);
    if (this.#keys.isUnderOther(act)) return "OtherKey";
    if (this.#keys.isAcknowledgement(act)) {
      if (author !== null && !membership.devices.isRevokedIn(act.device, act.past)) this.#keys.acknowledge(act, author);
      return null;
    }
    const record = recordOf(act);
    if (record === null) {
      if (act.open !== null) this.#bad(act.at, "WrongKey");
      return null;
    }
    if (act.kind === 1) return membership.judge(act, record);
    const reason = (act.kind < 20 ? this.#faultOfAuthor(act, author, ofSuspended.includes(act.kind)) : null) ?? this.#faultOfDevice(act);
    if (reason !== null) return reason;
    if (act.kind < 20) return membership.judge(act, record);
    return isAboutOffice(act.kind) ? (this.#faultOfAuthor(act, author, false) ?? this.#officeRules.judge(act, author!, record)) : this.#judgePoll(act, record);
  }

  /** MEM-2. */
  #faultOfAuthor({ past }: Placed, author: string | null, suspendedToo: boolean): string | null {
    const place = author === null ? null : this.standings.in(past).of(author);
    if (place === "active") return null;
    if (place !== "suspended") return "AuthorNotMember";
    return suspendedToo ? null : "AuthorSuspended";
  }

  /** ID-2, ID-4, LOG-7. */
  #faultOfDevice({ kind, device, past }: Placed): string | null {
    const { devices } = this.membership;
    if (kind === 8) return null;
    if (devices.isRevokedIn(device, past)) return "DeviceRevoked";
    return kind <= 20 && kind !== 6 && kind !== 7 && devices.isProvenIn(device, past) ? "DeviceSuspended" : null;
  }

  // ---------------------------------------------------------------- acts of motions

  #judgePoll(act: Placed, record: Uint8Array): string | null {
    if (act.kind === 20) return this.#openMotion(act, record);
    const said = readSaid(act.kind, record);
    if (said === undefined) return "Malformed";
    const member = this.membership.authorIn(act.device, act.past);
    if (member === null) return "AuthorNotMember";
    const motion = this.motions.get(said.motion);
    if (motion === undefined || !act.past.has(motion.act)) return "NoSuchMotion";
    const gone = this.#faultOfAuthor(act, member, act.kind === 25 || isAboutOne(motion.record.kind));
    if (gone !== null) return gone;
    if ([22, 23, 24, 29].includes(act.kind) && !motion.record.roll.includes(member)) return "NotOnRoll";
    const reason = motion.take({ act, member, record: said as never });
    if (reason === null && act.kind === 24) this.standings.note(act, false);
    return reason;
  }

  #openMotion(act: Placed, bytes: Uint8Array): string | null {
    const record = readMotion(bytes);
    if (record === undefined) return "Malformed";
    const mover = this.membership.authorIn(act.device, act.past);
    const reason = this.#faultOfAuthor(act, mover, false) ?? faultOfMotion(record) ?? this.#opening.faultOf(act, mover!, record) ?? this.#officeRules.faultOf(act, mover!, record);
    if (reason !== null) return reason;
    const histories = {
      all: () => this.all,
      devices: this.membership.devices,
      actsOf: (device: string) => this.#ofDevice.get(device) ?? [],
      isRedrawn: (motion: string, past: Past | null) => this.#opening.isRedrawn(motion, past),
      isVoid: (said: { readonly act: Placed; readonly member: string }, past: Past) => this.standings.in(past).isVoid(said.act, said.member),
    };
    const motion = new Motion(act, record, histories, mover!);
    this.motions.set(act.id, motion);
    this.offices.note(motion);
    return null;
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
    const again = [...this.motions.values()].filter((other) => other.record.redraws?.motion === motion.act.id && other.isPassedIn(null));
    const past = Past.of([...motion.acts, ...again.slice(0, 1).flatMap(({ acts }) => acts), ...restsOn(this, motion)]);
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
