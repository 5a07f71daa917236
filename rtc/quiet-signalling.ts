/**
 * A y-webrtc signalling connection without a socket: what y-webrtc wants to say comes to `said`, what it should hear
 * is given to `hear`. y-webrtc itself can therefore not reach the network; only the engine can, with sealed messages.
 *
 * lib0's WebSocket client dials inside its constructor when `shouldConnect` is true: here it always reads false.
 * The connection is never entered in y-webrtc's own list of signalling connections, so y-webrtc's own announces, which
 * go through that list, are addressed to nobody: whom to dial is the engine's choice.
 */
import { SignalingConn } from "y-webrtc";

/** What y-webrtc understands: dial this peer, or handle its signal. */
export type Heard =
  | { readonly type: "announce"; readonly from: string }
  | { readonly type: "signal"; readonly from: string; readonly to: string; readonly token: number; readonly signal: object };

export class QuietSignalling extends SignalingConn {
  readonly #said: (to: string, signal: unknown) => void;

  constructor(said: (to: string, signal: unknown) => void) {
    super("quiet:");
    clearInterval(this._checkInterval);
    this.#said = said;
  }

  override get shouldConnect(): boolean {
    return false;
  }

  override set shouldConnect(_wanted: boolean) {
    // The base class sets it true while it is being built; there is nothing to connect to.
  }

  override send({ data }: Parameters<SignalingConn["send"]>[0]): void {
    this.#said(data.to, data.signal);
  }

  /** Handled before it returns. */
  hear(topic: string, data: Heard): void {
    this.emit("message", [{ type: "publish", topic, data }, this]);
  }
}
