/**
 * A large group in one process: one whole machine, the founder's, and the keys of everybody else, who write what their
 * machines would and know what the founder's machine knew when they were told to. All entries are signed and encrypted.
 */
import type { DeviceId, EntryId, GroupId, MemberId } from "../shared/base/ids.ts";
import { kidForActs } from "../shared/client/group-keys.ts";
import type { Group } from "../shared/client/group.ts";
import { makeDeviceAdd, askForLink } from "../shared/governance/devices.ts";
import { deviceIdOf, linkedKeysFrom, memberIdOf, newSeeds, ownKeysFrom, type OwnKeys, type RootedKeys } from "../shared/governance/identity.ts";
import type { History } from "../shared/poll/bylaws.ts";
import { inviteIdOf, inviteKeys, makeJoinRequest } from "../shared/governance/invite.ts";
import { mergeCodec } from "../shared/governance/records.ts";
import { makeEntry, parseEntry, type Entry } from "../shared/log/entry.ts";
import { kinds, type Kind } from "../shared/log/kind.ts";
import { systemRandom } from "../host/random.ts";
import { Machine } from "../test/sim/machine.ts";
import { SimClock } from "../test/sim/network.ts";

/** What a machine knew: the acts it names and what comes after all of it. */
interface Known {
  readonly heads: readonly EntryId[];
  readonly lamport: number;
}

/** Somebody's machine, as far as others can tell. */
export class Writer {
  readonly device: DeviceId;
  readonly member: MemberId;
  #last: { readonly id: EntryId; readonly seq: number } | null = null;

  constructor(
    readonly keys: OwnKeys,
    private readonly group: GroupId,
  ) {
    this.device = deviceIdOf(keys.device.publicKey);
    this.member = memberIdOf(keys.root.publicKey);
  }

  write(kind: Kind, record: Uint8Array, known: Known, key: readonly [kid: Entry["decoded"]["kid"], key: Uint8Array]): Entry {
    const prev = this.#last?.id ?? null;
    const seq = this.#last === null ? 0 : this.#last.seq + 1;
    const deps = known.heads.filter((id) => id !== prev);
    const draft = { group: this.group, device: this.device, seq, prev, deps, gov: known.heads, lamport: known.lamport, kind, kid: key[0], time: 0 };
    const entry = makeEntry(draft, record, key[1], this.keys.device, systemRandom);
    this.#last = { id: entry.id, seq };
    return entry;
  }
}

export class Roster {
  readonly others: Writer[] = [];
  readonly group: Group;

  private constructor(
    readonly founder: Machine,
    readonly clock: SimClock,
  ) {
    this.group = founder.group;
  }

  /** So many members, all named by the founding act. */
  static async of(members: number, history: History = "all"): Promise<Roster> {
    const clock = new SimClock();
    const roster = new Roster(await Machine.found("Member 0", systemRandom, clock, "assembly", history), clock);
    for (let i = 1; i < members; i++) roster.others.push((await roster.admit(`Member ${i}`, await roster.founder.invite())).writer);
    await roster.founder.constitute();
    return roster;
  }

  /** What everybody knows who has heard all that the founder's machine has. */
  get known(): Known {
    const heads = [...this.group.log.actHeads].sort();
    return { heads, lamport: 1 + Math.max(...heads.map((id) => this.group.log.get(id)!.decoded.lamport)) };
  }

  write(by: Writer, kind: Kind, record: Uint8Array, known = this.known): Entry {
    const kid = kidForActs(this.group.fold)!;
    return by.write(kind, record, known, [kid, this.group.fold.keys.get(kid)!]);
  }

  /** The founder's machine is sent an entry, as bytes; it answers how long its processor took. */
  async hears(entry: Entry, then: () => void = () => undefined): Promise<number> {
    const { header, signature, payload, decoded } = entry;
    return processorTime(async () => {
      const parsed = parseEntry({ header, signature, payload });
      if (typeof parsed === "string") throw new Error(parsed);
      await this.group.receive([parsed], decoded.device);
      then();
      await this.group.idle();
    });
  }

  /** Everybody of a list writes and nobody has heard any of the others. */
  async wave(by: readonly Writer[], kind: Kind, record: (writer: Writer) => Uint8Array, then?: () => void): Promise<number> {
    const { known } = this;
    const entries = by.map((writer) => this.write(writer, kind, record(writer), known));
    let took = 0;
    for (const entry of entries) took += await this.hears(entry, then);
    return took;
  }

  /** The founder's machine joins what stands side by side, so that others can name it all. */
  gather(): Promise<unknown> {
    return this.group.author(kinds.merge, () => mergeCodec.encode({ nothing: [] }));
  }

  /** A second machine for a member. */
  async link(by: Writer): Promise<Writer> {
    const linked = new Writer(linkedKeysFrom(newSeeds(systemRandom), by.keys.root.publicKey), this.group.group);
    const record = makeDeviceAdd(this.group.group, askForLink(this.group.group, "Another", linked.keys), (by.keys as RootedKeys).root)!;
    await this.hears(this.write(by, kinds.deviceAdd, record));
    return linked;
  }

  /** By an invite of the founder's machine. */
  async admit(name: string, seed: Uint8Array): Promise<{ readonly writer: Writer; readonly capsule: Uint8Array }> {
    const { group } = this.group;
    const keys = ownKeysFrom(newSeeds(systemRandom));
    const challenge = systemRandom.bytes(32);
    const request = makeJoinRequest({ group, seed, admitter: this.group.own.device, challenge, name, keys });
    const answer = await this.group.admit(inviteIdOf(inviteKeys(seed, group).publicKey), request, challenge);
    if (!answer.admitted) throw new Error(answer.reason);
    return { writer: new Writer(keys, group), capsule: answer.capsule };
  }
}

/** Milliseconds of this process's processor time, so that other work on the machine counts for less. */
export async function processorTime(work: () => Promise<unknown> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
