/**
 * A document of 260,000 edits, typed a dozen to the entry as in two seconds: read for the first time, opened from what was
 * kept, and how many bytes a keystroke takes as an entry; beside it the same edits in Yjs alone, one update a keystroke.
 */
import * as Y from "yjs";
import { idOf, type EntryId, type GroupId } from "../shared/base/ids.ts";
import { cryptoReady, signingKeys } from "../shared/crypto/sodium.ts";
import { documentUpdateCodec } from "../shared/document/records.ts";
import { TextDocument, type Arrived } from "../shared/document/text-document.ts";
import { encodeUpdate, type Update } from "../shared/document/update.ts";
import { deviceIdOf } from "../shared/governance/identity.ts";
import { kidOf } from "../shared/keys/levels.ts";
import { makeEntry } from "../shared/log/entry.ts";
import { kinds } from "../shared/log/kind.ts";
import { systemRandom } from "../host/random.ts";
import { edits, typed } from "./long-typing.ts";
import { median, type Report } from "./report.ts";

const runs = Number(process.env["BENCH_RUNS"] ?? 5);
const document = idOf<EntryId>(new Uint8Array(32).fill(7));

export async function documents(): Promise<readonly Report[]> {
  await cryptoReady;
  const signer = signingKeys(systemRandom.bytes(32));
  const device = deviceIdOf(signer.publicKey);
  const { batches, plainBytes, state } = typed(new TextDocument(document, 1, () => undefined).view.next(device).client);
  const { arrived, entryBytes } = written(batches, device, signer);

  const first: number[] = [];
  const opened: number[] = [];
  const inYjs: number[] = [];
  for (let run = 0; run < runs; run++) {
    const fresh = new TextDocument(document, 1, () => undefined);
    for (const one of arrived) fresh.add(one);
    first.push(timed(() => fresh.settle()));
    const kept = fresh.keep()!;
    const again = new TextDocument(document, 1, () => undefined);
    for (const one of arrived) again.add(one);
    opened.push(timed(() => {
      again.restore(kept);
      again.settle();
      if (again.updates[0]!.length !== kept.state.length) throw new Error("another document was opened");
    }));
    inYjs.push(timed(() => Y.applyUpdate(new Y.Doc({ gc: false }), state)));
  }
  const open = median(opened);
  const share = entryBytes / plainBytes;
  return [
    {
      name: "documents",
      about: `a document of ${edits} edits in ${batches.length} entries, median of ${runs}`,
      rows: [
        { what: "read for the first time", value: median(first), unit: "ms" },
        { what: "opened from what was kept", value: open, unit: "ms", aim: "at most 1 s", held: open <= 1000 },
        { what: "its state in Yjs alone", value: median(inYjs), unit: "ms" },
        { what: "an edit in entries, wire and disk", value: entryBytes / edits, unit: "bytes" },
        { what: "an edit in Yjs alone", value: plainBytes / edits, unit: "bytes" },
        { what: "of Yjs alone", value: share, unit: "×", aim: "at most 3 times", held: share <= 3 },
      ],
    },
  ];
}

/** As entries: header, signature and sealed payload. */
function written(batches: readonly Update[], device: ReturnType<typeof deviceIdOf>, signer: ReturnType<typeof signingKeys>): { readonly arrived: readonly Arrived[]; readonly entryBytes: number } {
  const group = idOf<GroupId>(systemRandom.bytes(32));
  const key = systemRandom.bytes(32);
  const kid = kidOf(key, group);
  const arrived: Arrived[] = [];
  let entryBytes = 0;
  let prev: EntryId | null = null;
  for (const [seq, batch] of batches.entries()) {
    const record = { document, after: [prev ?? document], update: encodeUpdate(batch) };
    const draft = { group, device, seq, prev, deps: [], gov: null, lamport: seq + 2, kind: kinds.documentUpdate, kid, time: 1_790_000_000_000 + 2000 * seq };
    const entry = makeEntry(draft, documentUpdateCodec.encode(record), key, signer, systemRandom);
    entryBytes += entry.header.length + entry.signature.length + entry.payload.length;
    arrived.push({ id: entry.id, device, seq, lamport: draft.lamport, time: draft.time, record });
    prev = entry.id;
  }
  return { arrived, entryBytes };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
