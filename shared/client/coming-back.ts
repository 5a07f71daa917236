/** ID-6. Somebody who has their words comes back as the member they were, with a device of this machine. */
import { idBytes, type GroupId } from "../base/ids.ts";
import { equal } from "../base/bytes.ts";
import type { SigningKeys } from "../crypto/sodium.ts";
import { addSelf } from "../governance/devices.ts";
import { readGenesis } from "../governance/governance.ts";
import { isRooted, memberIdOf, ownKeysFrom, type OwnKeys } from "../governance/identity.ts";
import { onPaper, rootOf } from "../governance/paper.ts";
import { returnRequestCodec, type Genesis } from "../governance/records.ts";
import type { AskingIn } from "./join.ts";
import type { Group } from "./group.ts";

/**
 * `name`: of this machine. Whether they founded the group its genesis tells, and it must be that of the link: a salt that
 * somebody chose would make them show the root of another group (006). `lost`: their other machines, in whose place this one may come. Without a paper by
 * the root among the keys, which is that of this group only if the person took no other group's link.
 */
export function comingBack(group: GroupId, name: string, keys: OwnKeys, paper: Uint8Array | null, lost: boolean): AskingIn {
  return {
    returns: true,
    request(_challenge, _admitter, record, instead = []) {
      if (instead.length > 0 && !lost) return null;
      const genesis = record === null ? null : readGenesis(record, group);
      const root = genesis === null ? null : rootIn(group, genesis, keys, paper);
      return root === null ? null : returnRequestCodec.encode({ group, add: addSelf(group, name, { ...keys, root }, instead) });
    },
    isIn: (entered) => entered.fold.assembly.recipients().has(entered.own.device),
  };
}

function rootIn(group: GroupId, { salt, founder }: Genesis, keys: OwnKeys, paper: Uint8Array | null): SigningKeys | null {
  if (paper === null) return isRooted(keys) ? keys.root : null;
  const founded = rootOf(paper, salt);
  return equal(founded.publicKey, founder.root) ? founded : rootOf(paper, idBytes(group));
}

/** The seeds under whose root the group knows this machine. */
export function seedsAsKnown(group: Group, seeds: Uint8Array, paper: Uint8Array): Uint8Array {
  const member = group.fold.assembly.governance.memberOf(group.own.device)?.id;
  const founded = group.salt === null ? seeds : onPaper(seeds, paper, group.salt);
  return memberIdOf(ownKeysFrom(founded).root.publicKey) === member ? founded : seeds;
}
