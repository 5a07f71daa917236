/** What Inés was told of. */
import { days, hours, minutes } from "../../../shared/base/units.ts";
import type { ChronicleRow } from "../../../shared/contract/snapshots.ts";
import type { NoticeRow, NoticesSnapshot } from "../../../shared/contract/notices.ts";
import { motionId } from "./motions.ts";
import { idOf, ref } from "./people.ts";

export function noticesOf(now: number): NoticesSnapshot {
  const rent = { is: "thread", id: idOf("rent thread"), title: "Rent notice from Meridian Housing" } as const;
  const motion = (number: number, title: string) => ({ is: "motion", id: motionId(number), title }) as const;
  const rows: readonly NoticeRow[] = [
    { id: "mention/1", is: "mention", time: now - minutes(20), page: rent, post: idOf("rent 21"), who: ref("dmitri"), text: "@Inés Carrasco, у вас остались квитанции за март?", needsMe: true },
    { id: "deadline/30", is: "deadline", time: now - hours(2), page: motion(30, "Fourteen days’ notice before an expulsion, not seven"), post: null, who: ref("ruth"), text: "", needsMe: true },
    { id: "reply/2", is: "reply", time: now - hours(5), page: rent, post: idOf("rent 12"), who: ref("samir"), text: "I can bring them on Thursday.", needsMe: false },
    { id: "vote/32", is: "vote", time: now - days(1), page: motion(32, "Accept the minutes of 12 November"), post: null, who: ref("ruth"), text: "", needsMe: false },
    { id: "decided/29", is: "decided", time: now - days(2), page: motion(29, "The repair fund of 4,180 €: what first?"), post: null, who: ref("amara"), text: "", needsMe: false },
  ];
  return { rows, fresh: [] };
}

export function chronicleOf(now: number): readonly ChronicleRow[] {
  return [
    { id: "1", time: now - hours(3), what: { is: "motionDecided", motion: motionId(29), kind: "ordinary", title: "The repair fund: 4,180 €", adopted: true } },
    { id: "2", time: now - hours(6), what: { is: "motionOpened", by: ref("ruth"), motion: motionId(32), kind: "ordinary", title: "Accept the minutes of 12 November" } },
    { id: "3", time: now - days(1), what: { is: "forked", who: ref("samir") } },
    { id: "4", time: now - days(3), what: { is: "named", who: [ref("nadia"), ref("ruth")], motion: motionId(24) } },
    { id: "5", time: now - days(9), what: { is: "joined", who: ref("nadia"), by: ref("liwei") } },
  ];
}
