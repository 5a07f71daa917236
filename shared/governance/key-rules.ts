/** KEY-3, KEY-5. Which group keys may be written under as a past shows it, and who may be given which of their levels. */
import type { MemberId } from "../base/ids.ts";
import type { StandingRotation } from "../keys/epoch.ts";
import type { Past } from "../log/past.ts";
import type { History } from "../poll/bylaws.ts";
import type { Membership } from "./motion-rules.ts";

type Judging = (rotation: StandingRotation) => boolean;

export class KeyRules {
  constructor(private readonly membership: Pick<Membership, "governance" | "standings" | "bylaws">) {}

  /**
   * KEY-3. Which keys posts go under: those that follow every loss, and are split just where the bylaws say "from now on".
   * There everybody who belongs must have belonged when the key was made: whoever came since has no box in it, and must
   * not be given what was written before.
   */
  eligibleIn(past: Past | null): Judging {
    const follows = this.followingIn(past);
    if (this.#history(past) === "all") return (rotation) => !rotation.split && follows(rotation);
    const { standings, governance } = this.membership;
    const now = standings.in(past);
    // Those who came last first: of old keys there may be hundreds, and they lack them.
    const everyone = [...governance.members.keys()].filter((id) => now.isEntitled(id)).reverse();
    return (rotation) => rotation.split && everyone.every((id) => standings.in(rotation.past).isEntitled(id)) && follows(rotation);
  }

  /**
   * KEY-3, KEY-6. Which keys acts may go under: those that follow every expulsion, leave and revocation in that view, and
   * gave no box to anybody whose admission turned out void or undecided. A key declared again is none of them.
   */
  followingIn(past: Past | null): Judging {
    const { standings, governance } = this.membership;
    const now = standings.in(past);
    return (rotation) => {
      if (rotation.again) return false;
      if (governance.devices.lacksRevocation(rotation.past, past)) return false;
      if (now.untouched) return true;
      const then = standings.in(rotation.past);
      if (now.departures.some((one) => !standings.knows(one, rotation.past) || then.isEntitled(one.member))) return false;
      return governance.membersIn(rotation.past).every(({ id }) => now.isEntitled(id) || !then.isEntitled(id));
    };
  }

  /** KEY-5. Whom a key may be handed to: members, but none whom its rotation shows gone, unless they were reinstated since. */
  mayHold(member: MemberId, rotation: StandingRotation, past: Past | null): boolean {
    const now = this.membership.standings.in(past);
    const then = this.membership.standings.in(rotation.past);
    return now.isEntitled(member) && (now.of(member) === "active" || then.of(member) === null || then.isEntitled(member));
  }

  /** KEY-4, KEY-5. Who may be given what opens the posts of a split key: those it was made for, unless the group has opened its history again. */
  mayRead(member: MemberId, rotation: StandingRotation, past: Past | null): boolean {
    if (!this.mayHold(member, rotation, past)) return false;
    return !rotation.split || this.#history(past) === "all" || this.membership.standings.in(rotation.past).isEntitled(member);
  }

  #history(past: Past | null): History {
    return this.membership.bylaws.in(past).bylaws.history;
  }
}
