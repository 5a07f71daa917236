/**
 * Multicast DNS packets on every network of this machine, without a default route: one socket an address of its own,
 * since a multicast follows no route but its socket's interface. What strangers flood is dropped before it is read.
 */
import { createSocket, type Socket } from "node:dgram";
import { kib, seconds } from "../../shared/base/units.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import { ownAddresses, type OwnAddress } from "./own-networks.ts";
import { PacketGate } from "./packet-gate.ts";

const port = 5353;
const groups = { IPv4: "224.0.0.251", IPv6: "ff02::fb" } as const;
/** RFC 6762: so that a receiver can tell that no router passed it on. */
const hops = 255;
const largest = kib(9);
const networkCheck = seconds(3);

export interface MulticastEvents {
  readonly received: (packet: Buffer, from: string) => void;
  /** Networks came, went or changed. */
  readonly changed: () => void;
}

interface Outlet {
  readonly own: OwnAddress;
  readonly socket: Socket;
}

export class Multicast {
  #outlets: readonly Outlet[] = [];
  #known = "";
  #cancelCheck: () => void = () => undefined;
  #closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly events: MulticastEvents,
  ) {}

  start(): void {
    this.#check();
  }

  /** `make` is given the address the packet goes out from. */
  send(make: (from: string) => Buffer): void {
    for (const { own, socket } of this.#outlets) {
      const group = own.family === "IPv4" ? groups.IPv4 : `${groups.IPv6}%${own.interface}`;
      socket.send(make(own.address), port, group, () => undefined); // a network may be gone: the next check sees it
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancelCheck();
    for (const { socket } of this.#outlets) socket.close();
    this.#outlets = [];
  }

  #check(): void {
    if (this.#closed) return;
    this.#cancelCheck = this.clock.after(networkCheck, () => this.#check());
    const own = ownAddresses().filter(({ family, address }) => family === "IPv4" || /^fe[89ab]/iu.test(address));
    const known = own.map((one) => `${one.interface} ${one.address}`).join("\n");
    if (known === this.#known) return;
    this.#known = known;
    for (const { socket } of this.#outlets) socket.close();
    this.#outlets = own.map((one) => this.#open(one));
  }

  #open(own: OwnAddress): Outlet {
    const socket = createSocket({ type: own.family === "IPv4" ? "udp4" : "udp6", reuseAddr: true, ...(own.family === "IPv6" ? { ipv6Only: true } : {}) });
    const outlet = { own, socket };
    const gate = new PacketGate(this.clock);
    const giveUp = (): void => {
      if (!this.#outlets.includes(outlet)) return;
      this.#outlets = this.#outlets.filter((one) => one !== outlet);
      this.#known = ""; // tried again at the next check
      socket.close();
    };
    socket.on("error", giveUp);
    socket.on("message", (packet, { address, size }) => {
      if (size <= largest && gate.take(address)) this.events.received(packet, address);
    });
    socket.bind(port, own.family === "IPv4" ? "0.0.0.0" : "::", () => {
      try {
        const at = own.family === "IPv4" ? own.address : `::%${own.interface}`;
        socket.addMembership(groups[own.family === "IPv4" ? "IPv4" : "IPv6"], at);
        socket.setMulticastInterface(at);
        socket.setMulticastTTL(hops);
        socket.setMulticastLoopback(true);
      } catch {
        return giveUp(); // an interface that takes no part, or is just going away
      }
      this.events.changed();
    });
    return outlet;
  }
}
