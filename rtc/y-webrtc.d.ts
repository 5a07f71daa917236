/** The part of y-webrtc 10.3 that rtc/ uses; the package's own declarations are not reachable through its exports. */
declare module "y-webrtc" {
  import type { Doc } from "yjs";

  /** A simple-peer 9 connection: a Node stream around an RTCPeerConnection. */
  export interface SimplePeer {
    on(event: "data", listener: (data: Uint8Array) => void): void;
    once(event: "close", listener: () => void): void;
    removeAllListeners(event: "data"): void;
    destroy(): void;
  }

  export class WebrtcConn {
    readonly peer: SimplePeer;
  }

  export class Room {
    peerId: string;
    mux: (action: () => void) => void;
    readonly _beforeUnloadHandler: () => void;
    readonly webrtcConns: Map<string, WebrtcConn>;
  }

  export class WebrtcProvider {
    constructor(
      roomName: string,
      doc: Doc,
      options: { signaling: string[]; maxConns: number; filterBcConns: boolean; peerOpts: object },
    );
    readonly key: PromiseLike<unknown>;
    readonly room: Room | null;
    readonly awareness: { setLocalState(state: null): void };
  }

  export class SignalingConn {
    constructor(url: string);
    get shouldConnect(): boolean;
    set shouldConnect(value: boolean);
    connected: boolean;
    readonly _checkInterval: ReturnType<typeof setInterval>;
    /** Of what it could send, only this is left when it is in nobody's list of connections. */
    send(message: { readonly data: { readonly to: string; readonly signal: unknown } }): void;
    emit(event: "message", args: [message: unknown, conn: SignalingConn]): void;
    destroy(): void;
  }
}
