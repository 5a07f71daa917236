/**
 * ID-2. Where two linked machines of one person meet from then on: by a secret that follows from the link on which their
 * six digits were found equal, and that nobody else has. It names no group, and no key of any.
 */
import { idOf, type GroupId, type Kid } from "../base/ids.ts";
import { Secret } from "../base/secret.ts";
import { labels } from "../crypto/labels.ts";
import { deriveKey } from "../crypto/sodium.ts";
import type { EpochKey } from "./group-side.ts";
import type { Keys } from "./handshake.ts";

/** Both ends of the link find the same. */
export const companionSecret = ({ first, sending, receiving, transcript }: Keys): Uint8Array => deriveKey(first ? sending : receiving, labels.companion, transcript);

/** A name of these two machines' own, which never leaves them. */
export const companionRoom = (secret: Uint8Array): GroupId => idOf<GroupId>(deriveKey(secret, labels.companion, 0));

/** What opens a link between them, like the key of a group of two. */
export const companionKey = (secret: Uint8Array): EpochKey => ({ kid: idOf<Kid>(deriveKey(secret, labels.companion, 1)), key: new Secret(deriveKey(secret, labels.companion, 2)) });
