/** SYNC-5. Writing bundles for members, and opening those that came. */
import { ok } from "../../base/result.ts";
import { toHex } from "../../base/bytes.ts";
import { mib } from "../../base/units.ts";
import type { CarriedReport } from "../../contract/carrying-snapshots.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { Command } from "../../contract/commands.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import { forNobodyHere } from "../carrying/bundles.ts";
import { forDevices, newFor, readingDevices, writeParcel } from "../carrying/outgoing.ts";
import { refuse, type Done } from "../checks.ts";
import type { OpenGroup, OpenProfile } from "../open-profile.ts";

/** Of a bundle that is being opened, at once. */
const mostAtOnce = mib(1);

type BundleCommand = Extract<Command, { readonly type: "bundle.read" | "bundle.open" | "bundle.take" | "bundle.finish" | "bundle.drop" }>;

/** What is new for these members, or for whoever opens it. */
export async function writeBundle(profile: OpenProfile, { context, carrying }: OpenGroup, command: CommandOf<"bundle.write">, env: { readonly clock: Clock; readonly random: Random }): Promise<Done<{ bundle: string; fileName: string; entries: number }>> {
  const members = command.members === undefined ? null : carrying.othersOf(command.members);
  if (members === null && command.members !== undefined) return refuse({ kind: "NoSuchMember" });
  await carrying.keep();
  const devices = readingDevices(context.group, members);
  if (devices.length === 0) return refuse({ kind: "NobodyToCarryTo" });
  const entries = newFor(context.group, carrying.holdings, devices);
  const pieces = await writeParcel(context.group, forDevices(devices), entries, env);
  return ok({ bundle: profile.bundles.write(pieces), fileName: `${toHex(env.random.bytes(8))}.veche`, entries: entries.length });
}

export async function runBundleCommand(profile: OpenProfile, command: BundleCommand): Promise<Done<unknown>> {
  const { bundles } = profile;
  const missing = refuse({ kind: "NoSuchBundle" });
  switch (command.type) {
    case "bundle.read": {
      const read = bundles.read(command.bundle);
      return read === null ? missing : ok(read);
    }
    case "bundle.open":
      return ok({ bundle: bundles.open([...profile.groups.values()].map(({ context }) => context.group)) });
    case "bundle.take": {
      if (command.bytes.length > mostAtOnce) return refuse({ kind: "BadInput", detail: `bytes: ${command.bytes.length}` });
      const parcel = await bundles.take(command.bundle, command.bytes);
      return parcel === null ? missing : ok({ goesOn: parcel.goesOn, read: parcel.read });
    }
    case "bundle.finish":
      return finish(profile, command.bundle);
    case "bundle.drop":
      bundles.drop(command.bundle);
      return ok(null);
  }
}

async function finish(profile: OpenProfile, bundle: string): Promise<Done<CarriedReport>> {
  const report = await profile.bundles.finish(bundle);
  if (report === null) return refuse({ kind: "NoSuchBundle" });
  const open = report.group === null ? undefined : profile.groups.get(report.group.group);
  return ok(open === undefined ? forNobodyHere : await open.carrying.taken(report));
}
