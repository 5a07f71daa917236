/** What kinds of motions there are. All but ordinary ones and repeals change the group itself: who belongs, and by which rules. */

/** As they are written. */
export const motionKinds = {
  /** MEM-7. The founder's, which names those who found the group with them. */
  founding: 0,
  /** MEM-7. Gives newcomers a vote; machines open it. */
  naming: 1,
  ordinary: 2,
  /** MEM-4. */
  expulsion: 3,
  /** MEM-6. */
  reinstatement: 4,
  /** LAW-2. Puts other bylaws in the place of those of its past. */
  bylaws: 5,
  /** LAW-4. Gives one newcomer a vote; a member opens it, with grounds. */
  admission: 6,
  /** MAN-1. Gives an office. */
  mandate: 8,
  /** MAN-4. Takes an office back from one member. */
  recall: 9,
  /** POLL-14. Ends a decision. */
  repeal: 10,
} as const;

export type MotionKind = keyof typeof motionKinds;

/** Their words are the app's. */
export const namesVoters = (kind: MotionKind): boolean => kind === "founding" || kind === "naming";

/** Whoever they name votes from then on. */
export const givesVote = (kind: MotionKind): boolean => namesVoters(kind) || kind === "admission";

/** They take or restore the place of one member, who is not on their roll. */
export const isAboutOne = (kind: MotionKind): kind is "expulsion" | "reinstatement" => kind === "expulsion" || kind === "reinstatement";

/** Who belongs, and who votes, depends on these. */
export const decidesPlace = (kind: MotionKind): boolean => givesVote(kind) || isAboutOne(kind);

/** MAN-1. */
export const isAboutOffice = (kind: MotionKind): kind is "mandate" | "recall" => kind === "mandate" || kind === "recall";
