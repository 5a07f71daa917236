/**
 * The engine as windows and commands use it: commands in, snapshots out. Which profile is open, and nothing else, is its
 * state; what a command does is in commands/, what a snapshot shows in views/.
 */
import * as v from "valibot";
import { err, ok, type Result } from "../base/result.ts";
import { parseId, type GroupId, type MotionId } from "../base/ids.ts";
import type { Run } from "../contract/answers.ts";
import { commandSchema, type Command } from "../contract/commands.ts";
import type { EngineApi } from "../contract/port.ts";
import type { Refusal } from "../contract/refusals.ts";
import type { JoinRow, ProfileSnapshot, Query, QueryName, Snapshots } from "../contract/snapshots.ts";
import { cryptoReady, type Argon2Cost } from "../crypto/sodium.ts";
import { readLink } from "../governance/invite.ts";
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
import { exportRecord } from "../record/export.ts";
import { verifyRecord } from "../record/verify.ts";
import { bounded, refuse, type Done } from "./checks.ts";
import * as discussion from "./commands/discussion.ts";
import * as documents from "./commands/documents.ts";
import { isFileCommand, runFileCommand, shareAll } from "./commands/files.ts";
import { carryAnywhere, carryInGroup, isCarriedAnywhere, isCarriedInGroup } from "./commands/carrying.ts";
import { createInvite, draftGroup, revokeInvite } from "./commands/groups.ts";
import * as library from "./commands/library.ts";
import * as membership from "./commands/membership.ts";
import * as motions from "./commands/motions.ts";
import * as notices from "./commands/notices.ts";
import { setProxy } from "./commands/relays.ts";
import { search } from "./commands/search.ts";
import { changePassphrase, checkedAddresses, create, unlock, type Opened } from "./commands/profile.ts";
import { usualRelayPace, type RelayPace } from "./carrying/relay-plan.ts";
import { noMailboxes } from "./carrying/relays.ts";
import type { GroupContext } from "./group-context.ts";
import { groupSnapshotOf, nothing } from "./group-snapshots.ts";
import { StorageFailure, WritingHeld } from "./group.ts";
import type { Join } from "./join.ts";
import { usualPace, type SnapshotPace } from "./document-snapshots.ts";
import type { FolderPace } from "./carrying/folder-driver.ts";
import { OpenProfile, type OpenGroup } from "./open-profile.ts";
import { groupRow } from "./views/group-views.ts";
import { groupWords } from "./views/member-views.ts";
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

