/** A member without a window: an engine in this process, its database on disk, its network real. */
import { Engine } from "../shared/client/engine.ts";
import type { Answer, CommandOf } from "../shared/contract/answers.ts";
import type { CommandType } from "../shared/contract/commands.ts";
import type { Query, Snapshots } from "../shared/contract/snapshots.ts";
import { systemClock } from "../host/clock.ts";
import { systemRandom } from "../host/random.ts";
import { openHostServices } from "../host/services.ts";
import { nodeDialler } from "../rtc/node-rtc.ts";
import type { Vault } from "../shared/ports/vault.ts";
import { passphrase } from "./archive.ts";

export class Peer {
  private constructor(
    readonly engine: Engine,
    /** Of its own signalling server. */
    readonly port: number,
    /** Takes everything down again. */
    readonly close: () => Promise<void>,
  ) {}

  /** `around` stands between its engine and the disk. */
  static async open(directory: string, name: string, around: (vault: Vault) => Vault = (vault) => vault): Promise<Peer> {
    const services = await openHostServices(directory, { signalPort: 0, lan: false });
    const { rendezvous } = services.openNetwork();
    const dialler = nodeDialler();
    const engine = new Engine({ vault: around(services.vault), rendezvous, dialler, clock: systemClock, random: systemRandom, passphraseCost: { operations: 1, memoryBytes: 8192 } });
    const peer = new Peer(engine, services.signal.port, async () => {
      await engine.close();
      await dialler.close();
      rendezvous.close();
      await services.close();
    });
    await peer.does({ type: "profile.create", name, passphrase });
    return peer;
  }

  async does<T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> {
    const done = await this.engine.run<T>(command);
    if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`);
    return done.value;
  }

  sees<Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean): Promise<Snapshots[Q["query"]]> {
    return new Promise((resolve) => {
      const stop = this.engine.watch(query, (snapshot) => {
        if (!holds(snapshot)) return;
        queueMicrotask(() => stop());
        resolve(snapshot);
      });
    });
  }

  /** Founds a group that another joins. */
  async foundsWith(other: Peer): Promise<string> {
    const { group } = await this.does({ type: "group.found", name: "Archive", template: "assembly" });
    const { link } = await this.does({ type: "invite.create", group });
    await other.does({ type: "group.join", link });
    await other.sees({ query: "members", group }, (known) => known.members.some((member) => member.me));
    return group;
  }
}
