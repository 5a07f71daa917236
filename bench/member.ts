/** A whole member in this process, its profile on disk, with just the ways of reaching others that a bench asks for. */
import { Engine, type EngineDeps } from "../shared/client/engine.ts";
import type { Answer, CommandOf } from "../shared/contract/answers.ts";
import type { CommandType } from "../shared/contract/commands.ts";
import { seconds } from "../shared/base/units.ts";
import type { Vault } from "../shared/ports/vault.ts";
import { systemClock } from "../host/clock.ts";
import { systemRandom } from "../host/random.ts";
import { openHostServices } from "../host/services.ts";
import { nodeDialler } from "../rtc/node-rtc.ts";
import { unconnected } from "./archive.ts";

export interface MemberOptions {
  readonly network?: boolean;
  readonly lan?: boolean;
  /** Looks into folders and relays at once and often, so that waiting for the next look is not measured. */
  readonly soon?: boolean;
  readonly around?: (vault: Vault) => Vault;
}

export class Member {
  private constructor(
    readonly engine: Engine,
    readonly close: () => Promise<void>,
  ) {}

  static async open(directory: string, { network = false, lan = false, soon = false, around = (vault) => vault }: MemberOptions): Promise<Member> {
    const services = await openHostServices(directory, { lan });
    const { rendezvous, lan: near } = services.openNetwork();
    const mailboxes = services.openMailboxes();
    const dialler = network ? nodeDialler() : null;
    const paces: Partial<EngineDeps> = soon ? { folderPace: { look: 200, gather: 20, others: seconds(60) }, relayPace: { every: 200, soon: 20, others: seconds(60), state: seconds(600), longestWait: seconds(1) } } : {};
    const engine = new Engine({
      vault: around(services.vault),
      rendezvous,
      dialler: dialler ?? unconnected,
      lan: near,
      mailboxes,
      folders: services.folders,
      clock: systemClock,
      random: systemRandom,
      passphraseCost: { operations: 1, memoryBytes: 8192 },
      ...paces,
    });
    return new Member(engine, async () => {
      await engine.close();
      await dialler?.close();
      rendezvous.close();
      await services.close();
    });
  }

  async does<T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> {
    const done = await this.engine.run<T>(command);
    if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`);
    return done.value;
  }

  async until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  knowsMembers(group: string, least: number): Promise<boolean> {
    return once((seen) => this.engine.watch({ query: "members", group }, ({ members }) => seen(members.length >= least)));
  }

  has(group: string, posts: number): Promise<boolean> {
    return once((seen) => this.engine.watch({ query: "threads", group }, (threads) => seen((threads[0]?.posts ?? 0) >= posts)));
  }
}

/** What is seen first. */
const once = (watch: (seen: (holds: boolean) => void) => () => void): Promise<boolean> =>
  new Promise((resolve) => {
    const stop = watch((holds) => {
      queueMicrotask(() => stop());
      resolve(holds);
    });
  });
