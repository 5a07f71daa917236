/**
 * Verifying and counting 10,000 ranked ballots, each an encrypted entry signed by a device of its own. The roll is given
 * in memory: an opening entry holds at most some 7,700 names (ENC-5).
 */
import type { EntryId, MemberId } from "../shared/base/ids.ts";
import { systemRandom } from "../host/random.ts";
import { cryptoReady, signingKeys } from "../shared/crypto/sodium.ts";
import { deviceIdOf, memberIdOf } from "../shared/governance/identity.ts";
import { kidOf } from "../shared/keys/levels.ts";
import { makeEntry, openPayload, parseEntry, signedBy, type Entry } from "../shared/log/entry.ts";
import { kinds } from "../shared/log/kind.ts";
import { Log, type Placed } from "../shared/log/log.ts";
import { Past, type Act } from "../shared/log/past.ts";
import { Forks } from "../shared/poll/forks.ts";
import { MotionCounts } from "../shared/poll/motion-counts.ts";
import { MotionView } from "../shared/poll/motion-view.ts";
import { decodePollRecord, encodePollRecord, motionTextHash, type PollActOf, type PollRecord } from "../shared/poll/records.ts";
import { idOf, type GroupId } from "../shared/base/ids.ts";
import { median, type Report } from "./report.ts";

const ballots = 10_000;
const choices = 8;
const runs = Number(process.env["BENCH_RUNS"] ?? 5);

export async function counting(): Promise<readonly Report[]> {
  await cryptoReady;
  const group = idOf<GroupId>(systemRandom.bytes(32));
  const key = systemRandom.bytes(32);
  const kid = kidOf(key, group);
  const voters = Array.from({ length: ballots + 1 }, () => signingKeys(systemRandom.bytes(32)));
  const devices = voters.map(({ publicKey }) => deviceIdOf(publicKey));
  const members = voters.map(({ publicKey }) => memberIdOf(publicKey));
  const memberOf = new Map(devices.map((device, i) => [device, members[i]!]));
  const keyOf = new Map(devices.map((device, i) => [device, voters[i]!.publicKey]));
  const write = (i: number, kind: number, record: Uint8Array, after: readonly EntryId[]): Entry => {
    const draft = { group, device: devices[i]!, seq: 0, prev: null, deps: after, gov: after, lamport: after.length + 1, kind, kid, time: 0 };
    return makeEntry(draft, record, key, voters[i]!, systemRandom);
  };
  const motion = motionOf(members.slice(0, ballots));
  const opening = write(ballots, kinds.motion, encodePollRecord({ ...motion, roll: [] }), []);
  const cast = Array.from({ length: ballots }, (_, i) => {
    const ranks = Array.from({ length: choices }, (_, n) => [(i * 7 + n * 3) % choices]).slice(0, 1 + (i % choices));
    return write(i, kinds.ballot, encodePollRecord({ type: "ballot", motion: opening.id as never, replaces: [], choice: { method: "schulze", ranks } }), [opening.id]);
  });

  const verifying: number[] = [];
  const counted: number[] = [];
  const signatures: number[] = [];
  for (let run = 0; run < runs; run++) {
    signatures.push(timed(() => cast.forEach((entry) => signedBy(entry, keyOf.get(entry.decoded.device)!))).ms);
    const log = new Log(group, (entry) => keyOf.get(entry.decoded.device) ?? null, () => undefined);
    const verified = timed(() => {
      const [first] = log.offer([opening]).placed;
      const acts = log.offer(cast.map(({ header, signature, payload }) => parseEntry({ header, signature, payload }) as Entry)).placed.map((entry) => actOf(entry, decodePollRecord(entry.decoded.kind, openPayload(entry, key)!)!));
      return { first: actOf(first!, motion) as PollActOf<"motion">, acts };
    });
    verifying.push(verified.ms);
    const { first, acts } = verified.value;
    const count = timed(() => {
      const view = new MotionView(first, (device) => memberOf.get(device) ?? null);
      const forks = new Forks();
      for (const act of acts) {
        forks.add(act);
        view.add(act);
      }
      return new MotionCounts(view, forks).running();
    });
    if (count.value.counted.length !== ballots) throw new Error(`${count.value.counted.length} ballots were counted`);
    counted.push(count.ms);
  }
  return [
    {
      name: "ballots",
      about: `${ballots} ranked ballots of ${choices} options, each by a member of its own, verified and counted in Node, median of ${runs}`,
      rows: [
        { what: "verify, open and place", value: median(verifying), unit: "ms" },
        { what: "of it checking signatures", value: median(signatures), unit: "ms" },
        { what: "index and count (Schulze)", value: median(counted), unit: "ms" },
        { what: "ballots", value: (1000 * ballots) / (median(verifying) + median(counted)), unit: "per second" },
      ],
    },
  ];
}

function motionOf(roll: readonly MemberId[]): PollRecord & { type: "motion" } {
  const options = Array.from({ length: choices }, (_, i) => ({ title: `Option ${i}`, text: "", necessity: "", practicality: "" }));
  const words = { title: "Which?", situation: "", options };
  const half = { numerator: 1, denominator: 2, strict: true };
  return {
    type: "motion", ...words, kind: "ordinary", names: [], method: "schulze", roll, quorum: half, threshold: half, base: "present",
    deadline: 1, secrecy: "open", implementer: roll[0]!, reportBy: null, thread: null, textHash: motionTextHash(words),
  };
}

function actOf(entry: Placed, record: PollRecord): Act<PollRecord> {
  const { device, seq, lamport, time } = entry.decoded;
  return { ...(entry.act ?? { chain: 0, position: 0, past: Past.empty }), id: entry.id, device, seq, lamport, time, record };
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}
