/**
 * ID-2. Links a further machine of one person: the new one shows a code, the old one takes it in; both show six digits; once the
 * person has found them equal, the old machine adds the new one in every group in which it has the root (ID-5), and sends
 * it the key and the acts. Posts come afterwards, from whoever is there.
 *
 * One attempt at a time, and one link an attempt: a nonce that was revealed is never used again.
 */
import { idBytes, type GroupId } from "../base/ids.ts";
import { minutes, seconds } from "../base/units.ts";
import { equal } from "../base/bytes.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { LinkingSnapshot } from "../contract/linking-snapshot.ts";
import type { Refusal } from "../contract/refusals.ts";
import { signingKeys } from "../crypto/sodium.ts";
import { deviceIdOf } from "../governance/identity.ts";
import type { Clock } from "../ports/clock.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import { Channel, type Content, type Peer } from "../sync/channel.ts";
import type { Addresses, InviteKey } from "../sync/group-side.ts";
import { patience } from "../sync/limits.ts";
import { commitmentOf, decodeStep, digitsOf, linkKeyOf, readLinkCode, roomOf, writeLinkCode, type LinkStep } from "../sync/linking.ts";
import { reusable } from "../sync/reusable-link.ts";
import { companionSecret } from "../sync/companion-room.ts";
import type { CompanionRecord } from "./companion-store.ts";
import type { Group } from "./group.ts";
import { lineOver, Offering, Taking, type Line, type Prepare } from "./handing-on.ts";

export interface LinkingDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly addresses: () => Addresses;
  readonly groups: () => readonly Group[];
  readonly prepare: Prepare;
  /** The two know each other from now on. */
  readonly linked: (companion: CompanionRecord) => void;
  readonly dial: (addresses: Addresses) => void;
  readonly changed: () => void;
}

const lifeTime = minutes(15);

/** How the other machine is met and who one is to it. */
interface Attempt {
  readonly side: "new" | "old";
  readonly room: GroupId;
  readonly key: InviteKey;
  readonly commitment: Uint8Array;
  readonly nonce: Uint8Array;
  readonly keys: ReturnType<typeof signingKeys>;
  readonly name: string;
  readonly cancel: () => void;
  link: { readonly channel: Channel; readonly line: Line; peer: Peer | null } | null;
  /** Its nonce was said: whoever heard it could choose a handshake for the digits they want, so there is no second link. */
  said: boolean;
  /** On the new machine: the person said that they typed the digits on the other. Until then what it sends waits. */
  typed: boolean;
  waits: LinkStep | null;
}

export class Linking {
  #attempt: Attempt | null = null;
  #snapshot: LinkingSnapshot = { is: "none" };
  #work: Promise<void> = Promise.resolve();
  #offering: Offering | null = null;
  #taking: Taking | null = null;

  constructor(private readonly deps: LinkingDeps) {}

  get snapshot(): LinkingSnapshot {
    return this.#snapshot;
  }

  /** Where the other machine is looked for. */
  get circle(): { readonly room: GroupId; readonly role: "member" | "join"; readonly keys: readonly []; readonly invites: readonly InviteKey[] } | null {
    const attempt = this.#attempt;
    return attempt === null ? null : { room: attempt.room, role: attempt.side === "new" ? "member" : "join", keys: [], invites: [attempt.key] };
  }

  isFor(room: string): boolean {
    return this.#attempt?.room === room;
  }

  /** The new machine: the code to be taken in on the old one. `name` is what this machine will be called. */
  show(name: string): string {
    const secret = this.deps.random.bytes(16);
    const attempt = this.#begin("new", secret, (device, nonce) => commitmentOf(device, nonce), name);
    const { signalling, stun } = this.deps.addresses();
    const code = writeLinkCode({ secret, commitment: attempt.commitment, signalling, stun });
    this.#set({ is: "showing", code, until: this.deps.clock.now() + lifeTime });
    return code;
  }

  /** The old machine. */
  accept(text: string): Result<null, Refusal> {
    const code = readLinkCode(text);
    if (code === null) return err({ kind: "MachineCodeGarbled" });
    this.#begin("old", code.secret, () => code.commitment, "");
    this.deps.dial({ signalling: code.signalling, stun: code.stun });
    this.#set({ is: "looking" });
    return ok(null);
  }

