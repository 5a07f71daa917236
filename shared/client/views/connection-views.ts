/** The foot and the Connection page: only what is known about the network. */
import type { ConnectionSnapshot, FootSnapshot, HistorySnapshot } from "../../contract/snapshots.ts";
import { devicesOf, nameOf } from "../../governance/governance.ts";
import type { ServerStatus } from "../../ports/rendezvous.ts";
import type { GroupContext } from "../group-context.ts";

export interface Servers {
  readonly status: readonly ServerStatus[];
  readonly own: readonly string[];
}

export function foot(context: GroupContext, servers: Servers): FootSnapshot {
  const others = context.members.filter((m) => m.id !== context.group.me);
  const sessions = others.map((m) => context.sessionWith(m));
  const open = sessions.filter((s) => s !== null);
  const silent = others.filter((_, i) => sessions[i] === null).map((m) => ({ name: nameOf(m), heard: context.heard(m) }));
  silent.sort((a, b) => (a.heard ?? 0) - (b.heard ?? 0));
  const coming = Math.max(context.group.log.waiting, 0, ...open.map((s) => s.coming));
  const anyServer = servers.status.some((s) => s.state === "reached");
  return {
    others: others.length,
    reached: open.length,
    coming,
    history: history(context, coming),
    allHere: open.length > 0 && coming === 0 && open.every((s) => s.level),
    longestSilent: silent[0] ?? null,
    trouble: others.length === 0 ? "alone" : open.length > 0 ? null : anyServer ? "noMember" : "noServer",
  };
}

/** So many entries come in no time anybody could read of. */
const muchToCome = 200;

function history({ group }: GroupContext, coming: number): HistorySnapshot | null {
  return coming < muchToCome ? null : { here: group.log.size, of: group.log.size + coming, newest: !group.ahead.isEmpty };
}

export function connectionSnapshot(context: GroupContext, servers: Servers): ConnectionSnapshot {
  const others = context.members.filter((m) => m.id !== context.group.me);
  return {
    servers: servers.status.map((s) => ({ ...s, mine: servers.own.includes(s.address) })),
    members: others.map((member) => {
      const session = context.sessionWith(member);
      const link = session === null ? null : { since: session.since, sent: session.sent, received: session.received, coming: session.coming, saysAllHere: session.level };
      return { member: context.ref(member.id), link, heard: context.heard(member) };
    }),
    foot: foot(context, servers),
    incidents: context.facts.incidents.map(({ time, kind, from }) => {
      const member = context.members.find((m) => devicesOf(m).some((d) => (d as string) === from));
      return { time, kind, from: member === undefined ? from : nameOf(member) };
    }),
  };
}
