/** Where everything is. Paths are what stands after the # of the window's address. */
import type { NoticeRow } from "../../shared/contract/notices.ts";

export const places = ["agenda", "discussions", "motions", "delegates", "documents", "library", "files", "members", "records", "connection"] as const;
export type Place = (typeof places)[number];

export const paths = {
  place: (group: string, place: Place): string => `/g/${group}/${place}`,
  /** A discussion, at one of its posts if one is named. */
  thread: (group: string, thread: string, post?: string): string => `/g/${group}/discussions/${thread}${at(post)}`,
  newThread: (group: string): string => `/g/${group}/discussions/new`,
  motion: (group: string, motion: string, post?: string): string => `/g/${group}/motions/${motion}${at(post)}`,
  /** From a review of a decision. */
  motionFromReview: (group: string, review: string, decision: string): string => `/g/${group}/motions/new?review=${review}&decision=${decision}`,
  /** From a discussion, or with the text of a document. */
  newMotion: (group: string, fromThread?: string, fromDocument?: string): string =>
    `/g/${group}/motions/new${fromThread !== undefined ? `?thread=${fromThread}` : fromDocument !== undefined ? `?document=${fromDocument}` : ""}`,
  /** Under a point of a meeting. */
  newMotionAt: (group: string, meeting: string, point: string): string => `/g/${group}/motions/new?meeting=${meeting}&point=${point}`,
  /** With what a motion says about it, if one is named. */
  document: (group: string, document: string, motion?: string): string => `/g/${group}/documents/${document}${motion === undefined ? "" : `?motion=${motion}`}`,
  newMandate: (group: string): string => `/g/${group}/delegates/new`,
  newDocument: (group: string): string => `/g/${group}/documents/new`,
  newShelf: (group: string): string => `/g/${group}/library/new`,
  shelf: (group: string, shelf: string): string => `/g/${group}/library/${shelf}`,
  changeShelf: (group: string, shelf: string): string => `/g/${group}/library/${shelf}/change`,
  newItem: (group: string, shelf: string): string => `/g/${group}/library/${shelf}/add`,
  /** Something to read, at one of its notes if one is named. */
  item: (group: string, item: string, post?: string): string => `/g/${group}/library/item/${item}${at(post)}`,
  changeItem: (group: string, item: string): string => `/g/${group}/library/item/${item}/change`,
  /** Where a document or a file is put on a shelf. */
  putOnShelf: (group: string, names: string): string => `/g/${group}/library/put/${names}`,
  /** The files of a name. */
  files: (group: string, name: string): string => `/g/${group}/files?name=${encodeURIComponent(name)}`,
  search: (group: string): string => `/g/${group}/search`,
  member: (group: string, member: string): string => `/g/${group}/members/${member}`,
  /** What can be shown of members who broke rules. */
  evidence: (group: string): string => `/g/${group}/members/evidence`,
  /** Where it is put to the vote whether a member goes, or is taken back. */
  propose: (group: string, member: string, what: "expulsion" | "reinstatement"): string => `/g/${group}/members/${member}/${what}`,
  meetings: (group: string): string => `/g/${group}/agenda/meetings`,
  newMeeting: (group: string): string => `/g/${group}/agenda/meetings/new`,
  meeting: (group: string, meeting: string): string => `/g/${group}/agenda/meetings/${meeting}`,
  /** What was decided and how it stands; and one decision, with what is done about it. */
  decisions: (group: string): string => `/g/${group}/records/decisions`,
  decision: (group: string, motion: string): string => `/g/${group}/records/decisions/${motion}`,
  bylaws: (group: string): string => `/g/${group}/members/bylaws`,
  changeBylaws: (group: string): string => `/g/${group}/members/bylaws/change`,
  invite: (group: string): string => `/g/${group}/members/invite`,
  found: "/found",
  join: "/join",
  settings: "/settings",
  /** This person's words. */
  words: "/words",
  shortcuts: "/shortcuts",
} as const;

/** The page a notice is about. */
export function noticePath(group: string, { page, post }: Pick<NoticeRow, "page" | "post">): string {
  switch (page.is) {
    case "thread":
    case "motion":
    case "item":
      return paths[page.is](group, page.id, post ?? undefined);
    case "document":
      return paths.document(group, page.id);
    case "decision":
      return paths.decision(group, page.id);
    case "evidence":
      return paths.evidence(group);
  }
}

const at = (post: string | undefined): string => (post === undefined ? "" : `?post=${post}`);
