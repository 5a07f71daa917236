/** LAW-4. Who stands for a newcomer, so that members' machines may open the motion that names them. */
import type { MemberId } from "../base/ids.ts";
import type { Act, Past } from "../log/past.ts";
import type { MemberFact } from "./governance.ts";
import { sponsorCodec } from "./records.ts";
import type { Standings } from "./standings.ts";

export type SponsorVoid = "Malformed" | "AuthorNotVoting" | "SponsoredUnknown" | "SponsoredBefore";

interface Sponsor {
  readonly act: Act;
  readonly by: MemberId;
}

export class Sponsors {
  readonly #of = new Map<MemberId, Sponsor[]>();

  constructor(private readonly standings: Standings) {}

  /** `electorate`: that of the act's past. Whoever does not vote yet stands for nobody, or invented newcomers would for each other. */
  add(act: Act, record: Uint8Array, author: MemberFact, electorate: ReadonlySet<MemberId>): SponsorVoid | null {
    const said = sponsorCodec.decode(record);
    if (said === null) return "Malformed";
    const by = author.id;
    if (!electorate.has(by)) return "AuthorNotVoting";
    if (by === said.member || this.standings.in(act.past).of(said.member) !== "active") return "SponsoredUnknown";
    const known = this.#of.get(said.member) ?? [];
    if (known.some((one) => one.by === by && act.past.has(one.act))) return "SponsoredBefore";
    this.#of.set(said.member, [...known, { act, by }]);
    return null;
  }

  /** Those of this electorate who stand for a member as a past shows, ascending. */
  of(member: MemberId, past: Past | null, electorate: ReadonlySet<MemberId>): readonly MemberId[] {
    const standing = this.standings.in(past);
    const all = (this.#of.get(member) ?? []).filter(({ act, by }) => (past === null || past.has(act)) && electorate.has(by) && standing.stands(act, by));
    return [...new Set(all.map(({ by }) => by))].sort();
  }

  /** Every act, in no order. */
  get all(): readonly { readonly act: Act; readonly by: MemberId; readonly member: MemberId }[] {
    return [...this.#of].flatMap(([member, acts]) => acts.map((one) => ({ ...one, member })));
  }

  /** Canonical values for the state hash. */
  state(): readonly string[] {
    return [...this.#of].flatMap(([member, all]) => all.map(({ act }) => `${member}:${act.id}`)).sort();
  }
}
