/**
 * MAN-9. Credentials: the record that shows who holds an office of this group, and those that others put before it. A
 * presented file is checked when it is looked at, once, and never by the fold: it decides nothing here.
 */
import { encodeCbor } from "../../base/cbor.ts";
import { idBytes, type DeviceId, type GroupId, type MemberId, type MotionId } from "../../base/ids.ts";
import type { RecordReport } from "../../contract/record-report.ts";
import { labels } from "../../crypto/labels.ts";
import { sign, verify } from "../../crypto/sodium.ts";
import { deviceIdOf } from "../../governance/identity.ts";
import type { Presentation } from "../../governance/mandate-records.ts";
import type { Presented } from "../../governance/mandates.ts";
import { exportRecord } from "../../record/export.ts";
import { isNewer, mandateOf } from "../../record/mandate.ts";
import { verifyRecord } from "../../record/verify.ts";
import type { RecordMandate } from "../../contract/record-report.ts";
import type { Group } from "../group.ts";

/** Of each member the newest so many are looked at, so that nobody makes a machine check a thousand files. */
const mostOfOne = 8;

/** The newest certificate of an office with all that was decided about it since; null where nobody was ever given it. */
export function credentialOf({ fold, log }: Group, office: MotionId): { readonly file: () => Uint8Array; readonly mandate: RecordMandate } | null {
  const { assembly, keys } = fold;
  const [newest] = assembly.mandates.newest(office, null);
  const mandate = newest === undefined ? null : mandateOf(assembly, newest);
  if (newest === undefined || mandate === null) return null;
  return { file: () => exportRecord({ log, assembly, keys }, assembly.motions.get(newest.id)!), mandate };
}

/** Shows that the member of `council` who presents it is the one who holds it over there. */
export function bearerOf(giving: Group, council: Group): Presentation["bearer"] {
  const { device } = giving.keys;
  return { device: device.publicKey, signature: sign(labels.credentialBearer, borne(council.group, council.me), device) };
}

const borne = (council: GroupId, member: MemberId): Uint8Array => encodeCbor([idBytes(council), idBytes(member)]);

const isBorne = ({ member, record: { bearer } }: Presented, council: GroupId, devices: readonly string[]): boolean =>
  bearer !== null && devices.includes(deviceIdOf(bearer.device) satisfies DeviceId) && verify(labels.credentialBearer, borne(council, member), bearer.signature, bearer.device);

/** What was presented of one office of another group. */
export interface Standing {
  /** The newest file, of those that none is newer than the one first in the order of ids. */
  readonly newest: Presented;
  readonly report: RecordReport;
  readonly mandate: RecordMandate;
  /** Whom all of the newest files show to hold it. */
  readonly holders: readonly string[];
  /** The member here who last showed to hold it, and who they are over there. */
  readonly bearer: { readonly here: MemberId; readonly there: string } | null;
}

const reports = new WeakMap<Presented, RecordReport>();

export function reportOf(one: Presented): RecordReport {
  let report = reports.get(one);
  if (report === undefined) reports.set(one, (report = verifyRecord(one.record.file, null)));
  return report;
}

export function presentedTo({ fold, group }: Group): { readonly offices: readonly Standing[]; readonly broken: readonly Presented[] } {
  const byMember = new Map<MemberId, Presented[]>();
  for (const one of fold.assembly.mandates.presented) byMember.set(one.member, [...(byMember.get(one.member) ?? []), one].slice(-mostOfOne));
  const all = [...byMember.values()].flat().sort((a, b) => a.act.lamport - b.act.lamport || (a.act.id < b.act.id ? -1 : 1));
  const byOffice = new Map<string, Presented[]>();
  const broken: Presented[] = [];
  for (const one of all) {
    const { group: from, mandate } = reportOf(one);
    if (from === null || mandate === null) broken.push(one);
    else byOffice.set(`${from.id} ${mandate.office}`, [...(byOffice.get(`${from.id} ${mandate.office}`) ?? []), one]);
  }
  return { offices: [...byOffice.values()].map((files) => standing(files, group)), broken };
}

function standing(files: readonly Presented[], council: GroupId): Standing {
  const mandates = files.map((one) => ({ one, mandate: reportOf(one).mandate! }));
  const maximal = mandates.filter(({ mandate }) => !mandates.some((other) => isNewer(other.mandate, mandate)));
  const [first] = maximal as [(typeof maximal)[0], ...typeof maximal];
  const holders = first.mandate.holders.map(({ id }) => id).filter((id) => maximal.every(({ mandate }) => mandate.holders.some((holder) => holder.id === id)));
  const bearers = mandates.flatMap(({ one, mandate }) => mandate.holders.filter(({ devices }) => isBorne(one, council, devices)).map(({ id }) => ({ here: one.member, there: id })));
  return { newest: first.one, report: reportOf(first.one), mandate: first.mandate, holders, bearer: bearers[bearers.length - 1] ?? null };
}

/** Whether what this group was shown of an office is all that is known over there. */
export function isKnownTo(council: Group, from: GroupId, mandate: RecordMandate): boolean {
  return presentedTo(council).offices.some(({ report, mandate: shown }) => {
    if (report.group!.id !== from || shown.office !== mandate.office) return false;
    const known = new Set(shown.decided);
    return mandate.decided.every((id) => known.has(id)) && mandate.ended.every(({ id }) => shown.ended.some((end) => end.id === id));
  });
}
