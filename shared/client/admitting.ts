/** MEM-3, ID-6. A member's machine lets somebody in: a newcomer with an invite, or a member who comes back with their root. */
import { compare } from "../base/bytes.ts";
import type { InviteId, DeviceId } from "../base/ids.ts";
import { readDeviceAdd } from "../governance/devices.ts";
import type { InviteFact } from "../governance/governance.ts";
import { deviceIdOf, memberIdOf } from "../governance/identity.ts";
import { checkJoinRequest } from "../governance/invite.ts";
import { admitCodec, genesisCodec, mostReplaced, returnRequestCodec } from "../governance/records.ts";
import { kinds } from "../log/kind.ts";
import type { Random } from "../ports/random.ts";
import type { Admission, Refusal } from "../sync/group-side.ts";
import { addDevice } from "./devices.ts";
import { actsCapsule, isSplitNow } from "./group-keys.ts";
import { unlessUnwritable, type Writing } from "./writing.ts";

const no = (reason: Refusal): Admission & { readonly admitted: false } => ({ admitted: false, reason });

export function admitNewcomer(group: Writing, invite: InviteId, request: Uint8Array, challenge: Uint8Array, random: Random): Promise<Admission> {
  return unlessUnwritable(async (): Promise<Admission> => {
    const { governance } = group.fold.assembly;
    const fact = governance.invites.get(invite);
    if (fact === undefined) return no("unknown");
    const checked = checkJoinRequest(request, group.group, (id) => governance.invites.get(id)?.publicKey ?? null);
    if (typeof checked === "string" || checked.invite !== invite) return no("foreign");
    if (compare(checked.challenge, challenge) !== 0 || checked.admitter !== group.own.device) return no("foreign");
    const recipient = { device: deviceIdOf(checked.identity.device), box: checked.identity.box };
    const asked = memberIdOf(checked.identity.root);
    const already = (): boolean => fact.admissions.some((a) => a.member === asked && a.device === recipient.device);
    const isKnown = (): boolean => governance.members.has(asked) || governance.memberOf(recipient.device) !== null;
    await group.authorIf(kinds.admit, () => (!already() && group.inviteState(fact) === "open" && !isKnown() ? admitCodec.encode({ request }) : null));
    if (!already()) return no(group.inviteState(fact) === "open" ? "known" : closed(group, fact));
    // The key that opens the admission, and by what its rotation carries the acts before (KEY-4); others are asked for (KEY-5).
    const { kid } = group.log.get(fact.admissions.find((a) => a.member === asked)!.act.id)!.decoded;
    if (isSplitNow(group.fold)) await group.renewKey(); // posts go on under a key that the newcomer has a box of
    return { admitted: true, capsule: actsCapsule(group.fold, kid, recipient, random) };
  }, no("unknown"));
}

/** ID-6. By it they see that this is the group, and which root of theirs is a member's; who holds a spent invite learns nothing. */
export function genesisForReturning(group: Writing, invite: InviteId, device: DeviceId): Uint8Array | Refusal {
  const { governance } = group.fold.assembly;
  const fact = governance.invites.get(invite);
  if (fact === undefined || governance.genesis === null) return "unknown";
  return isOpenTo(group, fact, device) ? genesisCodec.encode(governance.genesis) : closed(group, fact);
}

/** Or to a machine that was let in already, and did not hear so: it may have closed the invite itself, by shutting out another. */
const isOpenTo = (group: Writing, invite: InviteFact, device: DeviceId): boolean => group.inviteState(invite) === "open" || group.fold.assembly.recipients().has(device);

/** ID-6. The root's certificate admits; the invite is only where the two met, and stays as it is. */
export function admitReturning(group: Writing, invite: InviteId, request: Uint8Array, device: DeviceId, random: Random): Promise<Admission> {
  return unlessUnwritable(async (): Promise<Admission> => {
    const { assembly } = group.fold;
    const fact = assembly.governance.invites.get(invite);
    if (fact === undefined) return no("unknown");
    const asked = returnRequestCodec.decode(request);
    if (asked?.group !== group.group) return no("foreign");
    const read = readDeviceAdd(group.group, asked.add);
    if (typeof read === "string" || !assembly.governance.members.has(memberIdOf(read.identity.root))) return no("stranger");
    const { identity, replaces } = read;
    const member = memberIdOf(identity.root);
    if (deviceIdOf(identity.device) !== device) return no("foreign");
    if (!assembly.standing().isEntitled(member)) return no("gone");
    if (!isOpenTo(group, fact, device)) return no(closed(group, fact));
    const added = await addDevice(group, asked.add, identity, random, replaces);
    if (added.ok) return { admitted: true, capsule: added.value };
    const own = assembly.governance.devices.unrevokedOf(member, null).map((link) => link.device);
    return added.error === "TooManyDevices" ? { ...no("full"), devices: own.slice(0, mostReplaced) } : no("gone");
  }, no("unknown"));
}

function closed(group: Writing, invite: InviteFact): Refusal {
  const state = group.inviteState(invite);
  return state === "open" ? "unknown" : state;
}
