/**
 * What one decision of 300 members costs one of their machines, from the motion to the certificate and its record: a whole
 * Group with its poll driver, storage in memory, no links. The others' entries are made beside it, and not measured: ballots
 * in waves of 30 who have not heard each other, then all promises at once and all attestations at once.
 */
import { FirstSeen } from "../shared/client/first-seen.ts";
import { GroupContext } from "../shared/client/group-context.ts";
import { PollDriver } from "../shared/client/poll-driver.ts";
import { motionSnapshot } from "../shared/client/views/motion-views.ts";
import { minutes } from "../shared/base/units.ts";
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { signedBy, type Entry } from "../shared/log/entry.ts";
import { kinds } from "../shared/log/kind.ts";
import { certificateIn } from "../shared/poll/certificate.ts";
import { usualTimers } from "../shared/poll/next-step.ts";
import { encodePollRecord, motionTextHash } from "../shared/poll/records.ts";
import { exportRecord } from "../shared/record/export.ts";
import { verifyRecord } from "../shared/record/verify.ts";
import { median, type Report } from "./report.ts";
import { processorTime, Roster, type Writer } from "./roster.ts";

const members = 300;
const wave = 30;
const runs = Number(process.env["BENCH_RUNS"] ?? 3);

export async function decision(): Promise<readonly Report[]> {
  await cryptoReady;
  const roster = await Roster.of(members);
  const taken: Taken[] = [];
  for (let run = 0; run < runs; run++) taken.push(await decide(roster));
  const of = (what: keyof Taken): number => median(taken.map((one) => one[what]));
  const ms = (what: string, key: keyof Taken) => ({ what, value: of(key), unit: "ms" as const });
  return [
    {
      name: "decision",
      about: `one yes/no decision of ${members} members on one machine: processor time of a whole Group with its driver, without links and disk; median of ${runs} decisions in one group`,
      rows: [
        ms("from the motion to the certificate", "all"),
        ms("of it: opening", "opening"),
        ms("hearing 299 ballots, one by one", "ballots"),
        ms("hearing 299 promises, and giving its own", "seals"),
        ms("closing and attesting", "closing"),
        ms("hearing 299 attestations", "attestations"),
        { what: "entries, merges included", value: of("entries"), unit: "" },
        { what: "bytes of entries", value: of("bytes"), unit: "bytes" },
        ms("checking their signatures alone", "signatures"),
        { what: "all of it beside that", value: of("all") / of("signatures"), unit: "×" },
        ms("the motion's page once, with all votes", "page"),
        ms("writing the record", "exporting"),
        { what: "bytes of the record", value: of("record"), unit: "bytes" },
        ms("checking the record", "checking"),
      ],
    },
  ];
}

interface Taken {
  readonly all: number;
  readonly opening: number;
  readonly ballots: number;
  readonly seals: number;
  readonly closing: number;
  readonly attestations: number;
  readonly entries: number;
  readonly bytes: number;
  readonly signatures: number;
  readonly page: number;
  readonly exporting: number;
  readonly record: number;
  readonly checking: number;
}

async function decide(roster: Roster): Promise<Taken> {
  const { group, founder, others, clock } = roster;
  const driver = new PollDriver(group, clock, usualTimers, new FirstSeen(clock));
  const wake = (): void => driver.wake();
  const from = group.log.size;
  const words = { title: "Shall we?", situation: "", options: [] };
  let id = "" as Awaited<ReturnType<typeof founder.openMotion>>;
  const opening = await processorTime(async () => {
    id = await founder.openMotion({ ...words, textHash: motionTextHash(words), deadline: clock.now() + minutes(60) });
    await founder.vote(id, { method: "yes-no-abstain", vote: "yes" });
  });
  const motion = founder.motion(id);
  let ballots = 0;
  const choice = (one: Writer) => ({ method: "yes-no-abstain", vote: (["yes", "no", "abstain"] as const)[one.member.charCodeAt(0) % 3]! }) as const;
  for (let i = 0; i < others.length; i += wave) ballots += await roster.wave(others.slice(i, i + wave), kinds.ballot, (one) => encodePollRecord({ type: "ballot", motion: id, replaces: [], choice: choice(one) }), wake);

  const before = roster.known; // everybody's deadline comes at once
  const promises = others.map((one) => roster.write(one, kinds.seal, encodePollRecord({ type: "seal", motion: id }), before));
  let seals = await processorTime(() => clock.advance(minutes(60) + 1));
  for (const one of promises) seals += await roster.hears(one, wake);
  const closing = await processorTime(() => clock.advance(minutes(6)));

  const close = motion.view.closes[0]!;
  const { hash: result, adopted, option } = motion.counts.resultOf(close);
  const attestations = await roster.wave(others, kinds.attest, () => encodePollRecord({ type: "attest", motion: id, close: close.act.id, round: 1, result, adopted, option, lists: [] }), wake);
  driver.stop();
  const certificate = certificateIn(motion.view, null);
  if (certificate.is !== "certified" || certificate.by.length !== members) throw new Error(`${certificate.is} after all was said`);

  const entries = [...group.log.placed()].slice(from);
  const context = new GroupContext(group, undefined as never, clock, new Map(), new Map(), new Map());
  let file = new Uint8Array();
  const timed = { opening, ballots, seals, closing, attestations };
  return {
    ...timed,
    all: Object.values(timed).reduce((sum, one) => sum + one, 0),
    entries: entries.length,
    bytes: entries.reduce((sum, one) => sum + one.header.length + one.signature.length + one.payload.length, 0),
    signatures: await processorTime(() => checkSignatures(roster, entries)),
    page: await processorTime(() => void motionSnapshot(context, id)),
    exporting: await processorTime(() => void (file = exportRecord({ log: group.log, assembly: group.fold.assembly, keys: group.fold.keys }, motion) as typeof file)),
    record: file.length,
    checking: await processorTime(() => {
      if (!verifyRecord(file, group.group).valid) throw new Error("the record does not check out");
    }),
  };
}

function checkSignatures({ group }: Roster, entries: readonly Entry[]): void {
  const { governance } = group.fold.assembly;
  for (const entry of entries) if (!signedBy(entry, governance.publicKeyOf(entry.decoded.device)!)) throw new Error("not signed");
}