  /** Whether the person typed the right digits on the old machine: said there, and then on the new one. */
  confirm(equalDigits: boolean): Result<null, Refusal> {
    const attempt = this.#attempt;
    if (attempt === null || this.#snapshot.is !== "comparing" || this.#snapshot.asks === null) return err({ kind: "NothingToCompare" });
    if (!equalDigits) this.#fail("notTheCode");
    else if (attempt.side === "old") this.#offer(attempt);
    else if (!attempt.typed) {
      attempt.typed = true;
      this.#later(attempt, () => this.#asNew(attempt, attempt.link!.peer!, attempt.waits!));
    }
    return ok(null);
  }

  stop(): void {
    this.#drop();
    this.#set({ is: "none" });
  }

  close(): void {
    this.#drop();
  }

  /** A link to the other machine. */
  adopt(_room: string, link: Link): void {
    const attempt = this.#attempt;
    if (attempt === null || attempt.link !== null) return link.close("Left");
    const { clock, random } = this.deps;
    const own = { device: deviceIdOf(attempt.keys.publicKey), signing: attempt.keys };
    const as = attempt.side === "new" ? ({ mode: "member", keys: [], invites: [attempt.key] } as const) : ({ mode: "join", invite: attempt.key } as const);
    const channel = new Channel(reusable(link), { group: attempt.room, binding: link.binding, own, as }, this.deps.addresses(), { clock, random, patience, instance: random.bytes(16) }, {
      ready: (peer) => this.#ready(attempt, peer),
      message: (message) => this.#later(attempt, () => this.#message(attempt, message)),
      again: () => this.#fail("ended"),
      ended: () => this.#ended(attempt),
    });
    attempt.link = { channel, line: lineOver(channel, link), peer: null };
    channel.start();
  }

  #begin(side: Attempt["side"], secret: Uint8Array, commitment: (device: Uint8Array, nonce: Uint8Array) => Uint8Array, name: string): Attempt {
    this.#drop();
    const keys = signingKeys(this.deps.random.bytes(32));
    const nonce = this.deps.random.bytes(32);
    const committed = commitment(idBytes(deviceIdOf(keys.publicKey)), nonce);
    const cancel = this.deps.clock.after(lifeTime, () => this.#attempt === attempt && this.#fail("late"));
    const attempt: Attempt = { side, room: roomOf(secret), key: linkKeyOf(secret), commitment: committed, nonce, keys, name, cancel, link: null, said: false, typed: false, waits: null };
    this.#attempt = attempt;
    return attempt;
  }

  // ---------------------------------------------------------------- what is said

  #ready(attempt: Attempt, peer: Peer): void {
    attempt.link!.peer = peer;
    if (attempt.side === "new") return;
    attempt.said = true;
    this.#send(attempt, { is: "nonce", nonce: attempt.nonce });
  }

  async #message(attempt: Attempt, message: Content): Promise<void> {
    const peer = attempt.link?.peer ?? null;
    if (this.#snapshot.is === "linked") return;
    if (peer === null) return this.#fail("ended");
    if (message.type === "entries" && this.#taking !== null) return this.#handed(await this.#taking.acts(message, peer));
    const step = message.type === "device" ? decodeStep(message.step) : null;
    if (step === null) return this.#fail("ended");
    if (attempt.side === "new") return this.#asNew(attempt, peer, step);
    return this.#asOld(attempt, peer, step);
  }

  async #asNew(attempt: Attempt, peer: Peer, step: LinkStep): Promise<void> {
    const { is } = this.#snapshot;
    if (step.is === "nonce" && is === "showing") {
      const devices = [idBytes(deviceIdOf(attempt.keys.publicKey)), idBytes(peer.device)] as const;
      attempt.said = true;
      this.#send(attempt, { is: "reveal", nonce: attempt.nonce, name: attempt.name });
      return this.#set({ is: "comparing", digits: digitsOf(peer.keys.transcript, devices, [attempt.nonce, step.nonce]), asks: null, name: "" });
    }
    if (this.#snapshot.is === "comparing" && !attempt.typed && attempt.waits === null && (step.is === "group" || step.is === "done")) {
      // Whoever altered the code could send groups of their own making, and knows that no digits will be found equal.
      attempt.waits = step;
      return this.#set({ ...this.#snapshot, asks: "typed" });
    }
    if (!attempt.typed || (is !== "comparing" && is !== "linking")) return this.#fail("ended");
    if (step.is === "done") return this.#finish(attempt, peer, this.#taking?.taken ?? [], []);
    if (step.is !== "group" && step.is !== "linked") return this.#fail("ended");
    this.#taking ??= new Taking(attempt.link!.line, this.deps.prepare, () => attempt.name);
    this.#handed(await this.#taking.heard(step));
  }

