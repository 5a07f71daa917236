/** A member who keeps no rule of sync, at the end of a link of its own. */
import { Channel, type Content, type EndReason } from "../../shared/sync/channel.ts";
import { patience } from "../../shared/sync/limits.ts";
import type { Message } from "../../shared/sync/wire.ts";
import type { Assembly } from "./assembly.ts";
import { simLink, type SimLink } from "./network.ts";
import { epochKey, group, type SimNode } from "./node.ts";

/** A member with a true device key who says whatever it likes. */
export class Mallory {
  readonly heard: Content[] = [];
  readonly link: SimLink;
  ended: EndReason | null = null;
  readonly #channel: Channel;

  constructor(world: Assembly, victim: SimNode, self: SimNode) {
    const link = (this.link = simLink(world.clock, world.random));
    const around = { clock: world.clock, random: world.random, patience, instance: world.random.bytes(16) };
    const as = { mode: "member", keys: [epochKey(1)], invites: [] } as const;
    this.#channel = new Channel(link.ends[1], { group, binding: link.ends[1].binding, own: self.own, as }, { signalling: [], stun: [] }, around, {
      ready: () => undefined,
      message: (message) => this.heard.push(message),
      again: () => undefined,
      ended: (reason) => {
        this.ended = reason;
      },
    });
    victim.hub.adopt(link.ends[0]);
    this.#channel.start();
  }

  say(...messages: readonly Message[]): void {
    for (const message of messages) this.#channel.send(message);
  }
}
