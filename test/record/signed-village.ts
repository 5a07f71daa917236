/** Histories of the model (test/model/village.ts) as signed and encrypted entries, and records of them in which all is open. */
import type { EntryId, MotionId } from "../../shared/base/ids.ts";
import { entryKey, makeEntry, type Entry } from "../../shared/log/entry.ts";
import { kinds } from "../../shared/log/kind.ts";
import { certificateIn } from "../../shared/poll/certificate.ts";
import type { Bylaws } from "../../shared/poll/bylaws.ts";
import { encodeRecord, inFileOrder, type RecordEntry, type Statement } from "../../shared/record/format.ts";
import { placeOf } from "../../shared/record/export.ts";
import { Village, type Event } from "../model/village.ts";
import type { Pen } from "../model/folding.ts";
import { seededRandom } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

export class SignedVillage extends Village {
  readonly #entries: Map<EntryId, Entry>;

  constructor(names: readonly string[], named: readonly string[] = names, bylaws?: Bylaws) {
    const entries = new Map<EntryId, Entry>();
    const random = seededRandom(new Seeded(11));
    const pen: Pen = ({ device, seq, lamport, gov, record: { kind, bytes, kid } }, { group, prev, signer, key }) => {
      const entry = makeEntry({ group, device, seq, prev, deps: [], gov, lamport, kind, kid, time: lamport }, bytes, key, signer, random);
      entries.set(entry.id, entry);
      return entry.id;
    };
    super(names, named, 7, bylaws, pen);
    this.#entries = entries;
  }

  /** A motion, whether it has effect or not, with these events and all before them. */
  record(motion: EntryId, events: readonly Event[]): Uint8Array {
    const entries = this.actsOf(events).map(({ id }) => this.#entries.get(id)!);
    entries.sort((a, b) => inFileOrder(placeOf(a), placeOf(b)));
    return encodeRecord({ group: this.group, motion, statement: this.#statement(motion, events), entries: entries.map((entry) => this.#opened(entry)) });
  }

  /** Of rotations, which are encrypted under no key, the header alone. */
  #opened({ header, signature, payload, decoded }: Entry): RecordEntry {
    if (decoded.kind === kinds.rotate) return { header, signature, payload: null, key: null };
    return { header, signature, payload, key: entryKey(this.keys.get(decoded.kid)!, decoded) };
  }

  #statement(motion: EntryId, events: readonly Event[]): Statement {
    const view = this.assembly.motions.get(motion as MotionId)?.view;
    const certificate = view === undefined ? null : certificateIn(view, this.view(events));
    if (certificate === null || certificate.is === "none" || certificate.is === "contradicted") return { state: certificate?.is ?? "none", round: 0, attesters: 0, result: "" };
    return { state: certificate.is, round: certificate.round, attesters: certificate.by.length, result: certificate.result };
  }
}
