/** A member without a window: host services on disk, WebRTC of Node and the engine, as `veche serve` has them. */
import { Engine } from "../../../shared/client/engine.ts";
import type { Answer, CommandOf } from "../../../shared/contract/answers.ts";
import type { CommandType } from "../../../shared/contract/commands.ts";
import type { Query, Snapshots } from "../../../shared/contract/snapshots.ts";
import type { Clock } from "../../../shared/ports/clock.ts";
import type { Dialler } from "../../../shared/ports/dialler.ts";
import type { Rendezvous } from "../../../shared/ports/rendezvous.ts";
import { systemClock } from "../../../host/clock.ts";
import { systemRandom } from "../../../host/random.ts";
import { openHostServices } from "../../../host/services.ts";
import { nodeDialler } from "../../../rtc/node-rtc.ts";
import { passphrase } from "./first-steps.ts";

export interface PeerOptions {
  readonly meeting?: (real: Rendezvous) => Rendezvous;
  readonly dialling?: (real: Dialler) => Dialler;
  readonly clock?: Clock;
}

export class NodePeer {
  private constructor(
    readonly engine: Engine,
    readonly close: () => Promise<void>,
  ) {}

  static async open(directory: string, { meeting = (real) => real, dialling = (real) => real, clock = systemClock }: PeerOptions = {}): Promise<NodePeer> {
    const services = await openHostServices(directory, { signalPort: 0, lan: false });
    const { rendezvous } = services.openNetwork();
    const dialler = nodeDialler();
    const engine = new Engine({
      vault: services.vault,
      rendezvous: meeting(rendezvous),
      dialler: dialling(dialler),
      clock,
      random: systemRandom,
      // The least that libsodium takes: these stories are about other things.
      passphraseCost: { operations: 1, memoryBytes: 8192 },
    });
    return new NodePeer(engine, async () => {
      await engine.close();
      await dialler.close();
      rendezvous.close();
      await services.close();
    });
  }

  static async create(directory: string, name: string, options: PeerOptions = {}): Promise<NodePeer> {
    const peer = await NodePeer.open(directory, options);
    await peer.does({ type: "profile.create", name, passphrase });
    return peer;
  }

  static async unlock(directory: string, options: PeerOptions = {}): Promise<NodePeer> {
    const peer = await NodePeer.open(directory, options);
    await peer.does({ type: "profile.unlock", passphrase });
    return peer;
  }

  async does<T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> {
    const done = await this.engine.run<T>(command);
    if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`);
    return done.value;
  }

  /** The first snapshot of which `holds` is true. */
  sees<Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean, within = 20_000): Promise<Snapshots[Q["query"]]> {
    return new Promise((resolve, reject) => {
      let last: unknown;
      const late = setTimeout(() => {
        stop();
        reject(new Error(`not seen in ${query.query}: ${JSON.stringify(last)?.slice(0, 1000)}`));
      }, within);
      const stop = this.engine.watch(query, (snapshot) => {
        last = snapshot;
        if (!holds(snapshot)) return;
        clearTimeout(late);
        queueMicrotask(() => stop());
        resolve(snapshot);
      });
    });
  }

  /** Joins by an invitation; the group's id. */
  async join(link: string): Promise<string> {
    const { group } = await this.does({ type: "group.join", link });
    await this.sees({ query: "members", group }, (known) => known.members.some((member) => member.me));
    return group;
  }
}
