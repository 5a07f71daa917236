/** SYNC-5. Writing bundles for members, and opening those that came. */
import { ok } from "../../base/result.ts";
import { toHex } from "../../base/bytes.ts";
import { mib } from "../../base/units.ts";
import type { CarriedReport } from "../../contract/carrying-snapshots.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import { forNobodyHere } from "../carrying/bundles.ts";
import { chunksOf, filesToCarry } from "../carrying/carried-files.ts";
import { forDevices, newFor, readingDevices, writeParcel } from "../carrying/outgoing.ts";
import { refuse, type Done } from "../checks.ts";
import type { OpenGroup } from "../open-group.ts";
import type { OpenProfile } from "../open-profile.ts";
import type { GroupHandlers, ProfileHandlers } from "./handlers.ts";

const missing = refuse({ kind: "NoSuchBundle" });
/** Of a bundle that is being opened, at once. */
const mostAtOnce = mib(1);

/** What is new for these members, or for whoever opens it. */
async function writeBundle(profile: OpenProfile, { context, carrying }: OpenGroup, command: CommandOf<"bundle.write">, env: { readonly clock: Clock; readonly random: Random }): Promise<Done<{ bundle: string; fileName: string; entries: number; files: number }>> {
  const members = command.members === undefined ? null : carrying.othersOf(command.members);
  if (members === null && command.members !== undefined) return refuse({ kind: "NoSuchMember" });
  await carrying.keep();
  const devices = readingDevices(context.group, members);
  if (devices.length === 0) return refuse({ kind: "NobodyToCarryTo" });
  const entries = newFor(context.group, carrying.holdings, devices);
  const wants = devices.flatMap(({ device }) => carrying.holdings.wantsOf(device));
  const files = command.files === undefined ? [] : filesToCarry(context.group, entries, wants, command.files);
  const pieces = await writeParcel(context.group, forDevices(devices), { entries, chunks: files.flatMap((file) => chunksOf(context.group, file)) }, env);
  return ok({ bundle: profile.bundles.write(pieces), fileName: `${toHex(env.random.bytes(8))}.veche`, entries: entries.length, files: files.length });
}

async function finish(profile: OpenProfile, bundle: string): Promise<Done<CarriedReport>> {
  const report = await profile.bundles.finish(bundle);
  if (report === null) return missing;
  const open = report.group === null ? undefined : profile.groups.get(report.group.group);
  return ok(open === undefined ? forNobodyHere : await open.carrying.taken(report));
}

async function read({ bundles }: OpenProfile, bundle: string): Promise<Done<{ bytes: Uint8Array; last: boolean }>> {
  const read = await bundles.read(bundle);
  return read === null ? missing : ok(read);
}

async function take({ bundles }: OpenProfile, command: CommandOf<"bundle.take">): Promise<Done<{ goesOn: boolean; read: number }>> {
  if (command.bytes.length > mostAtOnce) return refuse({ kind: "BadInput", detail: `bytes: ${command.bytes.length}` });
  const parcel = await bundles.take(command.bundle, command.bytes);
  return parcel === null ? missing : ok({ goesOn: parcel.goesOn, read: parcel.read });
}

export const bundlesOfGroup = {
  "bundle.write": (at, command) => writeBundle(at.profile, at.open, command, at),
} satisfies Partial<GroupHandlers>;

export const bundlesOfProfile = {
  "bundle.read": ({ profile }, command) => read(profile, command.bundle),
  "bundle.open": ({ profile }) => ok({ bundle: profile.bundles.open([...profile.groups.values()].map(({ context }) => context.group)) }),
  "bundle.take": ({ profile }, command) => take(profile, command),
  "bundle.finish": async ({ profile, watching }, command) => {
    const done = await finish(profile, command.bundle);
    for (const group of profile.groups.keys()) watching.changed(group); // who was heard from stands in no entry
    return done;
  },
  "bundle.drop": ({ profile }, command) => {
    profile.bundles.drop(command.bundle);
    return ok(null);
  },
} satisfies Partial<ProfileHandlers>;
