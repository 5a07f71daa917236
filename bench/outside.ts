/**
 * MEM-4. What it costs that some entries do not count: 50,000 posts of four members, a tenth of them by one who was expelled
 * and wrote on, folded by a machine that has the keys. Signatures are left out: everything is as if read from its own disk.
 */
import type { EntryId } from "../shared/base/ids.ts";
import type { GroupFold } from "../shared/client/group-fold.ts";
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { postCodec } from "../shared/discussion/records.ts";
import { makeEntry, type Entry } from "../shared/log/entry.ts";
import { kinds } from "../shared/log/kind.ts";
import { systemRandom } from "../host/random.ts";
import { decide, start } from "../test/sim/expelling.ts";
import { everyoneHears, foldOf, street, type Machine } from "../test/sim/machine.ts";
import { median, type Report } from "./report.ts";
import { processorTime } from "./roster.ts";

const posts = 50_000;
const runs = Number(process.env["BENCH_RUNS"] ?? 3);

export async function outside(): Promise<readonly Report[]> {
  await cryptoReady;
  const [ada, bela, cyn, dan] = (await street(systemRandom, "Ada", "Bela", "Cyn", "Dan")) as [Machine, Machine, Machine, Machine];
  const thread = (await start(ada, "The cellar key")).id;
  await everyoneHears([ada, bela, cyn, dan]);
  const honest = write([ada, bela, cyn, dan], thread, posts * 0.9);
  for (const machine of [ada, bela, cyn, dan]) await machine.group.receive(honest, ada.group.own.device);
  const before = ada.entries;
  await decide("expulsion", bela, [ada, cyn, dan]);
  const removal = ada.entries.slice(before.length);
  const late = write([bela], thread, posts * 0.1);
  const folded = async (...parts: readonly (readonly Entry[])[]): Promise<{ readonly first: number; readonly last: number }> => {
    const times: { first: number; last: number }[] = [];
    for (let run = 0; run < runs; run++) {
      const fold = foldOf(ada, []);
      const took = [];
      for (const part of parts) took.push(await processorTime(() => void take(fold, part)));
      const aside = fold.places.aside.size;
      if (fold.log.size !== parts.flat().length || aside !== (parts.flat().includes(removal[0]!) ? late.length : 0)) throw new Error(`${fold.log.size} placed, ${aside} aside`);
      times.push({ first: took[0]!, last: took[took.length - 1]! });
    }
    return { first: median(times.map(({ first }) => first)), last: median(times.map(({ last }) => last)) };
  };
  const plain = await folded([...before, ...late]);
  const after = await folded([...before, ...removal, ...late]);
  const learnt = await folded([...before, ...late], removal);
  const half = await folded([...before.slice(0, before.length / 2)]);
  return [
    {
      name: "outside",
      about: `${posts} posts, ${late.length} of them by who was expelled: processor time, median of ${runs}`,
      rows: [
        { what: "half of them, nobody expelled", value: half.first, unit: "ms" },
        { what: "all of them, nobody expelled", value: plain.first, unit: "ms" },
        { what: "all of them, the expulsion known before the last tenth", value: after.first, unit: "ms" },
        { what: "hearing of the expulsion when all are here", value: learnt.last, unit: "ms" },
      ],
    },
  ];
}

function take(fold: GroupFold, entries: readonly Entry[]): void {
  for (let at = 0; at < entries.length; at += 500) {
    fold.offer(entries.slice(at, at + 500), true);
    fold.takeChanges();
  }
}

interface Tip {
  id: EntryId | null;
  seq: number;
  lamport: number;
}

/** Each names what its author and another wrote last. */
function write(machines: readonly Machine[], thread: EntryId, count: number): readonly Entry[] {
  const { log } = machines[0]!.group;
  const tips = machines.map(({ group }): Tip => ({ id: null, seq: -1, lamport: 0, ...group.log.devices.tipsOf(group.own.device)[0] }));
  const { kid } = log.get(thread)!.decoded;
  const out: Entry[] = [];
  for (let n = 0; n < count; n++) {
    const { group } = machines[n % machines.length]!;
    const tip = tips[n % machines.length]!;
    const other = tips[(n + machines.length - 1) % machines.length]!;
    const deps = (n < machines.length ? [...log.heads] : [other.id!]).filter((id) => id !== tip.id).sort();
    const known = [...deps, ...(tip.id === null ? [] : [tip.id])].map((id) => group.log.get(id)?.decoded.lamport ?? 0);
    const lamport = 1 + Math.max(tip.lamport, n < machines.length ? 0 : other.lamport, ...known);
    const record = postCodec.encode({ thread, text: `Words of a usual length about the cellar key, the ${n}th.`, replyTo: null, quote: null });
    const entry = makeEntry({ group: group.group, device: group.own.device, seq: tip.seq + 1, prev: tip.id, deps, gov: null, lamport, kind: kinds.post, kid, time: n }, record, group.fold.keys.get(kid)!, group.own.signing, systemRandom);
    Object.assign(tip, { id: entry.id, seq: tip.seq + 1, lamport });
    out.push(entry);
  }
  return out;
}
