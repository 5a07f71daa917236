/**
 * The ways into a group: as somebody new with a link (MEM-3), back with one's words as the member one was (ID-6), and as a
 * further machine of a member, handed on by another of theirs (ID-2).
 */
import { idBytes, type GroupId } from "../base/ids.ts";
import { newSeeds, ownKeysFrom, type OwnKeys } from "../governance/identity.ts";
import { readLink, type InviteLink } from "../governance/invite.ts";
import { withRoot } from "../governance/paper.ts";
import type { Random } from "../ports/random.ts";
import type { Addresses } from "../sync/group-side.ts";
import { comingBack, seedsAsKnown } from "./coming-back.ts";
import { revokeOthers } from "./devices.ts";
import { Group, type GroupDeps } from "./group.ts";
import { GroupStore } from "./group-store.ts";
import type { Prepared } from "./handing-on.ts";
import { Join, newcomer } from "./join.ts";
import type { Paper } from "./paper.ts";
import { keysOf, type GroupRecord, type ProfileStore } from "./profile-store.ts";

export interface EnteringDeps {
  readonly store: ProfileStore;
  readonly paper: Paper;
  /** Null: their roots are made by chance. */
  readonly paperOfNewGroups: () => Pick<Paper, "seeds"> | null;
  readonly random: Random;
  readonly now: () => number;
  /** Of the person. */
  readonly name: () => string;
  readonly isIn: (id: GroupId) => boolean;
  readonly groupDeps: (id: GroupId, store: GroupStore, keys: OwnKeys) => GroupDeps;
  /** Addresses a link names. */
  readonly named: (id: GroupId, addresses: Addresses) => void;
  readonly learned: (id: GroupId, store: GroupStore, addresses: Addresses) => void;
  /** The group says itself that this machine is a member's: it is opened. */
  readonly open: (group: Group, store: GroupStore, addresses: Addresses) => Promise<void>;
  /** Who is met, and what is shown. */
  readonly changed: () => void;
}

export class Entering {
  readonly joins = new Map<string, Join>();
  /** Keys that another machine may have added already: asked again, it finds them added. */
  readonly #prepared = new Map<GroupId, GroupRecord>();

  constructor(private readonly deps: EnteringDeps) {}

  // ---------------------------------------------------------------- with a link

  /** Begins, or resumes, to enter the group of a link: as somebody new, or as the member one was, by the paper or that group's `root`. */
  async join(link: InviteLink, text: string, returns?: GroupRecord["returns"], root: Uint8Array | null = null): Promise<Join> {
    const { store, paper, random, now } = this.deps;
    const known = this.joins.get(link.group);
    if (known !== undefined && !known.over) await this.cancel(link.group);
    const before = (await store.groups()).get(link.group);
    const follows = returns === undefined ? this.deps.paperOfNewGroups() : paper;
    const made = newSeeds(random);
    const fresh = before?.seeds ?? follows?.seeds(made, idBytes(link.group)) ?? made;
    const seeds = root === null ? fresh : withRoot(fresh, root);
    const record: GroupRecord = { seeds, link: text.replace(/\s+/gu, "").slice(0, 8000), since: now(), ...(returns === undefined ? {} : { returns }), ...(root === null ? {} : { byRoot: true }) };
    await store.writeGroup(link.group, record);
    return this.#begin(link, record);
  }

  async resume(id: GroupId, record: GroupRecord, text: string): Promise<void> {
    const link = readLink(text);
    if (typeof link === "string" || link.group !== id) return;
    await this.#begin(link, record);
  }

  /** Gives up; a group one is in already stays. */
  async cancel(id: string): Promise<void> {
    if (!this.joins.delete(id)) return;
    if (!this.deps.isIn(id as GroupId)) await this.deps.store.writeGroup(id as GroupId, null);
    this.deps.changed();
  }

  async #begin(link: InviteLink, record: GroupRecord): Promise<Join> {
    const id = link.group;
    const { store, group, keys } = await this.#empty(id, record);
    const { paper, named, learned, changed, name } = this.deps;
    named(id, link);
    const join: Join = new Join(link, {
      asking: record.returns === undefined ? newcomer(link, name(), keys) : comingBack(id, name(), keys, record.byRoot === true ? null : paper.bytes, record.returns === "lost"),
      group,
      changed,
      learned: (addresses) => learned(id, store, addresses),
      joined: async () => {
        const entered = record.returns === undefined ? { record, group } : await this.#asKnown(record, group, store);
        await this.#enter({ ...entered.record, link: null }, entered.group, store, link);
        return entered.group.hub!;
      },
    });
    this.joins.set(id, join);
    changed();
    return join;
  }

  // ---------------------------------------------------------------- with words

  /** ID-6. Back as the member one was; what was lost is shut out before anything else. */
  async #asKnown({ returns, byRoot, ...record }: GroupRecord, group: Group, store: GroupStore): Promise<{ readonly record: GroupRecord; readonly group: Group }> {
    const seeds = byRoot === true ? record.seeds : seedsAsKnown(group, record.seeds, this.deps.paper.bytes);
    const known = { record: { ...record, seeds }, group: await Group.open(group.group, this.deps.groupDeps(group.group, store, ownKeysFrom(seeds))) };
    if (returns === "lost") await revokeOthers(known.group);
    await store.keepKnownMachines([known.group.own.device]); // whoever let it in may have kept some back
    return known;
  }

  // ---------------------------------------------------------------- as a further machine

  /** ID-2. A group that another machine of this person links this one to; null for one it is in. */
  async prepare(id: GroupId, root: Uint8Array): Promise<Prepared | null> {
    const { isIn, random, now } = this.deps;
    if (isIn(id)) return null;
    const record = this.#prepared.get(id) ?? { seeds: newSeeds(random), link: null, since: now(), root };
    this.#prepared.set(id, record);
    const { store, group } = await this.#empty(id, { ...record, root });
    return { group, enter: (addresses) => (isIn(id) ? Promise.resolve() : this.#enter({ ...record, root }, group, store, addresses)) };
  }

  async #empty(id: GroupId, record: GroupRecord): Promise<{ readonly store: GroupStore; readonly group: Group; readonly keys: ReturnType<typeof ownKeysFrom> }> {
    const store = new GroupStore(this.deps.store.storage, id);
    return { store, group: await Group.open(id, this.deps.groupDeps(id, store, keysOf(record))), keys: ownKeysFrom(record.seeds) };
  }

  async #enter(record: GroupRecord, group: Group, store: GroupStore, addresses: Addresses): Promise<void> {
    await this.deps.store.writeGroup(group.group, record);
    await this.deps.open(group, store, addresses);
    this.#prepared.delete(group.group);
    this.deps.changed();
  }
}
