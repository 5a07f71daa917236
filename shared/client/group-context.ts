/** A group together with what this person did in it and what is known of the others: all that views read and commands use. */
import type { DeviceId, EntryId, MemberId, MotionId } from "../base/ids.ts";
import type { MemberRef } from "../contract/snapshots.ts";
import { nameOf, type MemberFact } from "../governance/governance.ts";
import type { Motion } from "../governance/assembly.ts";
import type { Progress } from "../library/records.ts";
import type { Clock } from "../ports/clock.ts";
import type { HubFacts, SessionFacts } from "../sync/group-side.ts";
import { FirstSeen } from "./first-seen.ts";
import type { Group } from "./group.ts";
import type { ComparedMark, GroupStore } from "./group-store.ts";
import { ShownThreads } from "./shown-threads.ts";

/** Letters of a discussion's first words that stand for its title. */
const mostWords = 80;

const noFacts: HubFacts = { sessions: [], connecting: 0, reached: new Map(), heard: new Map(), incidents: [] };

/** Where something is discussed. */
export interface Discussed {
  readonly is: "thread" | "motion" | "item" | "document";
  readonly id: EntryId;
  readonly title: string;
}

export class GroupContext {
  /** Posts in which somebody speaks to me, as far as noticed. */
  readonly mentions = new Set<EntryId>();
  /** Discussions as they are read: what came ahead included. */
  readonly shown: ShownThreads;
  /** All that is here lies at a relay that answers, or is with everybody (SYNC-6). */
  liesAtRelay: () => boolean = () => false;
  /** Whether a machine here is one that was linked with this (ID-2). */
  isCompanion: (device: DeviceId) => boolean = () => false;
  readonly #refs = new Map<MemberId, MemberRef>();

  constructor(
    readonly group: Group,
    readonly store: GroupStore,
    readonly clock: Clock,
    /** The newest post read in each thread. */
    readonly read: Map<EntryId, EntryId>,
    /** When each member was last heard from, before this start. */
    readonly heardBefore: Map<MemberId, number>,
    /** How far this person is with items of the library (LIB-3). */
    readonly progress: Map<EntryId, Progress>,
    /** Members whose posts this person folded away. */
    readonly muted: Set<MemberId> = new Set(),
    /** Members with whom this person compared numbers (ID-3). */
    readonly compared: Map<MemberId, ComparedMark> = new Map(),
    /** LAW-5. */
    readonly seen: FirstSeen = new FirstSeen(clock),
    /** Machines of this person's that they know (ID-6). */
    readonly knownMachines: Set<DeviceId> = new Set(),
  ) {
    this.shown = new ShownThreads(group);
  }

  get facts(): HubFacts {
    return this.group.hub?.facts() ?? noFacts;
  }

  get governance() {
    return this.group.fold.assembly.governance;
  }

  get motions(): readonly Motion[] {
    return [...this.group.fold.assembly.motions.values()];
  }

  /** Everybody who was ever admitted, ascending by name as people read it. */
  get members(): readonly MemberFact[] {
    return [...this.governance.members.values()].sort((a, b) => nameOf(a).localeCompare(nameOf(b)) || (a.id < b.id ? -1 : 1));
  }

  /** Those of them who belong: active or suspended (MEM-6). */
  get present(): readonly MemberFact[] {
    const standing = this.group.fold.assembly.standing();
    return this.members.filter(({ id }) => standing.isEntitled(id));
  }

  /** What an entry is that a reading list may name, by its title now; null when it is not here or not of these. */
  named(id: EntryId): { readonly is: "thread" | "motion" | "document" | "file"; readonly title: string } | null {
    const { discussion, documents, files } = this.group.fold;
    const thread = discussion.threads.get(id);
    if (thread?.started != null) return { is: "thread", title: thread.title ?? "" };
    const document = documents.all.get(id);
    if (document !== undefined) return { is: "document", title: document.title };
    const file = files.all.get(id);
    if (file !== undefined) return { is: "file", title: file.name };
    const motion = this.group.fold.assembly.motions.get(id as string as MotionId);
    return motion === undefined ? null : { is: "motion", title: motion.view.motion.record.title };
  }

  /** The page on which a thread, a motion, an item of the library or a comment on a document is discussed; null for anything else. */
  discussed(id: EntryId): Discussed | null {
    const { documents, library } = this.group.fold;
    const named = this.named(id);
    if (named?.is === "thread" || named?.is === "motion") return { is: named.is, id, title: named.title };
    if (named !== null) return null;
    const ahead = this.shown.thread(id);
    if (ahead?.started != null) return { is: "thread", id, title: ahead.title ?? "" };
    const words = this.begunBefore(id);
    if (words !== null) return { is: "thread", id, title: words };
    const item = library.item(id);
    if (item !== null) return { is: "item", id, title: item.words.title };
    const document = documents.documentOf(id);
    return document === undefined ? null : { is: "document", id: document.id, title: document.title };
  }

  /**
   * KEY-4. Of a discussion that began before this member joined, the first words that are theirs to read: its title is not.
   * Null for any other.
   */
  begunBefore(id: EntryId): string | null {
    const thread = this.shown.thread(id);
    if (thread === undefined || thread.started !== null || !this.group.fold.isClosed(id)) return null;
    const first = thread.posts.find((post) => !post.retracted);
    return first === undefined ? null : first.texts[first.texts.length - 1]!.text.slice(0, mostWords);
  }

  /** KEY-4. When this member joined, ms since 1970, where something was written before that is not theirs to read. */
  get readsFrom(): number | null {
    const [admission] = this.group.myself?.admissions ?? [];
    return admission === undefined || !this.group.fold.hasClosed ? null : this.group.log.get(admission.act.id)!.decoded.time;
  }

  ref(id: MemberId): MemberRef {
    const member = this.governance.members.get(id);
    const name = member === undefined ? "?" : nameOf(member);
    let ref = this.#refs.get(id);
    if (ref?.name !== name) this.#refs.set(id, (ref = { id, name, me: id === this.group.me }));
    return ref;
  }

  /** The open session with a member's machine, if any; the newest, as an older one may be dead and not known to be. */
  sessionWith(member: MemberFact): SessionFacts | null {
    const devices = this.governance.devicesOf(member.id);
    const [newest] = this.facts.sessions.filter((s) => devices.includes(s.device)).sort((a, b) => b.since - a.since);
    return newest ?? null;
  }

  /** When a member was last heard from; null for never. */
  heard(member: MemberFact): number | null {
    const now = this.governance.devicesOf(member.id).map((d) => this.facts.heard.get(d) ?? 0);
    return Math.max(this.heardBefore.get(member.id) ?? 0, ...now) || null;
  }

  /** Says of each seq of my log how many other members' machines are known to hold that entry. */
  reachedBy(): (seq: number) => number {
    const { reached } = this.facts;
    const newest: number[] = [];
    for (const member of this.governance.members.values()) {
      const at = member.id === this.group.me ? -1 : Math.max(-1, ...this.governance.devicesOf(member.id).map((d) => reached.get(d) ?? -1));
      if (at >= 0) newest.push(at);
    }
    return (seq) => newest.reduce((count, at) => (at >= seq ? count + 1 : count), 0);
  }
}
