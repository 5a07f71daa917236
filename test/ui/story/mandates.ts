/** The mandates of the design: a delegate whose support falls, and the petition for her recall. */
import { days } from "../../../shared/base/units.ts";
import type { CandidateView, EndedView, HolderView, MandatesSnapshot, OfficeView, SignatureView } from "../../../shared/contract/mandate-snapshots.ts";
import { idOf, ref, type Person } from "./people.ts";

const half = { numerator: 1, denominator: 2, strict: false };
const bare: Omit<OfficeView, "id" | "title" | "scope" | "holders"> = {
  instructions: "",
  constituents: [],
  deciding: 11,
  seats: 1,
  acts: ["speak", "sign"],
  floor: half,
  lapses: false,
  renewal: null,
  confirmBy: null,
  disputed: false,
  candidates: [],
  iDecide: true,
  mySupport: [],
  petitionSize: 3,
  petition: [],
  votes: [],
  ended: [],
  deeds: [],
  presentedTo: [],
};

export function mandatesOf(now: number): MandatesSnapshot {
  const signed = (who: Person, ago: number, text: string): SignatureView => ({ member: ref(who), time: now - days(ago), text });
  const holder = (who: Person, supports: readonly Person[], withdrew: readonly Person[], silent: readonly Person[], since: number): HolderView => ({
    member: ref(who),
    mandate: idOf(`mandate of ${who}`),
    since: now - days(since),
    supports: supports.map(ref),
    withdrew: withdrew.map(ref),
    silent: silent.map(ref),
    lost: false,
    petition: [],
    recall: null,
  });
  const amara: HolderView = {
    ...holder("amara", ["amara", "jeanne", "liwei", "ruth", "samir", "ines"], ["dmitri", "mehmet", "olena"], ["nadia", "tomasz"], 265),
    petition: [
      signed("dmitri", 3, "On 2 November Amara signed a letter naming 6 % as “acceptable”. The mandate excludes agreeing to rents. We ask for recall and for a new mandate by the next council."),
      signed("olena", 2, ""),
    ],
  };
  const stands = (who: Person, supports: readonly Person[]): CandidateView => ({ member: ref(who), stands: true, askedBy: [], supports: supports.map(ref), withdrew: [], silent: [] });
  const asked = (who: Person, by: readonly Person[]): CandidateView => ({ ...stands(who, []), stands: false, askedBy: by.map(ref) });
  const ended = (who: Person, by: EndedView["by"], ago: number): EndedView => ({ member: ref(who), mandate: idOf(`ended ${who}`), since: now - days(ago + 200), by, time: now - days(ago) });
  return {
    offices: [
      {
        ...bare,
        id: idOf("office council"),
        title: "City Tenants’ Council",
        scope: "Speaks for us in the council and may agree to joint letters. May not agree to rents, dates or money.",
        holders: [amara],
        mySupport: [ref("amara").id],
        ended: [ended("tomasz", "resignation", 270)],
        deeds: [{ id: idOf("deed letter"), member: ref("amara"), act: "sign", text: "Signed the council’s joint letter to the city.", time: now - days(20), stands: true }],
        presentedTo: [{ group: idOf("City Tenants"), name: "City Tenants’ Council" }],
      },
      { ...bare, id: idOf("office treasurer"), title: "Treasurer", scope: "Keeps the money and accounts for it.", acts: ["spend"], holders: [holder("liwei", ["liwei", "ruth", "samir", "ines"], [], ["amara", "dmitri", "jeanne", "mehmet", "nadia", "olena", "tomasz"], 90)], candidates: [stands("jeanne", ["nadia"])] },
      { ...bare, id: idOf("office tellers"), title: "Tellers for paper votes", scope: "Count what is voted on paper.", acts: ["count"], seats: 2, holders: [], candidates: [stands("ruth", ["samir", "mehmet"]), stands("samir", []), stands("tomasz", []), asked("ines", ["ruth"])] },
    ],
    presented: [],
  };
}
