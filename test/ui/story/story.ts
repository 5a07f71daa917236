/** An engine in memory that shows the story of the design, for the pages' own tests and pictures. It keeps nothing and
 * counts with the real tally; acts change only what a page needs to answer. The real engine stands behind ./run. */
import { days, hours } from "../../../shared/base/units.ts";
import { err, ok } from "../../../shared/base/result.ts";
import type { Answer } from "../../../shared/contract/answers.ts";
import type { Command, CommandType } from "../../../shared/contract/commands.ts";
import type { EngineApi } from "../../../shared/contract/port.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { RelaysSnapshot } from "../../../shared/contract/relay-snapshots.ts";
import type { DocumentSnapshot, FootSnapshot, InviteRow, JoinRow, MotionSnapshot, ProfileSnapshot, Query, QueryName, ShelfSnapshot, Snapshots, ThreadSnapshot } from "../../../shared/contract/snapshots.ts";
import { bylawsOf } from "../../../shared/contract/bylaws.ts";
import { group, membersOf, motionsOf, rowOf, threadsOf } from "./harbour-street.ts";
import { filesOf } from "./files.ts";
import { identityOf, performIdentity, type StoryIdentity } from "./identity.ts";
import { noEvidence, noFiles, noGroups, noMachines, noMandates, noNotices, noUploads } from "./nothing.ts";
import { machinesOf } from "./machines.ts";
import { mandatesOf } from "./mandates.ts";
import { chronicleOf, noticesOf } from "./notices.ts";
import { decisionOf, decisionsOf } from "./decisions.ts";
import { meetingId, meetingOf, meetingsOf } from "./meetings.ts";
import { itemOf, notesOf, shelvesOf } from "./library.ts";
import { documentsOf, historyOf, letterOf } from "./documents.ts";
import { connectionOf } from "./connection.ts";
import { relayRow, relaysOf } from "./relays.ts";
import { evidenceOf, goneOf, memberOf } from "./membership.ts";
import { motionId } from "./motions.ts";
import { eightWords, idOf, ref } from "./people.ts";

export type StoryState = "fresh" | "locked" | "copied" | "open" | "founding" | "empty";

interface World {
  profile: ProfileSnapshot;
  /** There is no group yet. */
  empty: boolean;
  /** The founding act is still to come. */
  founding: boolean;
  joins: readonly JoinRow[];
  identity: StoryIdentity;
  threads: readonly ThreadSnapshot[];
  shelves: readonly ShelfSnapshot[];
  /** Discussions of items of the library. */
  notes: readonly ThreadSnapshot[];
  motions: readonly MotionSnapshot[];
  letter: DocumentSnapshot;
  invites: readonly InviteRow[];
  relays: RelaysSnapshot;
  /** Members whose posts are folded away. */
  readonly muted: Set<string>;
  readonly drafts: Map<string, string>;
}

export const storyPassphrase = "harbour lantern oak seven";

export function story(state: StoryState, now: number): EngineApi {
  const world: World = {
    profile: {
      state: state === "fresh" ? "none" : state === "locked" ? "locked" : "open",
      copy: state === "copied" ? "asking" : "no",
      name: "Inés Carrasco",
      signalling: ["ws://harbour.example:4444"],
      stun: [],
      ownAddresses: ["ws://192.168.1.20:41711"],
      files: { auto: 2 * 1_000_000, quota: 2_000_000_000 },
    },
    empty: state === "empty" || state === "fresh",
    founding: state === "founding",
    joins: [],
    identity: { written: null },
    threads: threadsOf(now),
    shelves: state === "founding" ? [] : shelvesOf(now),
    notes: [notesOf(now)],
    motions: motionsOf(now),
    letter: letterOf(now),
    invites: [],
    relays: relaysOf(now),
    muted: new Set(),
    drafts: new Map(),
  };
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };

  return {
    watch: (query, seen) => {
      // A query's name says which snapshot it has; the compiler cannot follow that through one function for all.
      const see = seen as (snapshot: Snapshots[QueryName]) => void;
      let last: unknown;
      const look = (): void => {
        const next = show(world, query, now);
        if (next === last) return;
        last = next;
        see(next);
      };
      const first = setTimeout(look, 0);
      watchers.add(look);
      return () => {
        clearTimeout(first);
        watchers.delete(look);
      };
    },
    run: async (command) => {
      const done = perform(world, command, now);
      changed();
      return "kind" in done ? err(done) : ok(done.answer as Answer<typeof command.type>);
    },
  };
}

