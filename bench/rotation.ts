/**
 * KEY-1, KEY-2, KEY-6. A new group key for 300 members with two machines each, after one machine was revoked: made by one,
 * taken by another, and said to be held by as many as it needs until acts go under it. Sealing the boxes alone beside it.
 */
import { sealTo, cryptoReady } from "../shared/crypto/sodium.ts";
import { GroupFold } from "../shared/client/group-fold.ts";
import { kidForActs } from "../shared/client/group-keys.ts";
import { deviceRevokeCodec, mergeCodec } from "../shared/governance/records.ts";
import { parseEntry } from "../shared/log/entry.ts";
import { kinds } from "../shared/log/kind.ts";
import { systemRandom } from "../host/random.ts";
import { median, type Report } from "./report.ts";
import { processorTime, Roster, type Writer } from "./roster.ts";

const members = 300;
const runs = Number(process.env["BENCH_RUNS"] ?? 3);

interface Taken {
  readonly revocation: number;
  readonly made: number;
  readonly bytes: number;
  readonly taken: number;
  readonly acknowledged: number;
  readonly merges: number;
  readonly sealing: number;
}

export async function rotation(): Promise<readonly Report[]> {
  await cryptoReady;
  const roster = await Roster.of(members);
  const second: Writer[] = [];
  for (const one of roster.others) second.push(await roster.link(one));
  const taken: Taken[] = [];
  for (let run = 0; run < runs; run++) taken.push(await rotate(roster, second[run]!, second[members - 2 - run]!));
  const of = (what: keyof Taken): number => median(taken.map((one) => one[what]));
  return [
    {
      name: "rotation",
      about: `a machine of ${members} members with two each is revoked, and the key renewed: processor time of one machine, storage in memory, no links; median of ${runs} in one group`,
      rows: [
        { what: "hearing the revocation", value: of("revocation"), unit: "ms" },
        { what: "making the key, a box for each machine", value: of("made"), unit: "ms" },
        { what: "sealing as many boxes alone", value: of("sealing"), unit: "ms" },
        { what: "making beside sealing", value: of("made") / of("sealing"), unit: "×" },
        { what: "bytes of the rotation", value: of("bytes"), unit: "bytes" },
        { what: "another machine takes it and finds its box", value: of("taken"), unit: "ms" },
        { what: "members who say they hold it until acts go under it", value: of("merges"), unit: "" },
        { what: "hearing these", value: of("acknowledged"), unit: "ms" },
      ],
    },
  ];
}

/** `lost` is revoked by the first machine of its member; `other` takes the new key. */
async function rotate(roster: Roster, lost: Writer, other: Writer): Promise<Taken> {
  const { group, others } = roster;
  const owner = others.find(({ member }) => member === lost.member)!;
  await roster.gather();
  const before = foldFor(roster, other);
  const revoked = roster.write(owner, kinds.deviceRevoke, deviceRevokeCodec.encode({ device: lost.device }));
  before.offer([revoked]);
  const revocation = await roster.hears(revoked);
  let made!: Awaited<ReturnType<typeof group.rotate>>;
  const making = await processorTime(async () => void (made = await group.rotate()));
  const { header, signature, payload, decoded } = made;
  const taken = await processorTime(() => void before.offer([parseEntry({ header, signature, payload }) as typeof made]));
  if (!before.keys.has(decoded.kid)) throw new Error("the key was not taken");
  const key = group.fold.keys.get(decoded.kid)!;
  const { known } = roster;
  let merges = 0;
  let acknowledged = 0;
  for (; kidForActs(group.fold) !== decoded.kid; merges++) {
    acknowledged += await roster.hears(others[merges]!.write(kinds.merge, mergeCodec.encode({ nothing: [] }), known, [decoded.kid, key]));
  }
  const boxes = [...group.fold.assembly.recipients().values()].map(({ identity }) => identity.box);
  const secret = systemRandom.bytes(64);
  const sealing = await processorTime(() => boxes.forEach((box) => sealTo(box, secret, systemRandom.bytes(32))));
  return { revocation, made: making, bytes: header.length + signature.length + payload.length, taken, acknowledged, merges, sealing };
}

/** What the machine of this writer has, before anything else comes. */
function foldFor({ group }: Roster, { device, keys }: Writer): GroupFold {
  const fold = new GroupFold(group.group, { device, box: keys.box });
  for (const key of group.fold.keys.values()) fold.learn(key);
  fold.offer([...group.log.placed()], true);
  return fold;
}
