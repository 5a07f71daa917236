/**
 * The engine as windows and commands use it: commands in, snapshots out. Which profile is open, and nothing else, is its
 * state; what a command does is in commands/, what a snapshot shows in views/.
 */
import * as v from "valibot";
import { err, ok, type Result } from "../base/result.ts";
import { parseId, type GroupId } from "../base/ids.ts";
import type { Run } from "../contract/answers.ts";
import { commandSchema, type Command } from "../contract/commands.ts";
import type { EngineApi } from "../contract/port.ts";
import type { Refusal } from "../contract/refusals.ts";
import type { JoinRow, ProfileSnapshot, Query, QueryName, Snapshots } from "../contract/snapshots.ts";
import { cryptoReady, type Argon2Cost } from "../crypto/sodium.ts";
import { usualCost } from "../keys/slot.ts";
import { usualTimers, type Timers } from "../poll/next-step.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialler } from "../ports/dialler.ts";
import type { Lan } from "../ports/lan.ts";
import type { Mailboxes } from "../ports/mailboxes.ts";
import { noFolders, type Folders } from "../ports/folders.ts";
import type { Random } from "../ports/random.ts";
import type { Rendezvous } from "../ports/rendezvous.ts";
import type { Vault } from "../ports/vault.ts";
import { verifyRecord } from "../record/verify.ts";
import { refuse, type Done } from "./checks.ts";
import { changePassphrase, create, unlock, type Opened } from "./commands/profile.ts";
import { runCommand } from "./commands/run.ts";
import { usualRelayPace, type RelayPace } from "./carrying/relay-plan.ts";
import { noMailboxes } from "./carrying/relays.ts";
import { groupSnapshotOf, nothing } from "./group-snapshots.ts";
import { StorageFailure, WritingHeld } from "./writing.ts";
import type { Join } from "./join.ts";
import { usualPace, type SnapshotPace } from "./document-snapshots.ts";
import type { FolderPace } from "./carrying/folder-driver.ts";
import { OpenProfile } from "./open-profile.ts";
import { groupRow } from "./views/group-views.ts";
import { ownMachines } from "./views/machine-views.ts";
import { Watching } from "./watching.ts";

export interface EngineDeps {
  readonly vault: Vault;
  readonly rendezvous: Rendezvous;
  readonly dialler: Dialler;
  /** Null, or absent, where machines of this network are neither looked for nor called. */
  readonly lan?: Lan | null;
  readonly clock: Clock;
  readonly random: Random;
  /** None when absent. */
  readonly folders?: Folders;
  readonly folderPace?: FolderPace;
  /** Lowered only by tests. */
  readonly passphraseCost?: Argon2Cost;
  /** POLL-6's local patience. */
  readonly timers?: Timers;
  readonly snapshotPace?: SnapshotPace;
  /** SYNC-6. No relay is reached without. */
  readonly mailboxes?: Mailboxes;
  readonly relayPace?: RelayPace;
}

export class Engine implements EngineApi {
  readonly #watching: Watching;
  #open: OpenProfile | null = null;
  /** One command that opens, closes or replaces the profile at a time. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: EngineDeps) {
    const coming = (group: string): boolean => this.#open?.groups.get(group as GroupId)?.context.facts.sessions.some((session) => session.coming > 0) ?? false;
    this.#watching = new Watching(deps.clock, (query) => this.#snapshot(query), coming);
  }

  watch<Q extends Query>(query: Q, seen: (snapshot: Snapshots[Q["query"]]) => void): () => void {
    return this.#watching.watch(query, seen);
  }

  readonly run: Run = (command) => this.#run(command) as Promise<Result<never, Refusal>>;

  async #run(command: unknown): Promise<Done<unknown>> {
    await cryptoReady;
    const parsed = v.safeParse(commandSchema, command);
    if (!parsed.success) return err({ kind: "BadInput", detail: parsed.issues.map((i) => `${v.getDotPath(i) ?? ""}: ${i.message}`).join("; ") });
    try {
      return await this.#dispatch(parsed.output);
    } catch (error) {
      if (error instanceof WritingHeld) return err({ kind: "MaybeCopy" });
      if (error instanceof StorageFailure) return err({ kind: "StorageFailed", detail: error.message });
      throw error;
    }
  }

  /** Ends everything this machine does; the profile stays. */
  async close(): Promise<void> {
    await this.#alone(() => this.#lock());
  }

