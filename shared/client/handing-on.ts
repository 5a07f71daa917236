/**
 * ID-2. One machine hands groups on to another of the same person, over a channel of these two alone: the one that has the
 * root (ID-5) names a group, takes the other's new keys, adds them, and sends the key that is written under and the acts.
 * Whether the other may have it was settled before: by six digits (linking.ts), or by the secret these left (companions.ts).
 */
import type { DeviceId, GroupId } from "../base/ids.ts";
import { askForLink } from "../governance/devices.ts";
import { deviceIdOf } from "../governance/identity.ts";
import { linkRequestCodec } from "../governance/records.ts";
import { openCapsule } from "../keys/epoch.ts";
import { parseEntry } from "../log/entry.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import type { Channel, Content, Peer } from "../sync/channel.ts";
import type { Addresses } from "../sync/group-side.ts";
import { limits } from "../sync/limits.ts";
import { encodeStep, type LinkStep } from "../sync/linking.ts";
import { batchesOf } from "../sync/serving.ts";
import { linkDevice } from "./devices.ts";
import type { Group } from "./group.ts";

/** What the two say over. */
export interface Line {
  readonly say: (step: LinkStep) => void;
  /** All acts of a group, as fast as the link takes them. */
  readonly acts: (group: Group) => Promise<void>;
}

export function lineOver(channel: Channel, link: Link): Line {
  return {
    say: (step) => channel.send({ type: "device", step: encodeStep(step) }),
    async acts(group) {
      const batches = [...batchesOf(group.log.acts)];
      for (const [i, entries] of batches.entries()) {
        await link.drained();
        channel.send({ type: "entries", want: 0, entries, last: i === batches.length - 1 });
      }
    },
  };
}

type Of<I extends LinkStep["is"]> = Extract<LinkStep, { is: I }>;

export interface HandedOn {
  readonly group: Group;
  /** The other machine there. */
  readonly device: DeviceId;
}

/** The side that has the root: one group after another. */
export class Offering {
  readonly linked: HandedOn[] = [];
  /** In which the other could not be linked. */
  readonly passed: Group[] = [];
  #left: readonly Group[] = [];
  #added: DeviceId | null = null;

  constructor(
    private readonly line: Line,
    private readonly random: Random,
    private readonly on: { readonly next: () => void; readonly over: () => void },
  ) {}

  /** Where it is offered groups already, these come after them. */
  offer(groups: readonly Group[]): void {
    const idle = this.#left.length === 0;
    this.#left = [...this.#left, ...groups.filter((group) => !this.#left.includes(group))];
    if (idle) this.#go();
  }

  /** False: nothing had been said that this answers. */
  async heard(step: Of<"keys" | "stored">): Promise<boolean> {
    const [group] = this.#left;
    if (group === undefined || (step.is === "keys") !== (this.#added === null)) return false;
    if (step.is === "keys") return this.#add(group, step.request);
    this.linked.push({ group, device: this.#added! });
    this.#next();
    return true;
  }

  async #add(group: Group, request: Uint8Array | null): Promise<true> {
    const asked = request === null ? null : linkRequestCodec.decode(request);
    const linked = asked === null ? null : await linkDevice(group, asked, this.random);
    if (asked === null || linked?.ok !== true) {
      if (request !== null) this.passed.push(group);
      this.#next();
      return true;
    }
    this.#added = deviceIdOf(asked.device);
    this.line.say({ is: "linked", capsule: linked.value });
    await this.line.acts(group);
    return true;
  }

  #next(): void {
    this.#left = this.#left.slice(1);
    this.#go();
  }

  #go(): void {
    this.#added = null;
    const [group] = this.#left;
    if (group === undefined) return this.on.over();
    this.on.next();
    if (group.keys.root.secretKey !== null) return this.line.say({ is: "group", group: group.group, root: group.keys.root.publicKey });
    this.passed.push(group);
    this.#next();
  }
}

/** A group in which this machine is being linked. */
export interface Prepared {
  readonly group: Group;
  /** It says itself that this machine is a member's: it is kept, and opened. */
  readonly enter: (addresses: Addresses) => Promise<void>;
}

/** Null: this machine is in that group. */
export type Prepare = (group: GroupId, root: Uint8Array) => Promise<Prepared | null>;

/** The side that is handed groups. */
export class Taking {
  /** Their names. */
  readonly taken: string[] = [];
  #entering: Prepared | null = null;
  #bytes = 0;

  constructor(
    private readonly line: Line,
    private readonly prepare: Prepare,
    /** What this machine is called. */
    private readonly name: () => string,
  ) {}

  /** False: it is not its turn, or not what it says. */
  async heard(step: Of<"group" | "linked">): Promise<boolean> {
    if (step.is === "linked") return this.#learn(step.capsule);
    if (this.#entering !== null) return false;
    this.#bytes = 0;
    this.#entering = await this.prepare(step.group, step.root);
    const request = this.#entering === null ? null : linkRequestCodec.encode(askForLink(step.group, this.name(), this.#entering.group.keys));
    this.line.say({ is: "keys", request });
    return true;
  }

  /** The acts of the group that is being entered, genesis first. */
  async acts(message: Content & { readonly type: "entries" }, peer: Peer): Promise<boolean> {
    if (this.#entering === null) return false;
    const { group, enter } = this.#entering;
    this.#bytes += message.entries.reduce((sum, { header, payload }) => sum + header.length + payload.length, 0);
    if (this.#bytes > limits.joinBytes) return false;
    await group.receive(message.entries.map(parseEntry).filter((entry) => typeof entry !== "string"), peer.device);
    if (!message.last) return true;
    this.#entering = null;
    const { assembly } = group.fold;
    if (assembly.governance.genesis === null || !assembly.recipients().has(group.own.device)) return false;
    await enter(peer.addresses);
    this.taken.push(assembly.governance.genesis.name);
    this.line.say({ is: "stored" });
    return true;
  }

  #learn(capsule: Uint8Array): boolean {
    if (this.#entering === null) return false;
    const { group } = this.#entering;
    const key = openCapsule(capsule, group.group, "any", group.own.device, group.keys.box);
    if (typeof key === "string") return false;
    group.fold.hold(key);
    return true;
  }
}
