/** ID-6. Somebody who has their words comes back as the member they were, with a device of this machine. */
import { idBytes, type GroupId } from "../base/ids.ts";
import { askForLink, makeDeviceAdd } from "../governance/devices.ts";
import { memberIdOf, ownKeysFrom, type OwnKeys } from "../governance/identity.ts";
import { onPaper, rootOf } from "../governance/paper.ts";
import { returnRequestCodec } from "../governance/records.ts";
import type { AskingIn } from "./join.ts";
import type { Group } from "./group.ts";

/** `name`: of this machine. Nobody knows whether they founded the group or joined it before they are in: they ask as both. */
export function comingBack(group: GroupId, name: string, keys: OwnKeys, paper: Uint8Array): AskingIn {
  const add = (context: Uint8Array): Uint8Array => {
    const root = rootOf(paper, context);
    return makeDeviceAdd(group, askForLink(group, name, { ...keys, root }), root)!;
  };
  return {
    returns: true,
    request: (_challenge, _admitter, salt) => returnRequestCodec.encode({ group, adds: [idBytes(group), ...(salt === null ? [] : [salt])].map(add) }),
    isIn: (entered) => entered.fold.assembly.recipients().has(entered.own.device),
  };
}

/** The seeds under whose root the group knows this machine. */
export function seedsAsKnown(group: Group, seeds: Uint8Array, paper: Uint8Array): Uint8Array {
  const member = group.fold.assembly.governance.memberOf(group.own.device)?.id;
  const founded = group.salt === null ? seeds : onPaper(seeds, paper, group.salt);
  return memberIdOf(ownKeysFrom(founded).root.publicKey) === member ? founded : seeds;
}
