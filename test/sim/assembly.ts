/** Members of one simulated group, and links between them. */
import type { Entry } from "../../shared/log/entry.ts";
import { simLink, SimClock, SimRandom, type SimLink, type SimLinkOptions } from "./network.ts";
import { ownDevice, SimNode, type SimNodeOptions } from "./node.ts";

export interface Assembly {
  readonly clock: SimClock;
  readonly random: SimRandom;
  readonly nodes: readonly SimNode[];
  link(a: SimNode, b: SimNode, how?: SimLinkOptions): SimLink;
  /** Another machine with the same device: a copied profile. */
  clone(of: SimNode): SimNode;
}

/** The first founded the group and admitted the others; all know these acts. */
export function assembly(count: number, seed = 1, options: SimNodeOptions = {}): Assembly {
  const clock = new SimClock();
  const random = new SimRandom(seed);
  const nodes = Array.from({ length: count }, (_, i) => new SimNode(ownDevice(i + 1), clock, random, options));
  const founder = nodes[0]!;
  founder.found();
  for (const node of nodes.slice(1)) founder.admitDevice(node.own.signing.publicKey);
  for (const node of nodes.slice(1)) node.take(founder.log.acts);
  return {
    clock,
    random,
    nodes,
    link(a, b, how = {}) {
      const made = simLink(clock, random, how);
      a.hub.adopt(made.ends[0]);
      b.hub.adopt(made.ends[1]);
      return made;
    },
    clone(of) {
      const copy = new SimNode(of.own, clock, random, options);
      copy.take(everything(of));
      return copy;
    },
  };
}

/** All entries of a node, each after what it needs. */
export function everything(node: SimNode): readonly Entry[] {
  const entries = [...node.log.devices.tips()].flatMap((tip) => node.log.devices.chainTo(tip.id, new Set()));
  return entries.sort((a, b) => a.decoded.lamport - b.decoded.lamport);
}

export const alike = (nodes: readonly SimNode[]): boolean => nodes.every((node) => node.all === nodes[0]!.all);
