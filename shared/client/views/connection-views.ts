/** The foot and the Connection page: only what is known about the network. */
import type { ConnectionSnapshot, FootSnapshot, HistorySnapshot } from "../../contract/snapshots.ts";
import { nameOf } from "../../governance/governance.ts";
import type { ServerStatus } from "../../ports/rendezvous.ts";
import type { SessionFacts } from "../../sync/group-side.ts";
import { everythingIsHere } from "../../sync/level.ts";
import type { GroupContext } from "../group-context.ts";

export interface Servers {
  readonly status: readonly ServerStatus[];
  readonly own: readonly string[];
}

export function foot(context: GroupContext, servers: Servers): FootSnapshot {
  const others = context.present.filter((m) => m.id !== context.group.me);
  const sessions = others.map((m) => heardFrom(context.sessionWith(m)));
  const open = sessions.filter((s) => s !== null);
  const silent = others.filter((_, i) => sessions[i] === null).map((m) => ({ name: nameOf(m), heard: context.heard(m) }));
  silent.sort((a, b) => (a.heard ?? 0) - (b.heard ?? 0));
  const { facts } = context;
  const coming = Math.max(0, ...facts.sessions.map((s) => s.coming));
  const { waiting } = context.group.log;
  // SYNC-2. Whoever was removed or left is shown nothing later, and cannot know what there is.
  const belongs = context.group.fold.assembly.standing().isEntitled(context.group.me);
  const anyServer = servers.status.some((s) => s.state === "reached");
  return {
    others: others.length,
    reached: open.length,
    coming,
    history: history(context, coming),
    waiting,
    allHere: belongs && everythingIsHere(facts, waiting),
    keptFor: context.liesAtRelay() ? silent.length : 0,
    longestSilent: silent[0] ?? null,
    trouble: others.length === 0 ? "alone" : open.length > 0 ? null : anyServer ? "noMember" : "noServer",
  };
}

/** A machine that gives no sign of life is not known to be reached. */
const heardFrom = (session: SessionFacts | null): SessionFacts | null => (session?.quiet === true ? null : session);

/** So many entries come in no time anybody could read of. */
const muchToCome = 200;

function history({ group }: GroupContext, coming: number): HistorySnapshot | null {
  return coming < muchToCome ? null : { here: group.log.size, of: group.log.size + coming, newest: !group.ahead.isEmpty };
}

/** Whoever wrote what waits has had what it waits for. */
function waitingOf(context: GroupContext): ConnectionSnapshot["waiting"] {
  const waits = context.group.log.waitingByDevice();
  const counts = context.members.map((member) => ({ member: context.ref(member.id), count: context.governance.devicesOf(member.id).reduce((sum, device) => sum + (waits.get(device) ?? 0), 0) }));
  return counts.filter(({ count }) => count > 0);
}

export function connectionSnapshot(context: GroupContext, servers: Servers): ConnectionSnapshot {
  const others = context.present.filter((m) => m.id !== context.group.me);
  return {
    servers: servers.status.filter((s) => !s.nearby).map(({ address, state }) => ({ address, state, mine: servers.own.includes(address) })),
    members: others.map((member) => {
      const session = context.sessionWith(member);
      const link = session === null ? null : { way: session.way, since: session.since, sent: session.sent, received: session.received, coming: session.coming, saysAllHere: session.level && !session.quiet, quiet: session.quiet };
      return { member: context.ref(member.id), link, heard: context.heard(member) };
    }),
    waiting: waitingOf(context),
    ways: { lan: { found: servers.status.filter((s) => s.nearby).map(({ address, state }) => ({ address, state })) } },
    foot: foot(context, servers),
    incidents: context.facts.incidents.map(({ time, kind, from }) => {
      const member = context.members.find((m) => context.governance.devicesOf(m.id).some((d) => (d as string) === from));
      return { time, kind, from: member === undefined ? from : nameOf(member) };
    }),
  };
}
