/** What each command answers when it is done. Commands not listed answer with nothing (`null`). */
import type { CarriedReport } from "./carrying-snapshots.ts";
import type { Command, CommandType } from "./commands.ts";
import type { Refusal } from "./refusals.ts";
import type { RecordReport } from "./record-report.ts";
import type { SearchAnswer } from "./search.ts";
import type { Result } from "../base/result.ts";

interface Answered {
  "notices.tell": { fresh: readonly string[] };
  search: SearchAnswer;
  "group.found": { group: string; eightWords: readonly string[] };
  /** The join goes on by itself; its state is in the `joins` snapshot. */
  "group.join": { join: string; group: string };
  "group.constitute": { motion: string };
  "invite.create": { invite: string; link: string; expires: number };
  "members.name": { motion: string };
  "member.propose": { motion: string };
  "member.admit": { motion: string };
  "bylaws.change": { motion: string };
  "group.leave": null;
  "device.show": { code: string };
  "identity.words": { words: readonly string[]; groups: readonly { group: string; words: readonly string[] }[] };
  /** Ids of groups whose root came to this machine with them. */
  "identity.enter": { groups: readonly string[] };
  "identity.return": { join: string; group: string };
  /** `entries`: how many go with it; the name says nothing. */
  "bundle.write": { bundle: string; fileName: string; entries: number; files: number };
  "bundle.read": { bytes: Uint8Array; last: boolean };
  "bundle.open": { bundle: string };
  /** `goesOn`: more of it is wanted. `read`: entries so far. */
  "bundle.take": { goesOn: boolean; read: number };
  "bundle.finish": CarriedReport;
  "folder.within": { readonly folder: string; readonly parent: string | null; readonly folders: readonly string[] };
  "thread.start": { thread: string };
  "post.write": { post: string };
  "post.edit": { post: string };
  "shelf.make": { shelf: string };
  "shelf.add": { item: string };
  "document.create": { document: string };
  /** A Yjs update of format V1 that makes the state from nothing. */
  /** What pins it as it is now: the heads of its updates. */
  "document.flush": { heads: readonly string[] };
  "document.at": { state: Uint8Array };
  "comment.add": { comment: string };
  "file.begin": { upload: string };
  "file.share": { file: string };
  "file.read": { bytes: Uint8Array };
  "task.add": { task: string };
  "implementing.offer": { offer: string };
  "report.write": { report: string };
  "review.write": { review: string };
  "meeting.call": { meeting: string };
  "meeting.addItem": { word: string };
  "meeting.strike": { word: string };
  "meeting.keep": { word: string };
  "meeting.begin": { word: string };
  "meeting.end": { word: string };
  "meeting.attend": { word: string };
  "meeting.ask": { word: string };
  "meeting.withdraw": { word: string };
  "meeting.giveFloor": { word: string };
  "meeting.spoke": { word: string };
  "meeting.take": { word: string };
  "meeting.addMotion": { word: string };
  "meeting.note": { word: string };
  "meeting.minutes": { document: string };
  "motion.open": { motion: string };
  "motion.repeal": { motion: string };
  "motion.drawAgain": { motion: string };
  "ballot.cast": { ballot: string };
  "motion.close": { close: string };
  "office.propose": { motion: string };
  "office.certify": { motion: string };
  /** The vote my name opened, if it did. */
  "office.petition": { motion: string | null };
  "office.act": { act: string };
  "credential.write": { file: Uint8Array; fileName: string };
  "credential.present": { presented: string };
  "record.export": { file: Uint8Array; fileName: string };
  "record.ballots": { file: Uint8Array; fileName: string };
  "evidence.export": { file: Uint8Array; fileName: string };
  "record.verify": RecordReport;
}

export type Answer<T extends CommandType> = T extends keyof Answered ? Answered[T] : null;
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** The engine as its users see it. `run` never rejects for an expected failure. */
export type Run = <T extends CommandType>(command: CommandOf<T> & { type: T }) => Promise<Result<Answer<T>, Refusal>>;
