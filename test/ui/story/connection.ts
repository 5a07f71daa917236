/** How the story's machine reaches the others. */
import { days, hours } from "../../../shared/base/units.ts";
import type { ConnectionSnapshot, FootSnapshot, MemberRow } from "../../../shared/contract/snapshots.ts";

export function connectionOf(members: readonly MemberRow[], foot: FootSnapshot, now: number): ConnectionSnapshot {
  return {
    servers: [
      { address: "ws://192.168.1.20:41711", state: "reached", mine: true },
      { address: "ws://harbour.example:4444", state: "unreachable", mine: false },
    ],
    members: members.map((member) => ({
      member: { id: member.id, name: member.name, me: member.me },
      link: member.reached ? { way: "webrtc", since: now - hours(1), sent: 210, received: 180, coming: member.name.startsWith("Mehmet") ? 12 : 0, saysAllHere: true, quiet: false } : null,
      heard: member.heard,
    })),
    waiting: [],
    ways: { lan: { found: [{ address: "192.168.1.20:50231", state: "reached" }] } },
    foot,
    incidents: [{ time: now - days(1), kind: "Stranger", from: "ws://192.168.1.77" }],
  };
}
