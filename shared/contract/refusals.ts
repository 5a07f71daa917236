/** Why a command was not done. Each kind has one sentence in renderer/…/strings and in cli/; values fill it. */
export type Refusal =
  // profile
  | { kind: "NoProfile" }
  | { kind: "ProfileExists" }
  | { kind: "Locked" }
  | { kind: "WrongPassphrase" }
  | { kind: "PassphraseTooShort"; least: number }
  | { kind: "ProfileDamaged"; detail: string }
  | { kind: "ProfileInUse" }
  | { kind: "BadAddress"; address: string }
  | { kind: "BadProxy"; proxy: string }
  /** LOG-7. This profile lies in another place than when it last wrote: is it a copy of one in use? */
  | { kind: "MaybeCopy" }
  // input
  | { kind: "BadInput"; detail: string }
  | { kind: "Empty"; field: string }
  | { kind: "TooLong"; field: string; limit: number; length: number }
  // groups and invites
  | { kind: "NoSuchGroup" }
  | { kind: "LinkGarbled" }
  | { kind: "LinkNewerVersion" }
  | { kind: "LinkExpired" }
  | { kind: "AlreadyMember" }
  // codes shown by hand (SYNC-9)
  | { kind: "PairNoCode" }
  /** Letters are missing or wrong. */
  | { kind: "PairDamaged" }
  | { kind: "PairNewerVersion" }
  /** No key of this machine opens it. */
  | { kind: "PairOtherGroup" }
  /** This machine shows it itself. */
  | { kind: "PairOwn" }
  /** An answer, and this machine shows no code that could be answered. */
  | { kind: "PairNotAsked" }
  /** An answer to another code than the one shown. */
  | { kind: "PairOtherAnswer" }
  | { kind: "NotConstituted" }
  | { kind: "AlreadyConstituted" }
  | { kind: "NotFounder" }
  | { kind: "NotVotingMember" }
  | { kind: "NobodyToName" }
  /** MEM-4, MEM-6: nothing to end, or nothing to restore. */
  | { kind: "NotInThatPlace" }
  | { kind: "TooFewOthers" }
  | { kind: "NoLongerMember" }
  // bylaws
  /** Others have come into force since it was written. */
  | { kind: "BylawsMoved" }
  | { kind: "BelowBylaws" }
  | { kind: "NoticeTooShort"; days: number }
  | { kind: "MayNotInvite" }
  /** They vote already. */
  | { kind: "NotWaiting" }
  | { kind: "AlreadySponsor" }
  /** Too few stand for them, or only an admission motion may name them. */
  | { kind: "StillWaiting" }
  | { kind: "NoSuchEvidence" }
  | { kind: "NoSuchInvite" }
  | { kind: "NoSuchMember" }
  /** ID-3. */
  | { kind: "NumbersDiffer" }
  | { kind: "KeyMissing" }
  // machines of a person (ID-2)
  | { kind: "MachineCodeGarbled" }
  | { kind: "NothingToCompare" }
  | { kind: "NoSuchDevice" }
  // a person's words (ID-5)
  | { kind: "WordCount"; have: number; need: number }
  /** No word of the list; `place` from one. */
  | { kind: "WordUnknown"; word: string; place: number }
  /** Each is of the list, and together they are nobody's. */
  | { kind: "WordsDoNotFit" }
  /** Groups on this machine stand on words of its own. */
  | { kind: "OtherWords" }
  /** Of one group, and this machine is not in it. */
  | { kind: "WordsOfNoGroup" }
  /** Another word stands there. */
  | { kind: "OtherWord"; place: number }
  // bundles
  | { kind: "NoSuchBundle" }
  | { kind: "NobodyToCarryTo" }
  // relays
  | { kind: "BadRelay"; address: string }
  | { kind: "TooManyRelays"; most: number }
  // folders
  | { kind: "FolderTrouble"; problem: "gone" | "readOnly" | "full" | "taken" | "failed"; folder: string }
  | { kind: "TooManyFolders"; most: number }
  // discussion
  | { kind: "NoSuchThread" }
  | { kind: "NoSuchPost" }
  /** SYNC-8. It came ahead of what stands before it. */
  | { kind: "StillComing" }
  | { kind: "NotYours" }
  // library
  | { kind: "NoSuchShelf" }
  | { kind: "NoSuchItem" }
  /** What an item would name is not here. */
  | { kind: "NothingToRead" }
  | { kind: "ShelfNotEmpty" }
  // documents
  | { kind: "NoSuchDocument" }
  | { kind: "NoSuchVersion" }
  | { kind: "NoSuchComment" }
  /** The window's copy is not the one that goes on: it must take the snapshot's `updates` anew and write again. */
  | { kind: "DocumentMovedOn" }
  /** What an editor cannot have written; the reason is one of those entries are void for. */
  | { kind: "UpdateRefused"; reason: string }
  // files
  | { kind: "NoSuchFile" }
  | { kind: "FileNotHere" }
  /** It has another size than when it was begun to be read. */
  | { kind: "FileChanged" }
  | { kind: "TooManyFiles"; most: number }
  // motions
  | { kind: "NoSuchMotion" }
  | { kind: "TooFewOptions"; least: number }
  /** As many as there are options at most. */
  | { kind: "WrongSeats"; most: number }
  | { kind: "NoSeats" }
  /** Dots are given by motions decided by them, and by no others. */
  | { kind: "WrongDots"; most: number }
  /** Every option of a sign-up says how many places it has; others have none. */
  | { kind: "WrongPlaces" }
  /** A lot settles ties between options and nothing else (POLL-15). */
  | { kind: "WrongLots" }
  /** Its lot has fallen, is drawn again already, or none is to fall. */
  | { kind: "NothingToRedraw" }
  /** More than half of the members must throw in. */
  | { kind: "TooManyMissing" }
  /** BLT holds ranks, and these ballots have none. */
  | { kind: "NoBlt" }
  /** Hands tell yes or no, or who is for each option; and in as many numbers. */
  | { kind: "NotCountedByHand" }
  /** There is no such count, or it is one's own. */
  | { kind: "SecondTeller" }
  /** Two of the roll at least, in an ordinary motion without a lot (POLL-11). */
  | { kind: "WrongTellers" }
  | { kind: "NotTeller" }
  /** Somebody who does not vote on it, or twice the same. */
  | { kind: "WrongSheet" }
  /** Only the mover takes a motion back. */
  | { kind: "NotMover" }
  /** Not a decision that binds and stands. */
  | { kind: "NothingToRepeal" }
  | { kind: "TooManyOptions"; most: number }
  | { kind: "BadFraction"; field: string }
  | { kind: "DeadlinePast" }
  | { kind: "MotionClosed" }
  /** LAW-5. Whom the motion is about can still answer. */
  | { kind: "TimeToAnswer"; until: number }
  | { kind: "NotOnRoll" }
  | { kind: "AlreadySealed" }
  | { kind: "SealsElsewhere" }
  | { kind: "WrongChoice"; detail: string }
  | { kind: "MotionNotClosed" }
  // what is done about decisions
  /** Nothing that binds: not certified, or not adopted. */
  | { kind: "NotDecided" }
  | { kind: "NoSuchTask" }
  | { kind: "NotYourTask" }
  | { kind: "NotImplementer" }
  | { kind: "NoSuchOffer" }
  | { kind: "NoSuchReview" }
  | { kind: "NotConcerned" }
  // meetings
  | { kind: "NoSuchMeeting" }
  /** Only who keeps the list says that of others, and of the meeting. */
  | { kind: "NotKeeper" }
  /** Names of those whose promise is missing; `needed` promises are enough after the deadline. */
  | { kind: "NotEnoughSeals"; have: number; needed: number; of: number; missing: readonly string[]; deadline: number }
  // offices
  | { kind: "NoSuchOffice" }
  | { kind: "NotConstituent" }
  | { kind: "NotHolder" }
  /** They have not said that they stand. */
  | { kind: "NotStanding"; name: string }
  | { kind: "NeedsPetition"; have: number; needed: number }
  | { kind: "TooManyForSeats"; seats: number }
  | { kind: "ActNotAllowed" }
  | { kind: "NobodyHolds" }
  | { kind: "NoCredential"; detail: string }
  /** ENC-5. One entry cannot carry it. */
  | { kind: "CredentialTooLarge"; limit: number; length: number }
  // the log
  | { kind: "StorageFailed"; detail: string };
export type RefusalKind = Refusal["kind"];
