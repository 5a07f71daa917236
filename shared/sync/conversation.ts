/**
 * A member's side of one link, from HELLO to the end: a session with another member, or the admission of a joiner, after
 * which the two greet again as members over the same link (SYNC-2). Carries out what the pure parts decide.
 */
import type { DeviceId, InviteId } from "../base/ids.ts";
import type { Link, LinkWay } from "../ports/link.ts";
import { Channel, type Content, type EndReason, type Peer, type Surroundings } from "./channel.ts";
import type { Claims } from "./claims.ts";
import type { FileTraffic } from "./file-traffic.ts";
import type { Admission, GroupSide } from "./group-side.ts";
import { batchesOf } from "./serving.ts";
import { Session } from "./session.ts";
import type { Effect, Input } from "./session-steps.ts";

export interface ConversationEvents {
  /** The session of `peer` is open. */
  opened(): void;
  /** A step was taken: facts may differ, claims may be free. */
  stepped(): void;
  /** Bytes of a file were not what its lists say. */
  wrongChunk(peer: DeviceId): void;
  ended(reason: EndReason): void;
}

export interface Opened {
  readonly peer: Peer;
  readonly session: Session;
  readonly since: number;
}

/** A joiner whose request has not come yet. */
interface Admitting {
  readonly invite: InviteId;
  readonly peer: Peer;
  /** ID-6. As the member it was. */
  returns: boolean;
  /** ID-6. It was told that there is no room, and may ask for another's place. */
  readonly again: boolean;
}

export class Conversation {
  #channel: Channel;
  #open: Opened | null = null;
  #admitting: Admitting | null = null;
  /** Bytes of an admission before the session on the same link. */
  #sentBefore = 0;
  #receivedBefore = 0;
  readonly #inputs: Input[] = [];
  #stepping = false;
  #pumping = false;

  /** `link` is reusable. */
  constructor(
    private readonly link: Link,
    private readonly group: GroupSide,
    private readonly claims: Claims,
    private readonly traffic: FileTraffic,
    private readonly around: Surroundings,
    private readonly events: ConversationEvents,
  ) {
    this.#channel = this.#greet();
  }

  start(): void {
    this.#channel.start();
  }

  /** Null before AUTH and while a joiner is let in. */
  get open(): Opened | null {
    return this.#open;
  }

  get linkId(): string {
    return this.link.id;
  }

  get way(): LinkWay {
    return this.link.way;
  }

  get lastHeard(): number {
    return this.#channel.lastHeard;
  }

  get sent(): number {
    return this.#sentBefore + this.#channel.sent;
  }

  get received(): number {
    return this.#receivedBefore + this.#channel.received;
  }

  probe(): void {
    this.#channel.probe();
  }

  end(reason: EndReason): void {
    this.#channel.end(reason);
  }

  /** Steps the session. Inputs that come while one is being carried out wait, so that messages keep their order. */
  input(input: Input): void {
    this.#inputs.push(input);
    if (this.#stepping || this.#open === null) return;
    const { session, peer } = this.#open;
    this.#stepping = true;
    for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
      for (const effect of session.step(next)) this.#carryOut(effect, peer.device, session);
    }
    this.#stepping = false;
    this.#pump(session);
    this.events.stepped();
  }

