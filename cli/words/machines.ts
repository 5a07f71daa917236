/** ID-2. Machines of members, in words. */
import type { LinkingSnapshot, MachineRow } from "../../shared/contract/linking-snapshot.ts";
import { formatTime } from "../times.ts";

export const linkingFailures: Readonly<Record<Extract<LinkingSnapshot, { is: "failed" }>["why"], string>> = {
  late: "The other machine was not found in time; bring both onto one network, or use a group with a signalling server, and begin again.",
  ended: "The other machine broke off. What was linked stays linked; begin again for the rest.",
  notTheCode: "The machine that answered is not the one that showed this code, so nothing was linked. Begin again with both in front of you.",
};

const states: Readonly<Record<MachineRow["state"], string>> = { active: "", suspended: ", suspended: it wrote two histories", revoked: ", revoked" };

export const machineWords = ({ id, name, since, state, here }: MachineRow): string => `${id.slice(0, 8)}  ${name}, since ${formatTime(since)}${here ? ", this machine" : ""}${states[state]}`;
