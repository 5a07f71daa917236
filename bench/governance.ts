/**
 * LOG-8, MEM-1. What 5,000 acts of governance cost a machine that gets them all at once: forty members, with what groups do:
 * invites made, spent and revoked, machines linked and revoked, keys renewed, members expelled and brought back.
 */
import { runInNewContext } from "node:vm";
import { setFlagsFromString } from "node:v8";
import { GroupFold } from "../shared/client/group-fold.ts";
import { kidForPosts } from "../shared/client/group-keys.ts";
import { rollAbout } from "../shared/client/opening.ts";
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { inviteIdOf, inviteKeys } from "../shared/governance/invite.ts";
import { deviceRevokeCodec, inviteCodec, mergeCodec, revokeInviteCodec } from "../shared/governance/records.ts";
import { parseEntry, signedBy, type Entry } from "../shared/log/entry.ts";
import { kinds } from "../shared/log/kind.ts";
import { encodePollRecord } from "../shared/poll/records.ts";
import type { MotionKind } from "../shared/poll/motion-kind.ts";
import { systemRandom } from "../host/random.ts";
import { Seeded } from "../test/sim/seeded.ts";
import { median, type Report, type Row } from "./report.ts";
import { processorTime, Roster, type Writer } from "./roster.ts";

const members = 40;
const acts = 5_000;
const runs = Number(process.env["BENCH_RUNS"] ?? 3);

export async function governance(): Promise<readonly Report[]> {
  await cryptoReady;
  const roster = await history();
  const entries = [...roster.group.log.acts].slice(0, acts);
  const shuffled = new Seeded(1).shuffled(entries);
  const folded = await timed(roster, entries, false);
  const restarted = await timed(roster, entries, true);
  const anyOrder = await timed(roster, shuffled, false);
  const { governance: facts } = roster.group.fold.assembly;
  const signatures = await processorTime(() => entries.forEach((entry) => signedBy(entry, facts.publicKeyOf(entry.decoded.device)!)));
  const row = (what: string, { ms }: Folded): Row => ({ what, value: ms, unit: "ms" });
  return [
    {
      name: "governance",
      about: `${acts} acts of ${members} members (${mixOf(entries)}), folded by a machine that has the keys: processor time, median of ${runs}`,
      rows: [
        row("as they were written", folded),
        row("in another order", anyOrder),
        row("from its own disk, signatures checked before", restarted),
        { what: "checking the signatures alone", value: signatures, unit: "ms" },
        { what: "folding beside that", value: folded.ms / signatures, unit: "×" },
        { what: "memory kept, the bytes of entries apart", value: folded.mib, unit: "MiB" },
      ],
    },
  ];
}

interface Folded {
  readonly ms: number;
  readonly mib: number;
}

async function timed({ group }: Roster, entries: readonly Entry[], trusted: boolean): Promise<Folded> {
  const times: number[] = [];
  const kept: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = heapUsed();
    const fold = new GroupFold(group.group, { device: group.own.device, box: group.keys.box });
    for (const key of group.fold.keys.values()) fold.learn(key);
    times.push(await processorTime(() => {
      for (let at = 0; at < entries.length; at += 500) fold.offer(entries.slice(at, at + 500).map(({ header, signature, payload }) => parseEntry({ header, signature, payload }) as Entry), trusted);
    })); // prettier-ignore
    kept.push((heapUsed() - before) / 2 ** 20);
    if (fold.log.size !== entries.length) throw new Error(`${fold.log.size} entries were placed`);
  }
  return { ms: median(times), mib: kept[0]! }; // later ones free what an earlier one left
}

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

function mixOf(entries: readonly Entry[]): string {
  const names = new Map<number, string>(Object.entries(kinds).map(([name, kind]) => [kind, name]));
  const counts = new Map<string, number>();
  for (const { decoded } of entries) counts.set(names.get(decoded.kind)!, (counts.get(names.get(decoded.kind)!) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${count} ${name}`).join(", ");
}

// ---------------------------------------------------------------- what happened in the group

async function history(): Promise<Roster> {
  const roster = await Roster.of(members);
  const random = new Seeded(5);
  const second: Writer[] = [];
  const expelled: Writer[] = [];
  for (let round = 0; roster.group.log.acts.length < acts; round++) {
    for (let i = 0; i < 40; i++) await invite(roster, random.pick(staying(roster, expelled)), random.chance(0.5));
    for (let i = 0; i < 3; i++) second.push(await roster.link(random.pick(staying(roster, expelled))));
    if (round % 2 === 0) {
      const target = random.pick(staying(roster, expelled));
      await decide(roster, "expulsion", target, staying(roster, [...expelled, target]));
      expelled.push(target);
    } else {
      const back = expelled.pop()!;
      await decide(roster, "reinstatement", back, staying(roster, [...expelled, back]));
    }
    const lost = second.splice(random.below(second.length), 1)[0]!;
    const owner = roster.others.find(({ member }) => member === lost.member)!;
    if (!expelled.includes(owner)) await roster.hears(roster.write(owner, kinds.deviceRevoke, deviceRevokeCodec.encode({ device: lost.device })));
    await renewKey(roster, staying(roster, expelled));
  }
  return roster;
}

const staying = ({ others }: Roster, expelled: readonly Writer[]): Writer[] => others.filter((one) => !expelled.includes(one));

async function invite(roster: Roster, by: Writer, revoke: boolean): Promise<void> {
  const seed = systemRandom.bytes(16);
  await roster.hears(roster.write(by, kinds.invite, inviteCodec.encode({ seed, expires: 2 ** 45 })));
  if (revoke) await roster.hears(roster.write(by, kinds.revokeInvite, revokeInviteCodec.encode({ invite: inviteIdOf(inviteKeys(seed, roster.group.group).publicKey) })));
}

/** Carried by everybody who stays, the founder's machine included. */
async function decide(roster: Roster, kind: MotionKind, target: Writer, by: readonly Writer[]): Promise<void> {
  const { founder, group } = roster;
  const about = { kind, names: [target.member] };
  const motion = await founder.openMotion({ ...about, roll: rollAbout(group, about) });
  await roster.wave(by.slice(0, 30), kinds.ballot, () => encodePollRecord({ type: "ballot", motion, replaces: [], choice: { method: "yes-no-abstain", vote: "yes" } }));
  await roster.wave(by.slice(0, 30), kinds.seal, () => encodePollRecord({ type: "seal", motion }));
  await founder.close(motion);
  await founder.attest(motion);
  const [mine] = founder.motion(motion).view.attestationsIn(1);
  await roster.wave(by.slice(0, 29), kinds.attest, () => encodePollRecord(mine!.act.record));
}

/** A new key, and as many who say that they hold it as it takes for acts to go under it. */
async function renewKey(roster: Roster, by: readonly Writer[]): Promise<void> {
  const { group } = roster;
  await group.rotate();
  const kid = kidForPosts(group.fold)!;
  const { known } = roster;
  const merges = by.slice(0, Math.floor(members / 3) + 1).map((one) => one.write(kinds.merge, mergeCodec.encode({ nothing: [] }), known, [kid, group.fold.keys.get(kid)!]));
  for (const one of merges) await roster.hears(one);
}
