/** What comes into a session and what follows from it; session.ts decides, conversation.ts carries out. */
import type { DeviceId, EntryId, Kid } from "../base/ids.ts";
import type { Entry } from "../log/entry.ts";
import type { Placed } from "../log/log.ts";
import type { Content } from "./channel.ts";
import type { FileEffect, FileInput } from "./file-exchange.ts";
import type { Addresses } from "./group-side.ts";
import type { LiveText } from "./live-side.ts";

export type Input =
  | { readonly is: "opened" }
  | { readonly is: "message"; readonly message: Content }
  | { readonly is: "placed"; readonly entries: readonly Placed[]; readonly own: boolean }
  /** The engine has dealt with what a `receive` gave it. */
  | { readonly is: "handled"; readonly entries: readonly Entry[] }
  | { readonly is: "forked"; readonly device: DeviceId; readonly entries: readonly [EntryId, EntryId] }
  /** Placed entries were gathered long enough: name them. */
  | { readonly is: "flush" }
  /** The link takes more. */
  | { readonly is: "sendable" }
  /** Keys or addresses changed. */
  | { readonly is: "refresh" }
  /** Another session let go of something it was fetching. */
  | { readonly is: "freed" }
  | FileInput
  /** Something is being typed here. */
  | { readonly is: "tell"; readonly said: LiveText }
  /** A second has passed. */
  | { readonly is: "tick" };

export type Effect =
  | FileEffect
  | { readonly do: "hearLive"; readonly said: LiveText }
  | { readonly do: "receive"; readonly entries: readonly Entry[] }
  /** SYNC-8. */
  | { readonly do: "showAhead"; readonly entries: readonly Entry[] }
  | { readonly do: "dropAhead" }
  | { readonly do: "learn"; readonly addresses: Addresses }
  | { readonly do: "capsule"; readonly kid: Kid; readonly capsule: Uint8Array }
  | { readonly do: "end"; readonly reason: "Flood" | "Malformed" | "Unexpected" | "Stalled" };
