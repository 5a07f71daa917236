/** ENC-5. Bounds of people's texts, in UTF-8 bytes, and of lists. */
export const limits = {
  personName: 80,
  groupName: 120,
  title: 200,
  postText: 60_000,
  quote: 4_000,
  reaction: 32,
  situation: 60_000,
  optionTitle: 200,
  optionText: 20_000,
  options: 50,
  roll: 20_000,
  disputeText: 10_000,
  /** MAN-1: scope and instructions of an office, each. */
  officeText: 10_000,
  petitionText: 10_000,
  /** MAN-9: a file that travels in one entry. */
  credential: 250 * 1024,
  shelfAbout: 4_000,
  /** Room for a web address. */
  itemTitle: 2_000,
  itemNote: 4_000,
  /** DEED-1…3. A task; a report or one of the four parts of a review; a reply. */
  taskTitle: 200,
  taskNote: 4_000,
  reportText: 20_000,
  /** MEET-1, MEET-2. Where it is; what a keeper of the list notes, or a guest is called. */
  meetingPlace: 400,
  meetingText: 4_000,
  /** FILE-3. */
  fileName: 255,
  fileSize: 2 ** 46,
  mediaType: 100,
  filesInPost: 20,
  addresses: 16,
  address: 200,
  folder: 200,
  /** A Yjs update: what an entry's payload holds, less the record around it. */
  update: 240 * 1024,
  updateHeads: 32,
  /** DOC-6. A document's whole state: ten times what 260,000 edits leave, and no more than is looked at in a moment. */
  documentState: 4 * 1024 * 1024,
  /** A Yjs relative position, or a caret. */
  position: 256,
} as const;
