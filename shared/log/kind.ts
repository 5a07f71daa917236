/** Kinds of entries. Below 40 stand governance, key and poll entries ("acts"): they carry `gov` and sync first (LOG-9). */
export const kinds = {
  genesis: 1,
  rotate: 2,
  invite: 3,
  revokeInvite: 4,
  admit: 5,
  forkProof: 6,
  /** Joins heads when there are more than an entry may name (ENC-5). */
  merge: 7,
  /** ID-2, ID-4. */
  deviceAdd: 8,
  deviceRevoke: 9,
  /** MEM-8. Its author's member is gone from then on. */
  leave: 10,
  /** LAW-4. A member stands for a newcomer. */
  sponsor: 11,
  motion: 20,
  ballot: 21,
  seal: 22,
  close: 23,
  attest: 24,
  dispute: 25,
  /** POLL-13. Its mover takes a motion back before it is decided. */
  withdrawal: 26,
  /** POLL-11. What a teller counted, of hands or paper, and what a second one did. */
  handCount: 27,
  secondCount: 28,
  /** POLL-15. A member shows the number they threw in with their ballot. */
  seed: 29,
  /** MAN-2. */
  nominate: 30,
  support: 31,
  petition: 32,
  /** What a delegate does in the name of those who sent them. */
  delegateAct: 33,
  lapse: 34,
  credential: 35,
  /** POLL-11. Who voted how on paper or by a show of hands, as a teller says. */
  sheet: 36,
  thread: 40,
  post: 41,
  edit: 42,
  retract: 43,
  react: 44,
  document: 50,
  documentUpdate: 51,
  documentName: 52,
  comment: 53,
  resolve: 54,
  documentSnapshot: 55,
  documentAttest: 56,
  shelf: 70,
  shelfWords: 71,
  shelfItem: 72,
  itemWords: 73,
  itemPlace: 74,
  removal: 75,
  progress: 76,
  file: 60,
  removeFile: 61,
  task: 80,
  taskWord: 81,
  offer: 82,
  answer: 83,
  report: 84,
  review: 85,
  reply: 86,
  meeting: 87,
  meetingWord: 88,
} as const;

export type Kind = (typeof kinds)[keyof typeof kinds];

const firstFreeKind = 40;
export const isActKind = (kind: number): boolean => kind < firstFreeKind;
export const isMandateKind = (kind: number): boolean => kind >= kinds.nominate && kind <= kinds.credential;
export const isDiscussionKind = (kind: number): boolean => kind >= kinds.thread && kind <= kinds.react;
export const isDocumentKind = (kind: number): boolean => kind >= kinds.document && kind <= kinds.documentAttest;

/** Where what is no act belongs; unknown kinds stand with discussions, which say what is wrong with them. */
export type Place = "discussions" | "documents" | "library" | "deeds" | "meetings" | "files";

export function placeOf(kind: number): Place {
  if (isDocumentKind(kind)) return "documents";
  if (kind >= kinds.shelf && kind <= kinds.progress) return "library";
  if (kind >= kinds.task && kind <= kinds.reply) return "deeds";
  if (kind === kinds.meeting || kind === kinds.meetingWord) return "meetings";
  return kind === kinds.file || kind === kinds.removeFile ? "files" : "discussions";
}
