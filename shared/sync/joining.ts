/**
 * MEM-3, SYNC-2. A joiner's side of a link: proves the invite, signs the admitter's challenge, takes in the key and the
 * acts, and goes on over the same link as a member.
 */
import type { DeviceId } from "../base/ids.ts";
import { parseEntry, type Entry } from "../log/entry.ts";
import type { Link } from "../ports/link.ts";
import { Channel, type Content, type Peer } from "./channel.ts";
import type { Addresses, Hub, JoinSide } from "./group-side.ts";
import type { Around } from "./hub.ts";
import { limits, patience as usual } from "./limits.ts";
import { reusable } from "./reusable-link.ts";
import { weightOf } from "./weight.ts";
import type { Message } from "./wire.ts";

/** A joiner says no more of itself than its request does. */
const nowhere: Addresses = { signalling: [], stun: [] };

type State =
  | { readonly is: "greeting" }
  | { readonly is: "asking"; readonly peer: Peer }
  | { readonly is: "receiving"; readonly peer: Peer }
  /** Everything came and is being stored, or the answer was no: what becomes of the link matters no more. */
  | { readonly is: "over" };

/** Who is asking at this moment: over one link at a time, so that no two members admit one joiner twice. */
const busy = new WeakSet<JoinSide>();

/** Asks to be let in over this link, or closes it while another link is at it. The answer gives up. */
export function askToJoin(link: Link, side: JoinSide, around: Around): () => void {
  if (busy.has(side)) {
    link.close("Duplicate");
    return () => undefined;
  }
  busy.add(side);
  const joining = new Joining(reusable(link), side, around, () => busy.delete(side));
  joining.start();
  return () => joining.cancel();
}

class Joining {
  readonly #channel: Channel;
  #state: State = { is: "greeting" };
  /** ID-6. It came, and the request went. */
  #genesis: Uint8Array | null = null;
  /** ID-6. It was asked for another's place. */
  #again = false;
  #bytes = 0;
  #hub: Hub | null = null;
  /** Batches are dealt with one after another. */
  #work: Promise<void> = Promise.resolve();
  #watch: () => void = () => undefined;

  constructor(
    link: Link,
    private readonly side: JoinSide,
    private readonly around: Around,
    private readonly over: () => void,
  ) {
    const { group, own, invite } = side;
    const surroundings = { patience: usual, ...around, instance: around.random.bytes(16) };
    this.#channel = new Channel(link, { group, binding: link.binding, own, as: { mode: "join", invite } }, nowhere, surroundings, {
      ready: (peer) => this.#ready(peer),
      message: (message) => this.#message(message),
      again: () => this.#hub?.adopt(link),
      ended: (reason) => this.#ended(reason),
    });
  }

  start(): void {
    this.#channel.start();
  }

  cancel(): void {
    this.#channel.end("Left");
  }

  #ready(peer: Peer): void {
    this.#state = { is: "asking", peer };
    if (this.side.returns) this.#channel.send({ type: "return", genesis: null });
    else this.#request(peer, null);
    this.#expectMore();
  }

  #request(peer: Peer, genesis: Uint8Array | null): void {
    const request = this.side.request(peer.keys.transcript, peer.device, genesis);
    if (request === null) this.#channel.end("Unexpected");
    else this.#channel.send({ type: "request", request });
  }

  /** ID-6. There is no room: once, in place of machines that were lost. */
  #asksAgain(peer: Peer, devices: readonly DeviceId[]): boolean {
    if (this.#genesis === null || this.#again || devices.length === 0) return false;
    const request = this.side.request(peer.keys.transcript, peer.device, this.#genesis, devices);
    if (request === null) return false;
    this.#again = true;
    this.#channel.send({ type: "request", request });
    this.#expectMore();
    return true;
  }

  #message(message: Content): void {
    const state = this.#state;
    if (message.type === "refused" && state.is === "asking") {
      if (this.#asksAgain(state.peer, message.devices ?? [])) return;
      this.#state = { is: "over" };
      this.over();
      this.side.refused(message.reason);
      this.#channel.end("Left");
    } else if (message.type === "return" && message.genesis !== null && state.is === "asking" && this.side.returns && this.#genesis === null) {
      this.#genesis = message.genesis;
      this.#request(state.peer, message.genesis);
    } else if (message.type === "admitted" && state.is === "asking") {
      this.#state = { is: "receiving", peer: state.peer };
      this.side.admitted(message.capsule, state.peer.device, state.peer.addresses);
      this.#expectMore();
    } else if (message.type === "entries" && state.is === "receiving") this.#take(message, state.peer);
    else this.#channel.end("Unexpected");
  }

  #take(message: Message & { readonly type: "entries" }, peer: Peer): void {
    const acts: Entry[] = [];
    for (const raw of message.entries) {
      const entry = parseEntry(raw);
      if (typeof entry === "string") return this.#channel.end("Malformed");
      this.#bytes += weightOf(entry);
      acts.push(entry);
    }
    if (this.#bytes > limits.joinBytes) return this.#channel.end("Flood");
    this.#expectMore();
    this.#work = this.#work.then(() => this.side.receive(acts, peer.device));
    if (!message.last) return;
    this.#state = { is: "over" };
    this.#watch();
    void this.#work.then(() => this.#complete());
  }

  async #complete(): Promise<void> {
    this.#hub = await this.side.complete(); // also when the link has ended: everything is here
    this.over();
    if (this.#hub === null) this.#channel.end("Left");
    else this.#channel.sayAgain();
  }

  #ended(reason: string): void {
    this.#watch();
    if (this.#state.is === "over") return;
    this.#state = { is: "over" };
    this.over();
    this.side.ended(reason);
  }

  #expectMore(): void {
    this.#watch();
    this.#watch = this.around.clock.after((this.around.patience ?? usual).stalled, () => this.#channel.end("Stalled"));
  }
}
