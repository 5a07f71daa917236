/** What people are shown of the network: the foot and the Connection page. */
import type { MemberRef } from "./member-ref.ts";

/** The foot: the only truth about the network. Counts other members. */
export interface FootSnapshot {
  readonly others: number;
  readonly reached: number;
  /** Entries known to exist and not here yet. */
  readonly coming: number;
  /** Entries that are here and wait for others that have not come. */
  readonly waiting: number;
  /** While much of the group's history is still to come: entries that are here, all that are known of, and whether the newest posts came ahead. */
  readonly history: HistorySnapshot | null;
  /** Each of the connected has said that we hold all it holds, and nothing is being fetched. */
  readonly allHere: boolean;
  /** The other member not heard from for longest; null when all are reached or there are none. */
  /** So many are away, and all that is here lies at a relay that answers, or is with them; 0 where that is not known. */
  readonly keptFor: number;
  readonly longestSilent: { readonly name: string; /** null = never */ readonly heard: number | null } | null;
  /** Why nobody is reached, when nobody is. */
  readonly trouble: "alone" | "noServer" | "noMember" | null;
}

export interface HistorySnapshot {
  readonly here: number;
  readonly of: number;
  readonly newest: boolean;
}

export interface ConnectionSnapshot {
  readonly servers: readonly { readonly address: string; readonly state: "connecting" | "reached" | "unreachable"; readonly mine: boolean }[];
  readonly members: readonly {
    readonly member: MemberRef;
    readonly link: { readonly way: "webrtc" | "lan"; readonly since: number; readonly sent: number; readonly received: number; readonly coming: number; readonly saysAllHere: boolean; /** it gives no sign of life */ readonly quiet: boolean } | null;
    readonly heard: number | null;
  }[];
  /** Whose entries are here and wait for others that have not come: their machines have, or had, what is missing. */
  readonly waiting: readonly { readonly member: MemberRef; readonly count: number }[];
  /** What each way of meeting found, besides the servers. */
  readonly ways: {
    /** Machines of this profile's groups and invites on the same network. */
    readonly lan: { readonly found: readonly { readonly address: string; readonly state: "connecting" | "reached" | "unreachable" }[] };
  };
  readonly foot: FootSnapshot;
  /** Peers or servers that misbehaved, in words of kinds, newest first, at most 20. */
  readonly incidents: readonly { readonly time: number; readonly kind: "BadFrame" | "BadSignature" | "WrongKey" | "Flood" | "Stranger" | "WrongChunk"; readonly from: string }[];
}
