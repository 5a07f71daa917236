/**
 * What a command works with: the engine of the profile, in this process or, where `veche serve` has the profile open,
 * in that one; the group that is meant; and looking at what the engine shows.
 */
import { defaultProfileDirectory } from "../host/profile-directory.ts";
import { diskVault } from "../host/vault/disk.ts";
import type { Answer, CommandOf } from "../shared/contract/answers.ts";
import type { CommandType } from "../shared/contract/commands.ts";
import type { EngineApi } from "../shared/contract/port.ts";
import type { Query, Snapshots } from "../shared/contract/snapshots.ts";
import { Refused, WrongUsage, type CommonValues } from "./command.ts";
import { connectControl } from "./control/client.ts";
import type { Output } from "./output.ts";
import { passphrase } from "./passphrase.ts";
import { refusalSentence } from "./words/refusals.ts";

/** What was named may still be on its way. */
export class NotHere extends Refused {}

type ProfileValues = Pick<CommonValues, "profile" | "passphrase-file"> & { readonly copy?: string | undefined; readonly as?: string | undefined };

export interface Session {
  readonly engine: EngineApi;
  /** True when a running `veche serve` does the work. */
  readonly served: boolean;
  /** Runs a command that must succeed; throws Refused with its sentence otherwise. */
  run<T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>>;
  look<Q extends Query>(query: Q): Promise<Snapshots[Q["query"]]>;
  /** The first snapshot of which `holds` is true, or null after `within` ms. */
  until<Q extends Query>(query: Q, holds: (snapshot: Snapshots[Q["query"]]) => boolean, within: number): Promise<Snapshots[Q["query"]] | null>;
  close(): Promise<void>;
}

export const directoryOf = (values: Pick<ProfileValues, "profile">): string => values.profile ?? defaultProfileDirectory();

