/** ID-6. Somebody who has their words comes back as the member they were, with a device of this machine. */
import { idBytes, type GroupId } from "../base/ids.ts";
import { equal } from "../base/bytes.ts";
import { addSelf } from "../governance/devices.ts";
import { readGenesis } from "../governance/governance.ts";
import { memberIdOf, ownKeysFrom, type OwnKeys } from "../governance/identity.ts";
import { onPaper, rootOf } from "../governance/paper.ts";
import { returnRequestCodec } from "../governance/records.ts";
import type { AskingIn } from "./join.ts";
import type { Group } from "./group.ts";

/**
 * `name`: of this machine. Whether they founded the group its genesis tells, and it must be that of the link: a salt that
 * somebody chose would make them show the root of another group (006). `lost`: their other machines, in whose place this one may come.
 */
export function comingBack(group: GroupId, name: string, keys: OwnKeys, paper: Uint8Array, lost: boolean): AskingIn {
  return {
    returns: true,
    request(_challenge, _admitter, record, instead = []) {
      if (instead.length > 0 && !lost) return null;
      const genesis = record === null ? null : readGenesis(record, group);
      if (genesis === null) return null;
      const founded = rootOf(paper, genesis.salt);
      const root = equal(founded.publicKey, genesis.founder.root) ? founded : rootOf(paper, idBytes(group));
      return returnRequestCodec.encode({ group, add: addSelf(group, name, { ...keys, root }, instead) });
    },
    isIn: (entered) => entered.fold.assembly.recipients().has(entered.own.device),
  };
}

/** The seeds under whose root the group knows this machine. */
export function seedsAsKnown(group: Group, seeds: Uint8Array, paper: Uint8Array): Uint8Array {
  const member = group.fold.assembly.governance.memberOf(group.own.device)?.id;
  const founded = group.salt === null ? seeds : onPaper(seeds, paper, group.salt);
  return memberIdOf(ownKeysFrom(founded).root.publicKey) === member ? founded : seeds;
}