  async #dispatch(command: Command): Promise<Done<unknown>> {
    switch (command.type) {
      case "profile.create":
        return this.#alone(() => this.#openWith(() => create(this.#profileDeps, command)));
      case "profile.unlock":
        return this.#alone(() => (this.#open === null ? this.#openWith(() => unlock(this.#profileDeps, command)) : Promise.resolve(ok(null))));
      case "profile.lock":
        return this.#alone(() => this.#lock());
      case "profile.panic":
        return this.#alone(() => this.#panic());
      case "profile.changePassphrase":
        return changePassphrase(this.#profileDeps, command);
      case "record.verify":
        return ok(verifyRecord(command.file, command.group === undefined ? null : parseId<GroupId>(command.group)));
      default: {
        const { clock, random, folders } = this.deps;
        if (this.#open !== null) return runCommand({ profile: this.#open, clock, random, folders: folders ?? noFolders, watching: this.#watching }, command);
        return refuse({ kind: (await this.deps.vault.readSlots()) === null ? "NoProfile" : "Locked" });
      }
    }
  }

  // ---------------------------------------------------------------- opening and closing the profile

  get #profileDeps() {
    const { vault, random, passphraseCost } = this.deps;
    return { vault, random, cost: passphraseCost ?? usualCost };
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#changing.then(work, work);
    this.#changing = next.catch(() => undefined);
    return next;
  }

  async #openWith(open: () => Promise<Done<Opened>>): Promise<Done<null>> {
    if (this.#open !== null) return refuse({ kind: "ProfileExists" });
    const opened = await open();
    if (!opened.ok) return opened;
    const { rendezvous, dialler, lan, clock, random, timers, snapshotPace, vault, mailboxes, relayPace, folders, folderPace } = this.deps;
    this.#open = await OpenProfile.open(opened.value.storage, opened.value.profile, {
      rendezvous,
      dialler,
      lan,
      clock,
      random,
      timers: timers ?? usualTimers,
      snapshotPace: snapshotPace ?? usualPace,
      mailboxes: mailboxes ?? noMailboxes,
      relayPace: relayPace ?? usualRelayPace,
      place: await vault.place(),
      changed: (group) => this.#watching.changed(group),
      partChanged: (part, group) => this.#watching.partChanged(part, group),
      blobs: vault.blobs,
      folders: folders ?? noFolders,
      folderPace,
    });
    this.#watching.changed();
    return ok(null);
  }

  async #lock(): Promise<Done<null>> {
    const open = this.#open;
    this.#open = null;
    await open?.close();
    this.#watching.changed();
    return ok(null);
  }

  /** REST-1. Key slots first, then files; what is in memory goes with the worker. */
  async #panic(): Promise<Done<null>> {
    await this.deps.vault.destroy();
    this.#open = null;
    this.#watching.changed();
    return ok(null);
  }

  // ---------------------------------------------------------------- snapshots

  async #snapshot(query: Query): Promise<Snapshots[QueryName]> {
    await cryptoReady;
    const profile = this.#open;
    switch (query.query) {
      case "profile":
        return this.#profileSnapshot(profile);
      case "groups":
        return [...(profile?.groups.values() ?? [])].map(({ context }) => groupRow(context));
      case "joins":
        return [...(profile?.entering.joins.values() ?? [])].map((join) => joinRow(join, profile!));
      case "pairing":
        return profile?.pairing.snapshot ?? { is: "none" };
      case "linking":
        return profile?.linking.snapshot ?? { is: "none" };
      case "identity":
        return profile?.paper.snapshot ?? { written: null, groups: [] };
      case "ownMachines":
        return profile === null ? [] : ownMachines([...profile.groups.values()].map(({ context }) => context));
      case "draft":
        return (await profile?.store.draft(query.key)) ?? "";
      default: {
        const open = profile?.groups.get(query.group as GroupId);
        if (profile === null || open === undefined) return nothing[query.query];
        return groupSnapshotOf(query, profile, open);
      }
    }
  }

  async #profileSnapshot(profile: OpenProfile | null): Promise<ProfileSnapshot> {
    if (profile !== null) return { state: "open", copy: profile.copy, name: profile.name, ...profile.entered, ownAddresses: profile.addresses.own, files: profile.fileLimits };
    const state = (await this.deps.vault.readSlots()) === null ? "none" : "locked";
    return { state, copy: "no", name: "", signalling: [], stun: [], ownAddresses: [], files: { auto: 0, quota: 0 } };
  }
}

function joinRow(join: Join, profile: OpenProfile): JoinRow {
  const { status } = profile.network.servers;
  const state: JoinRow["state"] =
    join.state.is === "looking"
      ? { is: "looking", tried: status.map((s) => s.address), unreachable: status.filter((s) => s.state === "unreachable").map((s) => s.address) }
      : join.state;
  return { id: join.group, group: join.group, returns: join.returns, state };
}
