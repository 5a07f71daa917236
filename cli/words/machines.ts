/** ID-2. Machines of members, in words. */
import type { LinkingSnapshot, MachineRow, OwnMachineRow } from "../../shared/contract/linking-snapshot.ts";
import { formatTime } from "../times.ts";
import { list } from "./lists.ts";

export const linkingFailures: Readonly<Record<Extract<LinkingSnapshot, { is: "failed" }>["why"], string>> = {
  late: "The other machine was not found in time; bring both onto one network, or use a group with a signalling server, and begin again.",
  ended: "The other machine broke off. What was linked stays linked; begin again for the rest.",
  notTheCode: "The machine that answered is not the one that showed this code, so nothing was linked. Begin again with both in front of you.",
};

const states: Readonly<Record<MachineRow["state"], string>> = { active: "", suspended: ", suspended: it wrote two histories", revoked: ", revoked" };

export const machineWords = ({ id, name, since, state, here, unknown }: MachineRow): string =>
  `${id.slice(0, 8)}  ${name}, since ${formatTime(since)}${here ? ", this machine" : ""}${states[state]}${unknown ? ": you have not said yet that it is yours ('veche device know', or 'veche device revoke')" : ""}`;

export const ownMachineWords = ({ name, here, in: groups, comes, linkable, elsewhere }: OwnMachineRow): string =>
  [
    `${name}${here ? " (this machine)" : ""}: in ${list(groups)}.`,
    ...(comes.length === 0 ? [] : [`  Not yet in ${list(comes)}: they come to it when the two meet.`]),
    ...(linkable.length === 0 ? [] : [`  Not in ${list(linkable)}: link it again from here.`]),
    ...(elsewhere.length === 0 ? [] : [`  Not in ${list(elsewhere)}: link it again from the machine on which you founded or joined them.`]),
  ].join("\n");
