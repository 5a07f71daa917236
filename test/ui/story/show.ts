/** What the story's window sees of what is kept. */
import { days, hours } from "../../../shared/base/units.ts";
import { bylawsOf } from "../../../shared/contract/bylaws.ts";
import type { FootSnapshot, Query, QueryName, Snapshots, ThreadSnapshot } from "../../../shared/contract/snapshots.ts";
import { connectionOf } from "./connection.ts";
import { decisionOf, decisionsOf } from "./decisions.ts";
import { documentsOf, historyOf } from "./documents.ts";
import { filesOf } from "./files.ts";
import { group, membersOf, rowOf } from "./harbour-street.ts";
import { identityOf } from "./identity.ts";
import { itemOf } from "./library.ts";
import { machinesOf } from "./machines.ts";
import { mandatesOf } from "./mandates.ts";
import { meetingId, meetingOf, meetingsOf } from "./meetings.ts";
import { evidenceOf, goneOf, memberOf } from "./membership.ts";
import { motionId } from "./motions.ts";
import { noEvidence, noFiles, noGroups, noMachines, noMandates, noNotices, noUploads } from "./nothing.ts";
import { chronicleOf, noticesOf } from "./notices.ts";
import { eightWords, idOf, ref } from "./people.ts";
import type { World } from "./world.ts";

export function show(world: World, query: Query, now: number): Snapshots[QueryName] {
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
    case "aside":
      return [{ place: "library", member: { id: idOf("Jakob"), name: "Jakob Lind", me: false }, why: "removed", count: 2 }];
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
      return machinesOf(membersOf(now), world.unknownMachine);
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
  return motion ? { id, title: motion.title, before: false, muted: false, posts: [], firstUnread: null, motions: [] } : null;
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
    history: "all",
    readsFrom: null,
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
    mandates: [{ title: "City Tenants’ Council", holder: ref("amara"), signed: 2, needed: 3, iSigned: false, lost: false, due: null, recall: null }],
    tasks: [{ task: idOf("task 2"), title: "Have two neighbours sign it", motion: motionId(27), decision: "Letter to the housing office" }],
    chronicle: chronicleOf(now),
  };
}
