/** Everything of one group that is carried: what the others are known to hold, and what parcels say of their writers. */
import type { DeviceId, MemberId } from "../../base/ids.ts";
import type { CarriedReport, BundlesSnapshot } from "../../contract/carrying-snapshots.ts";
import { isDocumentKind, kinds } from "../../log/kind.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Storage } from "../../ports/storage.ts";
import { unseen } from "../../parcel/unseen.ts";
import type { GroupContext } from "../group-context.ts";
import { KnownHoldings } from "./known-holdings.ts";
import type { ParcelReport } from "./incoming.ts";

export class Carrying {
  readonly holdings: KnownHoldings;

  constructor(
    private readonly context: GroupContext,
    storage: Storage,
    private readonly clock: Clock,
  ) {
    this.holdings = new KnownHoldings(context.group, storage);
  }

  /** A parcel of this group was read to its end: what its writer said is remembered. */
  async taken(report: ParcelReport): Promise<CarriedReport> {
    const { statement } = report;
    const member = statement === null ? null : this.context.governance.memberOf(statement.device);
    if (statement !== null && member !== null && statement.device !== this.context.group.own.device) {
      const now = this.clock.now();
      const written = Math.min(statement.time, now); // a clock that is ahead must not count as heard later
      this.holdings.learn(statement.device, statement, written);
      await this.holdings.save();
      if (written > (this.context.heard(member) ?? 0)) {
        this.context.heardBefore.set(member.id, written);
        await this.context.store.saveHeard(new Map([[member.id, written]]));
      }
    }
    const { governance, group } = this.context;
    return {
      end: report.end,
      group: { id: group.group, name: governance.genesis?.name ?? "" },
      from: member === null ? null : this.context.ref(member.id),
      written: member === null ? null : (statement?.time ?? null),
      read: report.ids.length,
      fresh: sorted(report),
      filled: report.filled,
      waiting: report.left,
    };
  }

  /** Once a minute, and at the end. */
  async keep(): Promise<void> {
    this.holdings.noteSessions(this.clock.now());
    await this.holdings.save();
  }

  bundles(): BundlesSnapshot {
    const { group, members } = this.context;
    this.holdings.noteSessions(this.clock.now());
    const counts = new Map<string, number>();
    const newFor = (devices: readonly DeviceId[]): number => {
      const held = devices.map((device) => this.holdings.of(device));
      const same = held.map(({ acts, tips }) => `${acts.join()};${tips.join()}`).join("|");
      if (!counts.has(same)) counts.set(same, unseen(group.log, held).length);
      return counts.get(same)!;
    };
    const others = members.filter((member) => member.id !== group.me);
    return { members: others.map((member) => ({ member: this.context.ref(member.id), fresh: newFor(this.context.governance.devicesOf(member.id)), heard: this.context.heard(member) })), all: group.log.size };
  }

  /** Null when one of these is no other member. */
  othersOf(ids: readonly string[]): ReadonlySet<MemberId> | null {
    const others = new Set(this.context.members.map((member) => member.id).filter((id) => id !== this.context.group.me));
    return ids.every((id) => others.has(id as MemberId)) ? new Set(ids as readonly MemberId[]) : null;
  }
}

function sorted({ fresh }: ParcelReport): CarriedReport["fresh"] {
  const counts = { posts: 0, motions: 0, ballots: 0, documents: 0, files: 0, others: 0 };
  const places = new Map<number, keyof typeof counts>([
    [kinds.thread, "posts"],
    [kinds.post, "posts"],
    [kinds.motion, "motions"],
    [kinds.ballot, "ballots"],
    [kinds.file, "files"],
  ]);
  for (const { decoded } of fresh) counts[places.get(decoded.kind) ?? (isDocumentKind(decoded.kind) ? "documents" : "others")] += 1;
  return counts;
}