  #greet(): Channel {
    const { group } = this;
    const credentials = {
      group: group.group,
      binding: this.link.binding,
      own: group.own,
      as: { mode: "member", keys: group.epochKeys(), invites: group.openInvites() },
    } as const;
    return new Channel(this.link, credentials, group.addresses(), this.around, {
      ready: (peer) => this.#ready(peer),
      message: (message) => this.#message(message),
      again: () => this.#again(),
      ended: (reason) => this.#ended(reason),
    });
  }

  #ready(peer: Peer): void {
    const { common } = peer.keys;
    if (common.is === "invite") {
      return this.#expectRequest({ invite: common.invite, peer, returns: false, again: false });
    }
    this.group.learned(peer.device, peer.addresses);
    const session = new Session(this.group, peer.device, this.claims, this.traffic, () => this.around.clock.now(), this.around.patience);
    this.#open = { peer, session, since: this.around.clock.now() };
    this.events.opened();
    this.input({ is: "opened" });
  }

  #expectRequest(admitting: Admitting): void {
    this.#admitting = admitting;
    // Who says nothing more keeps others out: only so many joiners are served at once.
    this.around.clock.after(this.around.patience.handshake, () => this.#admitting === admitting && this.end("Timeout"));
  }

  #message(message: Content): void {
    if (this.#open !== null) this.input({ is: "message", message });
    else if (this.#admitting !== null && message.type === "request") this.#admit(this.#admitting, message.request);
    else if (this.#admitting?.returns === false && message.type === "return" && message.genesis === null) this.#tellGenesis(this.#admitting);
    else this.end("Unexpected");
  }

  #carryOut(effect: Effect, peer: DeviceId, session: Session): void {
    switch (effect.do) {
      case "send":
        this.#channel.send(effect.message);
        break;
      case "receive":
        void this.group.receive(effect.entries, peer).then(() => {
          this.claims.handled(effect.entries.map((entry) => entry.id));
          this.input({ is: "handled", entries: effect.entries });
        });
        break;
      case "readChunk":
        void this.group.files.chunk(effect.pick.content, effect.pick.chunk).then((bytes) => this.input({ is: "chunkRead", pick: effect.pick, bytes }));
        break;
      case "takeChunk":
        void this.group.files.take(effect.pick.content, effect.pick.chunk, effect.bytes, peer).then((right) => {
          session.files.release(effect.pick);
          if (!right) this.events.wrongChunk(peer);
          this.input({ is: "chunkTaken", pick: effect.pick, right });
        });
        break;
      case "hearLive":
        this.group.live.heard(effect.said, peer);
        break;
      case "showAhead":
        this.group.ahead.take(effect.entries, peer);
        break;
      case "dropAhead":
        this.group.ahead.drop(peer);
        break;
      case "learn":
        this.group.learned(peer, effect.addresses);
        break;
      case "capsule":
        this.group.takeCapsule(effect.kid, effect.capsule, peer);
        break;
      case "end":
        this.end(effect.reason);
        break;
    }
  }

  /** SYNC-3. Answers go out piece by piece, as the link drains. */
  #pump(session: Session): void {
    if (this.#pumping || !session.hasMore || this.#channel.ended) return;
    this.#pumping = true;
    void this.link.drained().then(() => {
      this.#pumping = false;
      this.input({ is: "sendable" });
    });
  }

  // ---------------------------------------------------------------- admission

  /** ID-6. */
  #tellGenesis(admitting: Admitting): void {
    const genesis = this.group.genesisFor(admitting.invite, admitting.peer.device);
    if (typeof genesis === "string") {
      this.#admitting = null;
      return void this.#answer({ admitted: false, reason: genesis });
    }
    admitting.returns = true;
    this.#channel.send({ type: "return", genesis });
  }

  #admit(admitting: Admitting, request: Uint8Array): void {
    const { invite, peer, returns } = admitting;
    this.#admitting = null; // one request a link, or two of who comes back
    const answer = returns ? this.group.readmit(invite, request, peer.device) : this.group.admit(invite, request, peer.keys.transcript);
    void answer.then((admission) => this.#answer(admission, admitting));
  }

  async #answer(admission: Admission, admitting: Admitting | null = null): Promise<void> {
    const channel = this.#channel;
    if (!admission.admitted) {
      if (admitting?.again === false && admission.devices !== undefined) {
        channel.send({ type: "refused", reason: admission.reason, devices: admission.devices });
        return this.#expectRequest({ ...admitting, again: true });
      }
      channel.send({ type: "refused", reason: admission.reason });
      this.around.clock.after(this.around.patience.handshake, () => channel.end("Left"));
      return;
    }
    channel.send({ type: "admitted", capsule: admission.capsule });
    const batches = [...batchesOf(this.group.log.acts)];
    for (const [i, entries] of batches.entries()) {
      await this.link.drained();
      channel.send({ type: "entries", want: 0, entries, last: i === batches.length - 1 });
    }
    channel.sayAgain();
  }

  #again(): void {
    this.#sentBefore += this.#channel.sent;
    this.#receivedBefore += this.#channel.received;
    this.#channel = this.#greet();
    this.#channel.start();
  }

  #ended(reason: EndReason): void {
    this.#open?.session.close();
    this.events.ended(reason);
    this.#open = null;
    this.#inputs.length = 0;
  }
}
