/**
 * KEY-4. One more member in a group of 300 with two machines each, where whoever joins reads everything, and where they read
 * what is written from then on, so that a key is made with every admission: by the machine that admits, for another, for the newcomer.
 */
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { GroupFold } from "../shared/client/group-fold.ts";
import { heldKey, rotationDue } from "../shared/client/group-keys.ts";
import { openCapsule } from "../shared/keys/epoch.ts";
import { parseEntry, type Entry } from "../shared/log/entry.ts";
import type { History } from "../shared/poll/bylaws.ts";
import { median, type Report } from "./report.ts";
import { processorTime, Roster, type Writer } from "./roster.ts";

const members = 300;
const runs = Number(process.env["BENCH_RUNS"] ?? 3);
/** Done with whatever comes. */
const looks = 50;
/** As many acts come in one message. */
const batch = 200;

interface Taken {
  readonly admits: number;
  readonly bytes: number;
  readonly hears: number;
  readonly joins: number;
  readonly due: number;
}

export async function admission(): Promise<readonly Report[]> {
  await cryptoReady;
  return [await among("all"), await among("fromNowOn")];
}

async function among(history: History): Promise<Report> {
  const roster = await Roster.of(members, history);
  const second: Writer[] = [];
  for (const one of roster.others) second.push(await roster.link(one));
  await roster.gather();
  const taken: Taken[] = [];
  for (let run = 0; run < runs; run++) taken.push(await admit(roster, second[run]!, run));
  const of = (what: keyof Taken): number => median(taken.map((one) => one[what]));
  return {
    name: `admission, ${history === "all" ? "everything is read" : "from now on"}`,
    about: `one more joins ${members} with two machines each: processor time of one machine, storage in memory, no links; median of ${runs} in one group`,
    rows: [
      { what: "admitting, with the key that is made then", value: of("admits"), unit: "ms" },
      { what: "bytes of what that writes", value: of("bytes"), unit: "bytes" },
      { what: "another machine takes it", value: of("hears"), unit: "ms" },
      { what: "looking whether a new key is due", value: of("due"), unit: "ms" },
      { what: "the newcomer reads all acts and keys", value: of("joins"), unit: "ms" },
    ],
  };
}

async function admit(roster: Roster, other: Writer, run: number): Promise<Taken> {
  const { group } = roster;
  const fold = new GroupFold(group.group, { device: other.device, box: other.keys.box });
  for (const kid of group.fold.keys.keys()) fold.hold(heldKey(group.fold, kid)!);
  fold.offer([...group.log.placed()], true);
  const seed = await roster.founder.invite();
  const before = new Set([...group.log.placed()].map(({ id }) => id));
  fold.offer([...group.log.placed()], true);
  let answer!: Awaited<ReturnType<Roster["admit"]>>;
  const admits = await processorTime(async () => void (answer = await roster.admit(`Newcomer ${run}`, seed)));
  const fresh = [...group.log.placed()].filter(({ id }) => !before.has(id)).map(again);
  const hears = await processorTime(() => void fold.offer(fresh));
  const due = (await processorTime(() => Array.from({ length: looks }, () => rotationDue(group.fold)).forEach(() => undefined))) / looks;
  const { writer, capsule } = answer;
  const key = openCapsule(capsule, group.group, "any", writer.device, writer.keys.box);
  if (typeof key === "string") throw new Error(key);
  const joined = new GroupFold(group.group, { device: writer.device, box: writer.keys.box });
  const all = [...group.log.placed()].map(again);
  const joins = await processorTime(() => {
    joined.hold(key);
    for (let at = 0; at < all.length; at += batch) joined.offer(all.slice(at, at + batch));
  });
  if (JSON.stringify(joined.assembly.state()) !== JSON.stringify(group.fold.assembly.state())) throw new Error("the newcomer reads something else");
  return { admits, bytes: fresh.reduce((sum, { header, signature, payload }) => sum + header.length + signature.length + payload.length, 0), hears, joins, due };
}

function again({ header, signature, payload }: Entry): Entry {
  const parsed = parseEntry({ header, signature, payload });
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}
