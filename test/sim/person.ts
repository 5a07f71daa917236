/** One person with a whole engine, for scenes: commands that must succeed, and waiting for what must be seen. */
import { Engine, type EngineDeps } from "../../shared/client/engine.ts";
import type { Answer, CommandOf } from "../../shared/contract/answers.ts";
import type { CommandType } from "../../shared/contract/commands.ts";
import type { Query, Snapshots } from "../../shared/contract/snapshots.ts";
import { systemClock } from "../../host/clock.ts";
import { systemRandom } from "../../host/random.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import type { Street } from "./street.ts";

/** Argon2id at libsodium's least, since these tests are about other things. */
export const quickCost = { operations: 1, memoryBytes: 8192 };
/** POLL-6's patience, shortened alike for everyone. */
export const quickTimers = { first: 100, perPlace: 20, most: 1000 };
export const passphrase = "a long enough passphrase";

export class Person {
  readonly engine: Engine;
  readonly cut: () => void;
  readonly back: () => void;

  constructor(
    readonly name: string,
    street: Street,
    over: Partial<EngineDeps> = {},
  ) {
    const { rendezvous, dialler, cut, back } = street.enter();
    this.cut = cut;
    this.back = back;
    this.engine = new Engine({ vault: memoryVault(), rendezvous, dialler, clock: systemClock, random: systemRandom, passphraseCost: quickCost, timers: quickTimers, ...over });
  }

  static async at(street: Street, name: string, over: Partial<EngineDeps> = {}): Promise<Person> {
    const person = new Person(name, street, over);
    await person.does({ type: "profile.create", name, passphrase });
    return person;
  }

  async does<T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> {
    const result = await this.engine.run<T>(command);
    if (!result.ok) throw new Error(`${this.name}, ${command.type}: ${JSON.stringify(result.error)}`);
    return result.value;
  }

  /** The snapshot once `holds` is true of it. */
  sees<Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean, within = 15_000): Promise<Snapshots[Q["query"]]> {
    return new Promise((resolve, reject) => {
      let last: unknown;
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`${this.name} did not see it in ${query.query}: ${JSON.stringify(last)?.slice(0, 2000)}`));
      }, within);
      const stop = this.engine.watch(query, (snapshot) => {
        last = snapshot;
        if (!holds(snapshot)) return;
        clearTimeout(timer);
        queueMicrotask(() => stop());
        resolve(snapshot);
      });
    });
  }
}

/** The first founds a group, the others join it, and the founding act names everybody. */
export async function assemble(street: Street, names: readonly string[], constituted = true, over: Partial<EngineDeps> = {}): Promise<{ people: Person[]; group: string }> {
  const people = await Promise.all(names.map((name) => Person.at(street, name, over)));
  const [founder, ...others] = people as [Person, ...Person[]];
  const { group } = await founder.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
  for (const other of others) {
    const { link } = await founder.does({ type: "invite.create", group });
    await other.does({ type: "group.join", link });
    await other.sees({ query: "members", group }, (m) => m.members.some((row) => row.me));
  }
  await founder.sees({ query: "members", group }, (m) => m.members.length === names.length);
  if (constituted) {
    await founder.does({ type: "group.constitute", group });
    await Promise.all(people.map((p) => p.sees({ query: "members", group }, (m) => m.members.length === names.length && m.members.every((row) => row.votes))));
  }
  return { people, group };
}

/** ID-2. The person types the digits of the new machine on the old one; the names of the groups that were linked. */
export async function linkMachines(old: Person, anew: Person): Promise<readonly string[]> {
  const { code } = await anew.does({ type: "device.show", name: "Telephone" });
  await old.does({ type: "device.accept", code });
  await old.sees({ query: "linking" }, ({ is }) => is === "comparing");
  await old.does({ type: "device.confirm", equal: true });
  await anew.sees({ query: "linking" }, (linking) => linking.is === "comparing" && linking.asks === "typed");
  await anew.does({ type: "device.confirm", equal: true });
  const [linked] = await Promise.all([anew, old].map((one) => one.sees({ query: "linking" }, ({ is }) => is === "linked")));
  return linked?.is === "linked" ? linked.groups : [];
}