function perform(world: World, command: Command, now: number): { readonly answer: Answer<CommandType> | null } | Refusal {
  switch (command.type) {
    case "profile.create":
      world.profile = { ...world.profile, state: "open", name: command.name };
      return { answer: null };
    case "profile.unlock":
      if (command.passphrase !== storyPassphrase) return { kind: "WrongPassphrase" };
      world.profile = { ...world.profile, state: "open" };
      return { answer: null };
    case "profile.lock":
      world.profile = { ...world.profile, state: "locked" };
      return { answer: null };
    case "profile.panic":
      world.profile = { ...world.profile, state: "none" };
      return { answer: null };
    case "profile.changePassphrase":
      return command.current === storyPassphrase ? { answer: null } : { kind: "WrongPassphrase" };
    case "profile.setAddresses": {
      const bad = command.signalling.find((address) => !/^wss?:\/\//.test(address));
      if (bad !== undefined) return { kind: "BadAddress", address: bad };
      world.profile = { ...world.profile, signalling: command.signalling, stun: command.stun };
      return { answer: null };
    }
    case "profile.settleCopy":
      world.profile = { ...world.profile, copy: command.isCopy ? "waiting" : "no" };
      return { answer: null };
    case "draft.save":
      world.drafts.set(command.key, command.text);
      return { answer: null };
    case "relay.add":
      if (!/^https?:\/\//u.test(command.address)) return { kind: "BadRelay", address: command.address };
      world.relays = { ...world.relays, relays: [...world.relays.relays, relayRow(command.address)] };
      return { answer: null };
    case "relay.remove":
      world.relays = { ...world.relays, relays: world.relays.relays.filter(({ address }) => address !== command.address) };
      return { answer: null };
    case "profile.setProxy":
      world.relays = { ...world.relays, proxy: command.proxy };
      return { answer: null };
    case "group.join":
      if (!command.link.startsWith("veche:join#")) return { kind: "LinkGarbled" };
      world.joins = [{ id: "join 1", group, returns: false, state: { is: "looking", tried: [], unreachable: ["ws://192.168.1.20:41711"] } }];
      return { answer: { join: "join 1", group } };
    case "identity.words":
    case "identity.confirm":
    case "identity.enter":
      return performIdentity(world.identity, command, now);
    case "group.cancelJoin":
      world.joins = [];
      return { answer: null };
    case "group.found":
      world.empty = false;
      world.founding = true;
      return { answer: { group, eightWords } };
    case "group.constitute":
      world.founding = false;
      return { answer: { motion: motionId(31) } };
    case "member.mute":
      if (command.muted) world.muted.add(command.member);
      else world.muted.delete(command.member);
      world.threads = world.threads.map((thread) => ({ ...thread, posts: thread.posts.map((post) => (post.author.id === command.member ? { ...post, muted: command.muted } : post)) }));
      return { answer: null };
    case "bylaws.change":
    case "member.admit":
    case "member.propose":
      return { answer: { motion: motionId(31) } };
    case "invite.create": {
      const invite = idOf(`invite ${world.invites.length}`);
      const link = `veche:join#${"AZmk3QpV7xTnK28rLhWc".repeat(9)}`;
      const expires = now + days(7);
      world.invites = [{ id: invite, by: ref("ines"), created: now, expires, state: "open", link }, ...world.invites];
      return { answer: { invite, link, expires } };
    }
    case "invite.revoke":
      world.invites = world.invites.map((invite) => (invite.id === command.invite ? { ...invite, state: "revoked", link: null } : invite));
      return { answer: null };
    case "ballot.cast":
      world.motions = world.motions.map((motion) =>
        motion.id === command.motion ? { ...motion, myBallot: command.choice, ballotReached: 0 } : motion,
      );
      return { answer: null };
    case "meeting.minutes":
      return { answer: { document: world.letter.id } };
    case "document.create":
      return { answer: { document: world.letter.id } };
    case "document.write":
      world.letter = { ...world.letter, updates: [...world.letter.updates, command.update] };
      return { answer: null };
    case "document.flush":
      return { answer: { heads: [historyOf(now).at(-1)!.id] } };
    case "document.at":
      return { answer: { state: world.letter.updates[0]! } };
    case "comment.resolve":
      world.letter = { ...world.letter, comments: world.letter.comments.map((comment) => (comment.id === command.comment ? { ...comment, resolved: command.resolved } : comment)) };
      return { answer: null };
    case "thread.mute": {
      const mute = (thread: ThreadSnapshot): ThreadSnapshot => (thread.id === command.thread ? { ...thread, muted: command.muted } : thread);
      world.threads = world.threads.map(mute);
      return { answer: null };
    }
    case "post.write": {
      const post = idOf(`post ${now} ${command.text}`);
      const written = { id: post, author: ref("ines"), time: now, text: command.text, replyTo: null, quote: command.quote ?? null, retracted: false, earlier: [], reactions: [], files: [], filesComing: 0, muted: false, reachedMembers: 0, ahead: false, outside: false };
      const add = (thread: ThreadSnapshot): ThreadSnapshot => (thread.id === command.thread ? { ...thread, posts: [...thread.posts, written] } : thread);
      world.threads = world.threads.map(add);
      world.notes = world.notes.map(add);
      return { answer: { post } };
    }
    case "item.move": {
      const moved = (list: ShelfSnapshot["list"]): ShelfSnapshot["list"] => {
        const item = list.find(({ id }) => id === command.item);
        const others = list.filter(({ id }) => id !== command.item);
        const at = command.before === null ? others.length : others.findIndex(({ id }) => id === command.before);
        return item ? others.toSpliced(at, 0, item) : list;
      };
      world.shelves = world.shelves.map((shelf) => ({ ...shelf, list: moved(shelf.list) }));
      return { answer: null };
    }
    case "library.remove": {
      if (!command.removed) world.shelves = shelvesOf(now);
      else world.shelves = world.shelves.filter(({ id }) => id !== command.of).map((shelf) => ({ ...shelf, list: shelf.list.filter(({ id }) => id !== command.of) }));
      return { answer: null };
    }
    case "item.progress": {
      const mine = { state: command.state, shared: command.shared };
      world.shelves = world.shelves.map((shelf) => ({ ...shelf, list: shelf.list.map((item) => (item.id === command.item ? { ...item, mine } : item)) }));
      return { answer: null };
    }
    default:
      return { answer: null };
  }
}


function show(world: World, query: Query, now: number): Snapshots[QueryName] {
  switch (query.query) {
    case "profile":
      return world.profile;
    case "draft":
      return world.drafts.get(query.key) ?? "";
    case "joins":
      return world.joins;
    case "pairing":
    case "linking":
      return { is: "none" };
    case "ownMachines":
      return noMachines;
    case "identity":
      return identityOf(world.identity);
    case "groups":
      if (world.empty) return noGroups;
      return world.founding
        ? [{ id: group, name: "Harbour Street Tenants", needsMe: 1 }]
        : [
            { id: group, name: "Harbour Street Tenants", needsMe: 3 },
            { id: idOf("Port Bakers"), name: "Port Bakers’ Co-op", needsMe: 1 },
            { id: idOf("City Tenants"), name: "City Tenants’ Council", needsMe: 0 },
          ];
    case "group":
      return query.group === group ? groupOf(world, now) : null;
    case "agenda":
      return agendaOf(world, now);
    case "threads":
      return world.threads.map(rowOf);
    case "thread":
      return world.threads.find(({ id }) => id === query.thread) ?? world.notes.find(({ id }) => id === query.thread) ?? discussionOf(world, query.thread);
    case "library":
      return world.shelves;
    case "shelf":
      return world.shelves.find(({ id }) => id === query.shelf) ?? null;
    case "item":
      return itemOf(world.shelves, query.item);
    case "mandates":
      return world.founding ? noMandates : mandatesOf(now);
    case "notices":
      return world.founding ? noNotices : noticesOf(now);
    case "motions":
      return world.founding ? [] : world.motions;
    case "motion":
      return world.motions.find(({ id }) => id === query.motion) ?? null;
    case "decisions":
      return world.founding ? [] : decisionsOf(world.motions, now);
    case "meetings":
      return world.founding ? [] : meetingsOf(now);
    case "meeting":
      return query.meeting === meetingId ? meetingOf(now) : null;
    case "decision":
      return decisionOf(world.motions, query.motion, now);
    case "documents":
      return world.founding ? [] : documentsOf(now);
    case "document":
      return query.document === world.letter.id ? world.letter : null;
    case "documentHistory":
      return historyOf(now);
    case "members":
      return { eightWords, members: world.founding ? newcomers(now) : [...membersOf(now), ...goneOf(now)], invites: world.invites };
    case "bylaws":
      return { bylaws: bylawsOf.assembly, motion: null, title: "", time: now - days(240), before: [], contested: [], open: [], constituted: true, iVote: true, petition: 3 };
    case "evidence":
      return world.founding ? noEvidence : evidenceOf(now);
    case "member":
      return memberOf(now, query.member, world.muted.has(query.member));
    case "machines":
      return machinesOf(membersOf(now));
    case "files":
      return world.founding ? noFiles : filesOf(now);
    case "file":
      return filesOf(now).files.find(({ id }) => id === query.file) ?? null;
    case "uploads":
      return noUploads;
    case "relays":
      return world.relays;
    case "connection":
      return connectionOf(world.founding ? newcomers(now) : membersOf(now), footOf(world, now), now);
    case "folders":
      return [];
    case "bundles":
      return bundlesOf(membersOf(now));
  }
}

/** Ada was heard from in a session, the others have much to take. */
function bundlesOf(members: Snapshots["members"]["members"]): Snapshots["bundles"] {
  const others = members.filter(({ me }) => !me);
  return { members: others.map(({ id, name, me, heard }, i) => ({ member: { id, name, me }, fresh: [0, 12, 412][i % 3]!, heard })), all: 412 };
}

/** The discussion of a motion, still empty. */
function discussionOf(world: World, id: string): ThreadSnapshot | null {
  const motion = world.motions.find((each) => each.id === id);
  return motion ? { id, title: motion.title, muted: false, posts: [], firstUnread: null, motions: [] } : null;
}

const newcomers = (now: number) =>
  membersOf(now)
    .filter(({ name }) => /^(Inés|Amara|Олена)/.test(name))
    .map((member) => ({ ...member, votes: member.me, founder: member.me, admittedBy: member.me ? null : "Inés Carrasco", joined: now - hours(1) }));

function footOf(world: World, now: number): FootSnapshot {
  if (world.founding) return { others: 2, reached: 2, coming: 0, waiting: 0, history: null, allHere: true, keptFor: 0, longestSilent: null, trouble: null };
  return { others: 10, reached: 6, coming: 0, waiting: 0, history: null, allHere: true, keptFor: 4, longestSilent: { name: "Ruth Adler", heard: now - days(2) - hours(6) }, trouble: null };
}

function groupOf(world: World, now: number): Snapshots["group"] {
  const members = world.founding ? newcomers(now).length : 11;
  return {
    id: group,
    name: "Harbour Street Tenants",
    template: "assembly",
    members,
    constituted: !world.founding,
    iAmFounder: world.founding,
    iVote: true,
    standing: "active",
    counts: { agenda: 3, unreadThreads: world.threads.filter(({ firstUnread }) => firstUnread !== null).length, openMotions: world.founding ? 0 : 3, unreadItems: world.founding ? 0 : 1, members, records: world.founding ? 0 : 28 },
    foot: footOf(world, now),
  };
}

function agendaOf(world: World, now: number): Snapshots["agenda"] {
  const open = world.motions.filter(({ state }) => state.is === "open");
  const rent = world.threads[0];
  const asking = rent?.posts[22];
  const boiler = world.threads[1];
  const answer = boiler?.posts[1];
  if (world.founding || !rent || !asking || !boiler || !answer) {
    return { needs: [{ need: "constitute", waiting: newcomers(now).filter(({ me }) => !me) }], openVotes: [], reports: [], meetings: [], tasks: [], mandates: [], chronicle: [{ id: "founded", time: now - days(1), what: { is: "founded", by: ref("ines") } }] };
  }
  return {
    needs: [
      ...open.filter(({ myBallot }) => myBallot === null).map((motion) => ({ need: "ballot" as const, motion })),
      { need: "report", motion: motionId(27), title: "Letter to the housing office", due: now + days(1) },
      { need: "reply", page: { is: "thread", id: rent.id, title: rent.title }, post: asking.id, author: asking.author, text: asking.text, time: asking.time },
    ],
    openVotes: open,
    reports: [
      { motion: motionId(27), title: "Letter to the housing office", implementers: [ref("ines")], due: now + days(1) },
      { motion: motionId(29), title: "Independent survey", implementers: [ref("amara")], due: now + days(21) },
      { motion: motionId(25), title: "Interpreter for assemblies", implementers: [ref("samir")], due: now - days(2) },
    ],
    meetings: meetingsOf(now),
    mandates: [{ title: "City Tenants’ Council", holder: ref("amara"), signed: 2, needed: 3, iSigned: false, lost: false, recall: null }],
    tasks: [{ task: idOf("task 2"), title: "Have two neighbours sign it", motion: motionId(27), decision: "Letter to the housing office" }],
    chronicle: chronicleOf(now),
  };
}
