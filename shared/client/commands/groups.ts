/** MEM-1, MEM-3. Founding groups and inviting people. */
import { idOf, type GroupId, type InviteId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import { days } from "../../base/units.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { hash } from "../../crypto/sodium.ts";
import { wordListHash } from "../../governance/eight-words.ts";
import { makeIdentity, newSeeds, ownKeysFrom } from "../../governance/identity.ts";
import { inviteIdOf, inviteKeys, readLink, writeLink } from "../../governance/invite.ts";
import { genesisCodec, inviteCodec, revokeInviteCodec, type Genesis } from "../../governance/records.ts";
import { kinds } from "../../log/kind.ts";
import { bylawsOf } from "../../poll/bylaws.ts";
import type { Random } from "../../ports/random.ts";
import type { Addresses } from "../../sync/group-side.ts";
import { refuse, required, type Done } from "../checks.ts";
import type { GroupContext } from "../group-context.ts";
import { groupWords } from "../views/member-views.ts";
import type { OpenProfile } from "../open-profile.ts";
import type { Paper } from "../paper.ts";
import type { GroupHandlers, ProfileHandlers } from "./handlers.ts";

/** How long an invite is good unless said otherwise, and at most. */
const usualInviteDays = 7;
const mostInviteDays = 90;
const longestLink = 8000;

export interface NewGroup {
  readonly group: GroupId;
  readonly genesis: Genesis;
  readonly seeds: Uint8Array;
}

/** A genesis by this person, with the bylaws of a template. */
export function draftGroup(command: CommandOf<"group.found">, founder: string, random: Random, paper: Pick<Paper, "seeds"> | null = null): Done<NewGroup> {
  const name = required("groupName", command.name, limits.groupName);
  if (!name.ok) return name;
  const fresh = newSeeds(random);
  const salt = random.bytes(32);
  const seeds = paper?.seeds(fresh, salt) ?? fresh;
  const genesis: Genesis = { name: name.value, founder: makeIdentity(founder, ownKeysFrom(seeds), salt), bylaws: { ...bylawsOf[command.template], ...(command.history !== undefined && { history: command.history }) }, salt, wordList: wordListHash() };
  return ok({ group: idOf<GroupId>(hash(genesisCodec.encode(genesis))), genesis, seeds });
}

/** A fresh single-use invite and its link. */
async function createInvite(context: GroupContext, command: CommandOf<"invite.create">, random: Random, addresses: Addresses) {
  const length = command.days ?? usualInviteDays;
  if (!(length > 0 && length <= mostInviteDays)) return refuse({ kind: "BadInput", detail: `days: ${length}` });
  const { group, clock } = context;
  const { assembly } = group.fold;
  if (assembly.bylaws().bylaws.whoInvites === "voters" && !assembly.electorate().has(group.me)) return refuse({ kind: "MayNotInvite" });
  const seed = random.bytes(16);
  const expires = Math.floor(clock.now() + days(length));
  await group.author(kinds.invite, () => inviteCodec.encode({ seed, expires }));
  const invite = inviteIdOf(inviteKeys(seed, group.group).publicKey);
  return ok({ invite: invite as string, link: linkFor(context, invite, addresses) ?? "", expires });
}

/** The link of an open invite, with the addresses known now. */
export function linkFor({ group, governance }: GroupContext, id: InviteId, addresses: Addresses): string | null {
  const invite = governance.invites.get(id);
  if (invite === undefined) return null;
  const { act, expires } = invite.acts[0]!;
  return writeLink({ group: group.group, seed: invite.seed, inviter: act.device, signalling: addresses.signalling, stun: addresses.stun, expires, relays: addresses.relays ?? [] });
}

async function revokeInvite(context: GroupContext, command: CommandOf<"invite.revoke">): Promise<Done<null>> {
  const invite = context.governance.invites.get(command.invite as InviteId);
  if (invite === undefined || context.group.inviteState(invite) === "revoked") return refuse({ kind: "NoSuchInvite" });
  await context.group.author(kinds.revokeInvite, () => revokeInviteCodec.encode({ invite: invite.id }));
  return ok(null);
}

async function found(profile: OpenProfile, command: CommandOf<"group.found">, random: Random): Promise<Done<{ group: string; eightWords: readonly string[] }>> {
  const drafted = draftGroup(command, profile.name, random, profile.paperOfNewGroups);
  if (!drafted.ok) return drafted;
  const { context } = await profile.found(drafted.value.group, drafted.value.genesis, drafted.value.seeds);
  return ok({ group: context.group.group, eightWords: groupWords(context) });
}

/** `returns`: as the member one was (ID-6), by the paper or by the root of that group. */
export async function join(profile: OpenProfile, text: string, now: number, returns?: "keeping" | "lost", root: Uint8Array | null = null): Promise<Done<{ join: string; group: string }>> {
  if (text.length > longestLink) return refuse({ kind: "LinkGarbled" });
  const link = readLink(text);
  if (typeof link === "string") return refuse({ kind: link });
  if (profile.groups.has(link.group)) return refuse({ kind: "AlreadyMember" });
  if (now > link.expires) return refuse({ kind: "LinkExpired" });
  await profile.entering.join(link, text, returns, root);
  return ok({ join: link.group, group: link.group });
}

export const groupsOfProfile = {
  "group.found": ({ profile, random }, command) => found(profile, command, random),
  "group.join": ({ profile, clock }, command) => join(profile, command.link, clock.now()),
  "group.cancelJoin": async ({ profile }, command) => {
    await profile.entering.cancel(command.join);
    return ok(null);
  },
} satisfies Partial<ProfileHandlers>;

export const groupsOfGroup = {
  "invite.create": ({ profile, open, context, random }, command) => createInvite(context, command, random, profile.addressesOf(open)),
  "invite.revoke": ({ context }, command) => revokeInvite(context, command),
} satisfies Partial<GroupHandlers>;
