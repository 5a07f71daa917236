/**
 * LAN-4. A dialler that tries a socket between two machines of one network before the dialler it is given: a socket needs
 * no gateway, no STUN and no browser's permission. Of a pair the side that dials offers where it can be called, with a
 * key for that one call; the other calls, or offers the same in turn, or says that neither can. Only then, or when
 * nothing comes of it in time, the pair goes on as it would have.
 */
import { concat } from "../base/bytes.ts";
import { decodeCbor, encodeCbor } from "../base/cbor.ts";
import { seconds } from "../base/units.ts";
import type { Clock } from "../ports/clock.ts";
import type { Dialler, DialRoom } from "../ports/dialler.ts";
import type { Expected, Lan } from "../ports/lan.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";

/** First byte of a signalling message: whose it is. */
const ofDialler = 0;
const ofSockets = 1;

type Said =
  /** Call me there. `mayReturn`: if you cannot, say where you can be called. */
  | { readonly is: "offer"; readonly mayReturn: boolean; readonly addresses: readonly string[]; readonly key: Uint8Array }
  | { readonly is: "cannot" };

/** From an offer to the call, both ways round; a network of one's own answers in milliseconds. */
const patience = seconds(3);
const keyBytes = 32;
const mostAddresses = 8;
const mostAddressLength = 64;
/** Calls under way in one room: whoever offers more waits for the next attempt. */
const mostCalls = 8;

/** Without a network of its own a machine calls nobody and says so to who offers, so that all understand each other. */
export function nearFirst(dialler: Dialler, lan: Lan | null, clock: Clock, random: Random): Dialler {
  return { join: (room, options) => new NearRoom(dialler.join(room, options), lan, clock, random), pair: dialler.pair.bind(dialler) };
}

class NearRoom implements DialRoom {
  readonly #links = new Set<Link>();
  /** Peers that were made an offer; called with whether a link came of it. */
  readonly #offered = new Map<string, (linked: boolean) => void>();
  readonly #calling = new Set<string>();
  #onSignal: (to: string, message: Uint8Array) => void = () => undefined;
  #onLink: (peer: string, link: Link) => void = (_, link) => link.close("left");
  #left = false;

  constructor(
    private readonly room: DialRoom,
    private readonly lan: Lan | null,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    room.onSignal((to, message) => this.#onSignal(to, concat(Uint8Array.of(ofDialler), message)));
    room.onLink((peer, link) => this.#onLink(peer, link));
  }

  get peerId(): string {
    return this.room.peerId;
  }

  announce(from: string): void {
    if (this.lan === null) this.room.announce(from);
    else if (!this.#offered.has(from)) void this.#offer(this.lan, from, true, () => this.room.announce(from));
  }

  signal(from: string, message: Uint8Array): void {
    if (message[0] === ofDialler) return this.room.signal(from, message.subarray(1));
    const said = message[0] === ofSockets ? parseSaid(message.subarray(1)) : null;
    if (said?.is === "offer" && this.lan === null) this.#say(from, { is: "cannot" });
    else if (said?.is === "offer") void this.#answer(this.lan!, from, said);
    else if (said?.is === "cannot") this.#offered.get(from)?.(false);
  }

  onSignal(handler: (to: string, message: Uint8Array) => void): void {
    this.#onSignal = handler;
  }

  onLink(handler: (peer: string, link: Link) => void): void {
    this.#onLink = handler;
  }

  leave(): void {
    this.#left = true;
    for (const over of [...this.#offered.values()]) over(false);
    for (const link of [...this.#links]) link.close("left");
    this.room.leave();
  }

  /** `otherwise` when no link came of it. */
  async #offer(lan: Lan, to: string, mayReturn: boolean, otherwise: () => void): Promise<void> {
    let expected: Expected | null = null;
    const over = (linked: boolean): void => {
      if (this.#offered.get(to) !== over) return;
      this.#offered.delete(to);
      late();
      expected?.cancel();
      if (!linked && !this.#left) otherwise();
    };
    const late = this.clock.after(patience, () => over(false));
    this.#offered.set(to, over);
    const key = this.random.bytes(keyBytes);
    expected = await lan.expect(key, (link) => {
      over(true);
      this.#take(to, link);
    });
    if (this.#offered.get(to) !== over) return expected.cancel();
    if (expected.addresses.length === 0 && !mayReturn) return over(false);
    this.#say(to, { is: "offer", mayReturn, addresses: expected.addresses.slice(0, mostAddresses), key });
  }

  async #answer(lan: Lan, from: string, offer: Said & { readonly is: "offer" }): Promise<void> {
    if (this.#calling.has(from) || this.#calling.size >= mostCalls) return;
    this.#calling.add(from);
    const link = await lan.call(offer.addresses, offer.key);
    this.#calling.delete(from);
    if (link !== null) {
      this.#offered.get(from)?.(true);
      this.#take(from, link);
    } else if (!offer.mayReturn) this.#offered.get(from)?.(false);
    else if (!this.#offered.has(from)) void this.#offer(lan, from, false, () => this.#say(from, { is: "cannot" }));
  }

  #take(peer: string, link: Link): void {
    if (this.#left) return link.close("left");
    this.#links.add(link);
    link.onClose(() => this.#links.delete(link));
    this.#onLink(peer, link);
  }

  #say(to: string, said: Said): void {
    const body = said.is === "cannot" ? [] : [said.mayReturn, [...said.addresses], said.key];
    this.#onSignal(to, concat(Uint8Array.of(ofSockets), encodeCbor(body)));
  }
}

function parseSaid(bytes: Uint8Array): Said | null {
  const value = decodeCbor(bytes) as unknown;
  if (!Array.isArray(value)) return null;
  if (value.length === 0) return { is: "cannot" };
  const [mayReturn, addresses, key] = value as unknown[];
  if (value.length !== 3 || typeof mayReturn !== "boolean" || !Array.isArray(addresses) || addresses.length > mostAddresses) return null;
  if (!addresses.every((one): one is string => typeof one === "string" && one.length <= mostAddressLength)) return null;
  return key instanceof Uint8Array && key.length === keyBytes ? { is: "offer", mayReturn, addresses, key } : null;
}