/** Opens the profile, works with it, and closes it whatever happens. */
export async function withSession<T>(values: ProfileValues, out: Output, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(values, out);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

export async function openSession(values: ProfileValues, out: Output): Promise<Session> {
  const directory = directoryOf(values);
  const served = await connectControl(directory);
  if (served !== null) {
    const session = sessionOn(served, true, () => served.close());
    await checkName(session, values.as);
    return session;
  }
  const fresh = (await diskVault(directory).readSlots()) === null;
  if (fresh && values.as === undefined) throw new Refused(refusalSentence({ kind: "NoProfile" }));
  const secret = await passphrase({ file: values["passphrase-file"], fresh });
  const { startMachine } = await import("./machine.ts");
  const machine = await startMachine({ directory });
  const session = sessionOn(machine.engine, false, () => machine.close());
  try {
    await unlock(session, values, secret, fresh, out);
  } catch (error) {
    await session.close();
    throw error;
  }
  return session;
}

/** Opens or makes the profile, and settles whether it is a copy (LOG-7). */
export async function unlock(session: Session, values: ProfileValues, secret: string, fresh: boolean, out: Output): Promise<void> {
  if (fresh) await session.run({ type: "profile.create", name: values.as ?? "", passphrase: secret });
  else await session.run({ type: "profile.unlock", passphrase: secret });
  await checkName(session, values.as);
  if (values.copy === undefined) return;
  if (values.copy !== "yes" && values.copy !== "no") throw new WrongUsage(`--copy takes yes or no, not “${values.copy}”.`);
  const { copy } = await session.look({ query: "profile" });
  if (copy === "no") return;
  await session.run({ type: "profile.settleCopy", isCopy: values.copy === "yes" });
  if (values.copy === "yes") out.note("A copy: nothing is written until a member's machine has confirmed what this profile last wrote.");
}

async function checkName(session: Session, name: string | undefined): Promise<void> {
  const profile = await session.look({ query: "profile" });
  if (name !== undefined && profile.name !== name.trim()) throw new Refused(`This profile is ${profile.name}'s; leave out --as, or choose another --profile.`);
}

export function sessionOn(engine: EngineApi, served: boolean, close: () => Promise<void>): Session {
  const until: Session["until"] = (query, holds, within) =>
    new Promise((resolve) => {
      const end = (seen: Parameters<typeof resolve>[0]): void => {
        clearTimeout(timer);
        queueMicrotask(() => stop());
        resolve(seen);
      };
      const timer = setTimeout(() => end(null), within);
      const stop = engine.watch(query, (snapshot) => {
        if (holds(snapshot)) end(snapshot);
      });
    });
  return {
    engine,
    served,
    close,
    until,
    run: (async (command: CommandOf<"group.found">) => {
      const result = await engine.run(command);
      if (!result.ok) throw new Refused(refusalSentence(result.error));
      return result.value;
    }) as Session["run"],
    look: (query) =>
      new Promise((resolve) => {
        const stop = engine.watch(query, (snapshot) => {
          queueMicrotask(() => stop());
          resolve(snapshot);
        });
      }),
  };
}

/** The one group of the profile, or the one named by `--group`: an id, the beginning of one, or a name. */
export async function groupOf(session: Session, named: string | undefined): Promise<string> {
  const groups = await session.look({ query: "groups" });
  if (groups.length === 0) throw new Refused("This profile is in no group yet: found one with 'veche found' or join one with 'veche join'.");
  if (named === undefined) {
    if (groups.length === 1) return groups[0]!.id;
    throw new WrongUsage(`Say which group with --group: ${groups.map((g) => `${g.name} (${shortId(g.id)})`).join(", ")}.`);
  }
  const wanted = named.trim().toLowerCase();
  const byName = groups.filter((g) => g.name.toLowerCase() === wanted);
  return byName.length === 1 ? byName[0]!.id : findId(named, groups.map((g) => g.id), "group");
}

const shortLength = 8;
const leastLength = 4;

/** As shown to people; any beginning of four digits or more is understood where it names one thing. */
export const shortId = (id: string): string => id.slice(0, shortLength);

export function findId(typed: string, ids: readonly string[], what: string): string {
  const wanted = typed.trim().toLowerCase();
  const found = wanted.length < leastLength ? [] : ids.filter((id) => id.startsWith(wanted));
  if (found.length > 1) throw new Refused(`“${typed}” may be more than one ${what}; write more of its id.`);
  if (found[0] === undefined) throw new NotHere(`There is no ${what} “${typed}” here.`);
  return found[0];
}

/** By id, the beginning of one, or name. */
export async function fileOf(session: Session, group: string, typed: string): Promise<string> {
  const files = (await session.look({ query: "files", group }))?.files ?? [];
  const byName = files.filter(({ name }) => name === typed.trim());
  return byName.length === 1 ? byName[0]!.id : findId(typed, files.map(({ id }) => id), "file");
}

/** By number in the group's list, by id or the beginning of one, or by title. */
export async function motionOf(session: Session, group: string, typed: string): Promise<string> {
  const motions = await session.look({ query: "motions", group });
  const byNumber = /^#?\d{1,3}$/u.test(typed) ? motions.find((m) => m.number === Number(typed.replace("#", ""))) : undefined;
  const byTitle = motions.filter((m) => m.title !== "" && m.title.toLowerCase() === typed.trim().toLowerCase());
  return byNumber?.id ?? (byTitle.length === 1 ? byTitle[0]!.id : findId(typed, motions.map((m) => m.id), "motion"));
}

/** By name, id or the beginning of one. */
export async function memberOf(session: Session, group: string, typed: string) {
  const { members } = await session.look({ query: "members", group });
  const byName = members.filter(({ name }) => name.toLowerCase() === typed.trim().toLowerCase());
  const id = byName.length === 1 ? byName[0]!.id : findId(typed, members.map((m) => m.id), "member");
  return members.find((m) => m.id === id)!;
}

/** By id, the beginning of one, or title. */
export async function shelfOf(session: Session, group: string, typed: string): Promise<string> {
  const shelves = await session.look({ query: "library", group });
  const titled = shelves.filter((shelf) => shelf.title.toLowerCase() === typed.trim().toLowerCase());
  return titled.length === 1 ? titled[0]!.id : findId(typed, shelves.map(({ id }) => id), "shelf");
}

/** A thread, or the discussion of a motion: by id, the beginning of one, or title; a motion also by `#` and its number. */
export async function placeOf(session: Session, group: string, typed: string): Promise<string> {
  const [threads, motions] = await Promise.all([session.look({ query: "threads", group }), session.look({ query: "motions", group })]);
  const titled = threads.filter((t) => t.title.toLowerCase() === typed.trim().toLowerCase());
  if (titled.length === 1) return titled[0]!.id;
  if (/^#\d{1,3}$/u.test(typed) || motions.some((m) => m.title.toLowerCase() === typed.trim().toLowerCase())) return motionOf(session, group, typed);
  return findId(typed, [...new Set([...threads.map((t) => t.id), ...motions.map((m) => m.id)])], "thread or motion");
}