  /** A step of the new machine's, as far as it was right. */
  #handed(right: boolean): void {
    if (!right) this.#fail("ended");
    else if (this.#taking !== null) this.#set({ is: "linking", done: this.#taking.taken.length });
  }

  async #asOld(attempt: Attempt, peer: Peer, step: LinkStep): Promise<void> {
    const { is } = this.#snapshot;
    if (step.is === "reveal" && is === "looking") {
      const device = idBytes(peer.device);
      if (!equal(commitmentOf(device, step.nonce), attempt.commitment)) return this.#fail("notTheCode");
      const devices = [device, idBytes(deviceIdOf(attempt.keys.publicKey))] as const;
      return this.#set({ is: "comparing", digits: digitsOf(peer.keys.transcript, devices, [step.nonce, attempt.nonce]), asks: "digits", name: step.name });
    }
    if ((step.is !== "keys" && step.is !== "stored") || this.#offering === null || !(await this.#offering.heard(step))) this.#fail("ended");
  }

  /** The old machine, once the digits were found equal. */
  #offer(attempt: Attempt): void {
    const { line, peer } = attempt.link!;
    const offering: Offering = new Offering(line, this.deps.random, {
      next: () => this.#set({ is: "linking", done: offering.linked.length }),
      over: () => {
        line.say({ is: "done" });
        this.#finish(attempt, peer!, offering.linked.map(({ group }) => nameOf(group)), offering.passed.map(nameOf));
      },
    });
    this.#offering = offering;
    offering.offer(this.deps.groups());
  }

  // ---------------------------------------------------------------- how it ends

  #finish(attempt: Attempt, peer: Peer, groups: readonly string[], left: readonly string[]): void {
    attempt.cancel();
    const devices = (this.#offering?.linked ?? []).map(({ group, device }) => ({ group: group.group, device }));
    this.deps.linked({ secret: companionSecret(peer.keys), name: attempt.name, devices });
    this.#set({ is: "linked", groups: [...groups], left: [...left] });
    // The last word is on its way: who leaves the room closes the link.
    this.deps.clock.after(seconds(2), () => {
      if (this.#attempt !== attempt) return;
      this.#drop();
      this.deps.changed();
    });
  }

  #ended(attempt: Attempt): void {
    if (this.#attempt !== attempt) return;
    const { is } = this.#snapshot;
    attempt.link = null;
    if (is === "linked") this.#attempt = null;
    else if (!attempt.said) this.deps.changed(); // another link may come
    else this.#later(attempt, async () => this.#fail("ended"));
  }

  #fail(why: Extract<LinkingSnapshot, { is: "failed" }>["why"]): void {
    this.#drop();
    this.#set({ is: "failed", why });
  }

  #drop(): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.cancel();
    attempt?.link?.channel.end("Left");
    this.#offering = null;
    this.#taking = null;
  }

  /** One message after another; nothing of an attempt that was dropped. */
  #later(attempt: Attempt, work: () => Promise<void>): void {
    this.#work = this.#work.then(() => (this.#attempt === attempt ? work() : undefined)).catch(() => this.#fail("ended"));
  }

  #send(attempt: Attempt, step: LinkStep): void {
    attempt.link?.line.say(step);
  }

  #set(snapshot: LinkingSnapshot): void {
    this.#snapshot = snapshot;
    this.deps.changed();
  }
}

const nameOf = (group: Group): string => group.fold.assembly.governance.genesis?.name ?? "";
