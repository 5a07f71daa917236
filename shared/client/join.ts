/** MEM-3, ID-6. One attempt to enter a group with a link: finds a member's machine, asks, and takes in what it sends. */
import type { DeviceId } from "../base/ids.ts";
import { Secret } from "../base/secret.ts";
import type { JoinRow } from "../contract/snapshots.ts";
import { inviteIdOf, inviteKeys, inviteLinkKey, makeJoinRequest, type InviteLink } from "../governance/invite.ts";
import type { RootedKeys } from "../governance/identity.ts";
import { openCapsule } from "../keys/epoch.ts";
import type { Entry } from "../log/entry.ts";
import type { Addresses, Hub, InviteKey, JoinSide, OwnDevice, Refusal } from "../sync/group-side.ts";
import type { Group } from "./group.ts";

/** As whom one asks. */
export interface AskingIn {
  readonly returns: boolean;
  readonly request: JoinSide["request"];
  /** By what the group itself says. */
  readonly isIn: (group: Group) => boolean;
}

/** As somebody new. */
export const newcomer = ({ group, seed }: InviteLink, name: string, keys: RootedKeys): AskingIn => ({
  returns: false,
  request: (challenge, admitter) => makeJoinRequest({ group, seed, admitter, challenge, name, keys }),
  isIn: (entered) => entered.myself !== null,
});

export interface JoinDeps {
  readonly asking: AskingIn;
  /** The empty group the acts go into. */
  readonly group: Group;
  readonly changed: () => void;
  readonly learned: (addresses: Addresses) => void;
  /** Makes the group a member's: its hub goes on over the same link. */
  readonly joined: () => Promise<Hub>;
}

type State = { readonly is: "looking" } | Exclude<JoinRow["state"], { is: "looking" }>;

export class Join implements JoinSide {
  readonly group: JoinSide["group"];
  readonly own: OwnDevice;
  readonly invite: InviteKey;
  #state: State = { is: "looking" };
  #entries = 0;

  constructor(
    readonly link: InviteLink,
    private readonly deps: JoinDeps,
  ) {
    this.group = link.group;
    this.own = deps.group.own;
    const id = inviteIdOf(inviteKeys(link.seed, link.group).publicKey);
    this.invite = { invite: id, linkKey: new Secret(inviteLinkKey(link.seed, link.group)) };
  }

  get state(): State {
    return this.#state;
  }

  /** Nothing more is tried once one is in, or was refused for good. */
  get over(): boolean {
    return this.#state.is === "joined" || this.#state.is === "refused";
  }

  get returns(): boolean {
    return this.deps.asking.returns;
  }

  request(challenge: Uint8Array, admitter: DeviceId, genesis: Uint8Array | null, instead?: readonly DeviceId[]): Uint8Array | null {
    this.#set({ is: "asking" });
    return this.deps.asking.request(challenge, admitter, genesis, instead);
  }

  admitted(capsule: Uint8Array, _admitter: DeviceId, addresses: Addresses): void {
    const { group } = this.deps;
    const key = openCapsule(capsule, group.group, "any", group.own.device, group.keys.box);
    if (typeof key !== "string") group.fold.hold(key);
    this.deps.learned(addresses);
    this.#set({ is: "receiving", entries: 0 });
  }

  async receive(acts: readonly Entry[], from: DeviceId): Promise<void> {
    await this.deps.group.receive(acts, from);
    this.#entries += acts.length;
    if (!this.over) this.#set({ is: "receiving", entries: this.#entries });
  }

  /** In only when the group of the link itself says so: its genesis is here and it names my machine. */
  async complete(): Promise<Hub | null> {
    const { group, asking } = this.deps;
    if (group.salt === null || !asking.isIn(group)) return null;
    const hub = await this.deps.joined();
    this.#set({ is: "joined" });
    return hub;
  }

  refused(reason: Refusal): void {
    if (!this.over) this.#set({ is: "refused", reason });
  }

  ended(_reason: string): void {
    if (!this.over) this.#set({ is: "looking" });
  }

  #set(state: State): void {
    this.#state = state;
    this.deps.changed();
  }
}
