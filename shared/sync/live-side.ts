/** What sync carries of texts while they are typed: to members who are connected, never stored, never passed on. */
import type { DeviceId, EntryId } from "../base/ids.ts";
import { limits } from "./limits.ts";

export interface LiveText {
  readonly document: EntryId;
  /** A Yjs update that is in no entry yet; null: where the caret is, and nothing else. */
  readonly update: Uint8Array | null;
  /** In the editor's own bytes; null: nowhere, unless there is an update. */
  readonly caret: Uint8Array | null;
}

/** Nothing here may throw on a peer's account. */
export interface LiveSide {
  heard(said: LiveText, from: DeviceId): void;
  /** No session with it is left. */
  left(device: DeviceId): void;
}

export const noLive: LiveSide = { heard: () => undefined, left: () => undefined };

/** Of one session in one second: what is beyond is not sent, or not looked at; the entries bring it anyway. */
export class LivePace {
  #sent = 0;
  #heard = 0;
  #heardBytes = 0;

  maySend({ update }: LiveText): boolean {
    if ((update?.length ?? 0) > limits.liveUpdate || this.#sent >= limits.liveSentPerSecond) return false;
    this.#sent += 1;
    return true;
  }

  mayHear({ update }: LiveText): boolean {
    this.#heard += 1;
    this.#heardBytes += update?.length ?? 0;
    return this.#heard <= limits.liveHeardPerSecond && this.#heardBytes <= limits.liveBytesPerSecond;
  }

  newSecond(): void {
    this.#sent = this.#heard = this.#heardBytes = 0;
  }
}