const draftLimit = 256 * 1024;
const addressLimit = 8000;

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
        const profile = this.#open;
        if (profile !== null) return this.#inProfile(profile, command);
        return refuse({ kind: (await this.deps.vault.readSlots()) === null ? "NoProfile" : "Locked" });
      }
    }
  }

  async #inProfile(profile: OpenProfile, command: Exclude<Command, { type: "record.verify" }>): Promise<Done<unknown>> {
    if (isCarriedAnywhere(command)) {
      const done = await carryAnywhere(profile, command, this.deps);
      if (command.type === "bundle.finish") for (const group of profile.groups.keys()) this.#watching.changed(group); // who was heard from stands in no entry
      return done;
    }
    switch (command.type) {
      case "profile.setAddresses": {
        const checked = checkedAddresses(command);
        if (checked.ok) await profile.setAddresses(checked.value);
        return checked.ok ? ok(null) : checked;
      }
      case "profile.setProxy": {
        const done = await setProxy(profile, command);
        for (const group of profile.groups.keys()) this.#watching.changed(group);
        return done;
      }
      case "profile.settleCopy":
        await profile.settleCopy(command.isCopy);
        return ok(null);
      case "draft.save": {
        const text = bounded("draft", command.text, draftLimit);
        if (text.ok) await profile.store.saveDraft(command.key, text.value);
        this.#watching.changed();
        return text.ok ? ok(null) : text;
      }
      case "profile.setFileLimits":
        await profile.setFileLimits({ auto: command.auto, quota: command.quota });
        this.#watching.changed();
        return ok(null);
      case "search":
        return search(profile, command);
      case "pair.show":
        return profile.pairing.show(command.of as GroupId);
      case "pair.take":
        return profile.pairing.take(command.code);
      case "pair.stop":
        profile.pairing.stop();
        return ok(null);
      case "group.found": {
        const drafted = draftGroup(command, profile.name, this.deps.random);
        if (!drafted.ok) return drafted;
        const { context } = await profile.found(drafted.value.group, drafted.value.genesis, drafted.value.seeds);
        return ok({ group: context.group.group, eightWords: groupWords(context) });
      }
      case "group.join":
        return this.#join(profile, command.link);
      case "group.cancelJoin":
        await profile.cancelJoin(command.join);
        return ok(null);
      default: {
        if (!("group" in command)) return refuse({ kind: "BadInput", detail: command.type });
        const open = profile.groups.get(command.group as GroupId);
        return open === undefined ? refuse({ kind: "NoSuchGroup" }) : this.#inGroup(profile, open, command);
      }
    }
  }

  async #inGroup(profile: OpenProfile, open: OpenGroup, command: Extract<Command, { group: string }>): Promise<Done<unknown>> {
    const { context, documents: desk } = open;
    if (isCarriedInGroup(command)) return carryInGroup(profile, open, command, this.deps);
    if (isFileCommand(command)) {
      const done = await runFileCommand(open, command);
      if (command.type !== "file.read") this.#watching.partChanged("files", command.group); // what is being read in stands in no entry
      return done;
    }
    switch (command.type) {
      case "group.constitute":
        return motions.constitute(context);
      case "invite.create":
        return createInvite(context, command, this.deps.random, profile.addressesOf(open));
      case "invite.revoke":
        return revokeInvite(context, command);
      case "member.propose":
        return membership.propose(context, command);
      case "group.leave":
        return membership.leave(context);
      case "members.name":
        return motions.nameMembers(context, command);
      case "thread.start":
        return discussion.startThread(open, command);
      case "post.write":
        return discussion.writePost(open, command);
      case "post.edit":
        return discussion.editPost(context, command);
      case "post.retract":
        return discussion.retractPost(context, command);
      case "post.react":
        return discussion.react(context, command);
      case "thread.markRead": {
        const marked = await discussion.markRead(context, command);
        this.#watching.changed(command.group);
        return marked;
      }
      case "thread.mute":
        return notices.mute(open, command);
      case "notices.tell":
        return notices.tell(open, command);
      case "shelf.make":
        return library.makeShelf(context, command);
      case "shelf.change":
        return library.changeShelf(context, command);
      case "shelf.add":
        return library.addItem(context, command);
      case "item.change":
        return library.changeItem(context, command);
      case "item.move":
        return library.moveItem(context, command);
      case "library.remove":
        return library.remove(context, command);
      case "item.progress": {
        const kept = await library.setProgress(context, command);
        this.#watching.changed(command.group);
        return kept;
      }
      case "document.create":
        return documents.createDocument(context, command);
      case "document.rename":
        return documents.renameDocument(context, command);
      case "document.write":
        return documents.writeDocument(context, desk, command);
      case "document.flush":
        return documents.flushDocument(context, desk, command);
      case "document.point":
        return documents.pointIn(context, desk, command);
      case "document.at":
        return documents.documentAt(context, command);
      case "comment.add":
        return documents.addComment(context, command);
      case "comment.resolve":
        return documents.resolveComment(context, command);
      case "motion.open":
        return motions.open(context, command, (uploads) => shareAll(open, uploads));
      case "ballot.cast":
        return motions.cast(context, command);
      case "ballot.withdraw":
        return motions.withdraw(context, command);
      case "motion.seal":
        return motions.seal(context, command);
      case "motion.close":
        return motions.close(context, command);
      case "motion.dispute":
        return motions.dispute(context, command);
      case "record.export":
        return this.#exportRecord(context, command.motion as MotionId);
    }
  }

  async #join(profile: OpenProfile, text: string): Promise<Done<{ join: string; group: string }>> {
    if (text.length > addressLimit) return refuse({ kind: "LinkGarbled" });
    const link = readLink(text);
    if (typeof link === "string") return refuse({ kind: link });
    if (profile.groups.has(link.group)) return refuse({ kind: "AlreadyMember" });
    if (this.deps.clock.now() > link.expires) return refuse({ kind: "LinkExpired" });
    await profile.join(link, text);
    return ok({ join: link.group, group: link.group });
  }

  #exportRecord({ group }: GroupContext, id: MotionId): Done<{ file: Uint8Array; fileName: string }> {
    const motion = group.fold.assembly.motions.get(id);
    if (motion === undefined) return refuse({ kind: "NoSuchMotion" });
    if (motion.view.rounds.length === 0) return refuse({ kind: "MotionNotClosed" });
    const file = exportRecord({ log: group.log, assembly: group.fold.assembly, keys: group.fold.keys }, motion);
    return ok({ file, fileName: `${fileStem(motion.view.motion.record.title)}-${(id as string).slice(0, 8)}.veche-record` });
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
        return [...(profile?.joins.values() ?? [])].map((join) => joinRow(join, profile!));
      case "pairing":
        return profile?.pairing.snapshot ?? { is: "none" };
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
  return { id: join.group, group: join.group, state };
}

/** Letters and digits of any script; what a file system may refuse becomes a hyphen. */
function fileStem(title: string): string {
  const stem = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/gu, "").slice(0, 60);
  return stem === "" ? "decision" : stem;
}
