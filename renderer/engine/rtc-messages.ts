/**
 * What the two halves of the browser's dialler tell each other. Connections exist in the window only, the engine in
 * the worker; channels move over as they are made, so no frame passes through the window. `room` numbers are the worker's.
 */
export type ToRtcWindow =
  | { readonly say: "join"; readonly room: number; readonly peerId: string; readonly iceServers: readonly string[] }
  | { readonly say: "announce"; readonly room: number; readonly from: string }
  | { readonly say: "signal"; readonly room: number; readonly from: string; readonly message: Uint8Array }
  /** A room of its own for one connection by hand. */
  | { readonly say: "pair"; readonly room: number; readonly iceServers: readonly string[]; readonly offer: Uint8Array | null }
  | { readonly say: "answer"; readonly room: number; readonly half: Uint8Array }
  | { readonly say: "opened" | "closed"; readonly room: number; readonly id: number }
  | { readonly say: "leave"; readonly room: number };

export type ToRtcWorker =
  | { readonly say: "signal"; readonly room: number; readonly to: string; readonly message: Uint8Array }
  | { readonly say: "described"; readonly room: number; readonly half: Uint8Array | null }
  | { readonly say: "channel"; readonly room: number; readonly id: number; readonly channel: RTCDataChannel }
  | {
      readonly say: "identified";
      readonly room: number;
      readonly id: number;
      readonly peer: string;
      readonly binding: Uint8Array;
    }
  | { readonly say: "gone"; readonly room: number; readonly id: number; readonly reason: string };
