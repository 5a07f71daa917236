/** ENC-2. Every purpose a signature or a derived key has in veche/1. Two purposes never share a label. */
export const labels = {
  // signatures
  entry: "veche/1/entry",
  deviceCertificate: "veche/1/device-certificate",
  joinRequest: "veche/1/join-request",
  auth: "veche/1/auth",
  parcelStatement: "veche/1/parcel-statement",
  mailboxWrite: "veche/1/mailbox-write",
  mailboxRead: "veche/1/mailbox-read",
  // derived keys and ids
  kid: "veche/1/kid",
  entryKey: "veche/1/entry-key",
  commitment: "veche/1/commitment",
  capsule: "veche/1/capsule",
  inviteSign: "veche/1/invite-sign",
  inviteLink: "veche/1/invite-link",
  session: "veche/1/session",
  sessionHint: "veche/1/session-hint",
  topic: "veche/1/topic",
  signal: "veche/1/signal",
  mailbox: "veche/1/mailbox",
  lanTag: "veche/1/lan-tag",
  lanKey: "veche/1/lan-key",
  pairOffer: "veche/1/pair-offer",
  pairAnswer: "veche/1/pair-answer",
  slot: "veche/1/slot",
  parcelHint: "veche/1/parcel-hint",
  parcelSlot: "veche/1/parcel-slot",
  documentClient: "veche/1/document-client",
  fileChunk: "veche/1/file-chunk",
  documentStateKey: "veche/1/document-state-key",
  // hashes that are shown or compared
  eightWords: "veche/1/eight-words",
  safety: "veche/1/safety",
  motionText: "veche/1/motion-text",
  result: "veche/1/result",
  state: "veche/1/state",
  transcript: "veche/1/transcript",
  content: "veche/1/content",
  documentState: "veche/1/document-state",
} as const;

export type Label = (typeof labels)[keyof typeof labels];
