/** What each query about one group shows. */
import type { EntryId, GroupId, InviteId, MemberId, MotionId, ThreadId } from "../base/ids.ts";
import type { Query, Snapshots } from "../contract/snapshots.ts";
import { linkFor } from "./commands/groups.ts";
import type { OpenGroup } from "./open-group.ts";
import type { OpenProfile } from "./open-profile.ts";
import { asideRows } from "./views/aside-views.ts";
import { bylawsSnapshot } from "./views/bylaws-views.ts";
import { connectionSnapshot } from "./views/connection-views.ts";
import { decisionRows, decisionSnapshot } from "./views/decision-views.ts";
import { documentHistory, documentRows, documentSnapshot } from "./views/document-views.ts";
import { evidenceSnapshot } from "./views/evidence-views.ts";
import { filesSnapshot, fileView, uploadViews } from "./views/file-views.ts";
import { agendaSnapshot, groupSnapshot } from "./views/group-views.ts";
import { itemSnapshot, shelfRows, shelfSnapshot } from "./views/library-views.ts";
import { machinesSnapshot } from "./views/machine-views.ts";
import { memberSnapshot, membersSnapshot } from "./views/member-views.ts";
import { mandatesSnapshot } from "./views/mandate-views.ts";
import { meetingRows, meetingSnapshot } from "./views/meeting-views.ts";
import { motionRows, motionSnapshot } from "./views/motion-views.ts";
import { noticesSnapshot } from "./views/notice-views.ts";
import { threadRows } from "./views/thread-views.ts";

type GroupQuery = Extract<Query, { group: string }>;

export function groupSnapshotOf(query: GroupQuery, profile: OpenProfile, open: OpenGroup): Snapshots[GroupQuery["query"]] | Promise<Snapshots[GroupQuery["query"]]> {
  const { context, threads, documents: desk } = open;
  switch (query.query) {
    case "group":
      return groupSnapshot(context, profile.network.servers);
    case "agenda":
      return agendaSnapshot(context);
    case "threads":
      return threadRows(context);
    case "thread":
      return threads.snapshot(query.thread as ThreadId, open.notices.isMuted(query.thread as EntryId));
    case "library":
      return shelfRows(context);
    case "shelf":
      return shelfSnapshot(context, query.shelf as EntryId);
    case "item":
      return itemSnapshot(context, query.item as EntryId);
    case "aside":
      return asideRows(context);
    case "documents":
      return documentRows(context);
    case "document":
      return desk.begun(query.document as EntryId).then(() => documentSnapshot(context, desk, query.document as EntryId));
    case "documentHistory":
      return documentHistory(context, desk, query.document as EntryId);
    case "notices":
      return noticesSnapshot(context, open.notices);
    case "motions":
      return motionRows(context);
    case "motion":
      return motionSnapshot(context, query.motion as MotionId);
    case "decisions":
      return decisionRows(context);
    case "meetings":
      return meetingRows(context);
    case "meeting":
      return meetingSnapshot(context, query.meeting as EntryId);
    case "decision":
      return decisionSnapshot(context, query.motion as MotionId);
    case "bylaws":
      return bylawsSnapshot(context);
    case "members":
      return membersSnapshot(context, (invite) => linkFor(context, invite as InviteId, profile.addressesOf(open)));
    case "evidence":
      return evidenceSnapshot(context);
    case "member":
      return memberSnapshot(context, query.member as MemberId);
    case "mandates":
      return mandatesSnapshot(context, (office) => presentedElsewhere(profile, context.group.group, office));
    case "machines":
      return machinesSnapshot(context);
    case "files":
      return filesSnapshot(open, profile.fileLimits);
    case "file":
      return fileView(open, query.file as EntryId);
    case "uploads":
      return uploadViews(open, query.place);
    case "folders":
      return open.folders.snapshot();
    case "bundles":
      return open.carrying.bundles();
    case "relays":
      return { relays: open.relays.rows(), proxy: profile.proxy };
    case "connection":
      return connectionSnapshot(context, profile.network.servers);
  }
}

function presentedElsewhere({ credentials, groups }: OpenProfile, group: GroupId, office: MotionId) {
  const links = credentials.of(group).filter((link) => link.office === office);
  return links.map(({ council }) => ({ group: council, name: groups.get(council)?.context.governance.genesis?.name ?? "" }));
}

const noFoot = { others: 0, reached: 0, coming: 0, waiting: 0, history: null, allHere: false, keptFor: 0, longestSilent: null, trouble: "alone" } as const;

/** What a query of a group shows that is not here (any more). */
export const nothing: { readonly [Q in GroupQuery["query"]]: Snapshots[Q] } = {
  group: null,
  mandates: { offices: [], presented: [] },
  agenda: { needs: [], openVotes: [], reports: [], meetings: [], tasks: [], mandates: [], chronicle: [] },
  threads: [],
  thread: null,
  library: [],
  shelf: null,
  item: null,
  aside: [],
  documents: [],
  document: null,
  documentHistory: [],
  notices: { rows: [], fresh: [] },
  motions: [],
  motion: null,
  decisions: [],
  decision: null,
  meetings: [],
  meeting: null,
  members: { eightWords: [], members: [], invites: [] },
  member: null,
  bylaws: null,
  machines: { links: false, members: [] },
  evidence: { rows: [], more: 0 },
  files: null,
  file: null,
  uploads: [],
  folders: [],
  bundles: { members: [], all: 0 },
  relays: { relays: [], proxy: null },
  connection: { servers: [], members: [], waiting: [], foot: noFoot, ways: { lan: { found: [] } }, incidents: [] },
};
