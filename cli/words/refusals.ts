/** A sentence for every reason why the engine did not do something. */
import type { Refusal, RefusalKind } from "../../shared/contract/refusals.ts";
import { formatTime } from "../times.ts";
import { folderProblems } from "./bundles.ts";
import { list } from "./lists.ts";
import { reasonWords } from "./reasons.ts";

type Sentences = { readonly [K in RefusalKind]: (refusal: Extract<Refusal, { kind: K }>) => string };

export const refusalSentences: Sentences = {
  NoProfile: () => "There is no profile here yet: found a group with 'veche found' or join one with 'veche join'.",
  ProfileExists: () => "There is a profile here already.",
  Locked: () => "The profile is locked.",
  WrongPassphrase: () => "The passphrase is wrong.",
  PassphraseTooShort: ({ least }) => `The passphrase is too short: at least ${least} characters are needed.`,
  ProfileDamaged: () => "The profile is damaged and cannot be opened; nothing was changed.",
  ProfileInUse: () => "Another running program has this profile open: close the app, or use 'veche serve', beside which these commands work.",
  BadAddress: ({ address }) => `“${address}” is no address at which members can meet.`,
  BadProxy: ({ proxy }) => `“${proxy}” is no proxy: its address is HOST:PORT, such as 127.0.0.1:9050.`,
  BadRelay: ({ address }) => `“${address}” is no address of a relay: one begins with https:// or http:// and has a host, and may have a port and a path.`,
  TooManyRelays: ({ most }) => `A group uses at most ${most} relays; remove one first.`,
  MaybeCopy: () =>
    "This profile lies in another place than when it last wrote, so nothing was written. If it was moved, say --copy no; if it is a copy of one that is in use elsewhere, say --copy yes, and it writes once a member's machine has confirmed what it last wrote.",
  BadInput: ({ detail }) => `This cannot be understood (${detail}).`,
  Empty: ({ field }) => `The ${field} must not be empty.`,
  TooLong: ({ field, limit, length }) => `The ${field} is too long: ${length} bytes, and ${limit} are allowed.`,
  NoSuchGroup: () => "This profile is in no such group.",
  LinkGarbled: () => "This is no whole invite link; copy it again from beginning to end.",
  LinkNewerVersion: () => "This invite link was made by a newer version of Veche.",
  LinkExpired: () => "This invite has expired; ask for a new one.",
  AlreadyMember: () => "You are a member of this group already.",
  PairNoCode: () => "This is no code for connecting by hand: it begins with “veche:pair#” or “veche:answer#”. An invitation goes to 'veche join'.",
  PairDamaged: () => "This code is not whole: letters are missing or were changed. Scan it again, or copy all of it.",
  PairNewerVersion: () => "This code was made by a newer version of Veche. Update this one.",
  PairOtherGroup: () => "Nothing here opens this code: it is for another group, or for a key that has not come here yet. Let the other machine take in a code of this one instead.",
  PairOwn: () => "This is the code this machine shows itself. Take in the one on the other machine.",
  PairNotAsked: () => "This is an answer, but this machine shows no code that it could answer. Begin anew: one of you shows a first code, the other takes it in.",
  PairOtherAnswer: () => "This answers another code than the one shown here, perhaps an older one. Let the other machine take in the code that is shown now.",
  NotConstituted: () => "No motion can be opened before the founding act: its founder says 'veche constitute' when everyone is here.",
  AlreadyConstituted: () => "The founding act has been made already.",
  NotFounder: () => "Only the founder makes the founding act.",
  NotVotingMember: () => "You have no vote yet: a motion that names you must be certified first.",
  NobodyToName: () => "Everybody is named already.",
  NotInThatPlace: () => "Only a member can be expelled, and only who was expelled, is suspended or has left can be taken back.",
  TooFewOthers: () => "To expel somebody takes two voting members besides them.",
  NoLongerMember: () => "You are no longer a member of this group.",
  NoSuchInvite: () => "There is no such open invite.",
  NoSuchMember: () => "There is no such member.",
  KeyMissing: () => "The group's key has not arrived yet; stay connected with 'veche serve'.",
  NoSuchBundle: () => "This bundle is not being opened or written any more; begin again.",
  NobodyToCarryTo: () => "There is no other member yet for whom a bundle could be written.",
  FolderTrouble: ({ problem, folder }) => `The folder ${folder} cannot be used: ${folderProblems[problem]}.`,
  TooManyFolders: ({ most }) => `A group uses at most ${most} folders on one machine.`,
  NoSuchThread: () => "There is no such thread.",
  NoSuchPost: () => "There is no such post.",
  StillComing: () => "The history before this is still coming; answer once it is here.",
  NotYours: () => "Only who wrote this can change it.",
  NoSuchShelf: () => "There is no such shelf.",
  NoSuchItem: () => "There is no such item on a shelf.",
  NothingToRead: () => "What is to be put on the shelf is not here.",
  ShelfNotEmpty: () => "Something stands on this shelf; a shelf goes when it is empty.",
  NoSuchDocument: () => "There is no such document.",
  NoSuchVersion: () => "There is no such version of the document.",
  NoSuchComment: () => "There is no such comment.",
  DocumentMovedOn: () => "The document has changed since it was opened here; open it again.",
  UpdateRefused: ({ reason }) => `This change cannot be part of a document: ${reason in reasonWords ? reasonWords[reason as keyof typeof reasonWords] : reason}.`,
  NoSuchFile: () => "There is no such file here, or its author took it back.",
  FileNotHere: () => "The file is not on this machine, or not all of it; 'veche fetch' fetches it.",
  FileChanged: () => "The file changed while it was being read; try again when nobody writes to it.",
  TooManyFiles: ({ most }) => `At most ${most} files go with one post.`,
  NoSuchMotion: () => "There is no such motion.",
  WrongSeats: ({ most }) => `This method needs --seats from 1 to ${most}: no more than there are options.`,
  WrongDots: ({ most }) => `Only a motion by dots gives them; there --dots is from 1 to ${most}.`,
  WrongPlaces: () => "Every option of a sign-up says its places, as “TITLE (3)”; options of other motions have none.",
  NoSeats: () => "This method fills no seats; leave --seats out.",
  TooFewOptions: ({ least }) => `This method needs at least ${least} option${least === 1 ? "" : "s"}.`,
  TooManyOptions: ({ most }) => `This method takes at most ${most} option${most === 1 ? "" : "s"}.`,
  BadFraction: ({ field }) => `The ${field} is no fraction that can be reached, such as 1/2 or >1/2.`,
  DeadlinePast: () => "The deadline has passed already.",
  MotionClosed: () => "The motion takes no more ballots: its deadline has passed or it has been counted.",
  NotOnRoll: () => "You are not on the roll of this motion.",
  AlreadySealed: () => "You have promised to cast no further ballot on this motion.",
  SealsElsewhere: () => "Another of your machines takes the steps in this motion.",
  WrongChoice: ({ detail }) => `This is no choice of the motion (${detail}).`,
  MotionNotClosed: () => "The motion has not been counted yet, so there is no record of it.",
  NotEnoughSeals: ({ have, needed, of, missing, deadline }) =>
    `The motion cannot be closed yet: ${have} of ${of} have promised to cast no further ballot and ${needed} are needed${needed === of ? ` before ${formatTime(deadline)}` : ""}; missing: ${list(missing)}.`,
  StorageFailed: ({ detail }) => `The profile could not be written (${detail}).`,
};

export function refusalSentence(refusal: Refusal): string {
  const sentence = refusalSentences[refusal.kind] as (refusal: Refusal) => string;
  return sentence(refusal);
}
