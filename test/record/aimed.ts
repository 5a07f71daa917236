/**
 * Histories that turn on one rule each. Of what came of them the verifiers are asked by motions on the members they are
 * about: one may be expelled who has a place, reinstated who lost it, named who is active; and the roll is the electorate.
 */
import type { Kid } from "../../shared/base/ids.ts";
import { deviceRevokeCodec, inviteCodec, mergeCodec } from "../../shared/governance/records.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import { bylawsOf } from "../../shared/poll/bylaws.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import type { Event } from "../model/village.ts";
import { SignedVillage } from "./signed-village.ts";

/** What happened, and where the questions are asked. */
interface Told {
  readonly v: SignedVillage;
  readonly after: readonly Event[];
  /** Asked about. */
  readonly about?: readonly string[];
  /** Open the motions, each a plain one too. */
  readonly askers?: readonly string[];
  /** Under which key the motions are written. */
  readonly kid?: Kid;
  /** In the file beside what the motions know. */
  readonly beside?: readonly Event[];
  /** A motion that was decided. */
  readonly decided?: Event;
}

/** One question: a motion, what the engine's model says of it, and the record that asks a verifier. */
export interface Asked {
  readonly what: string;
  readonly answer: string;
  readonly record: Uint8Array;
  /** Who holds the office it is about, and what ended, as told by hand. */
  readonly office?: { readonly holders: readonly string[]; readonly ended: readonly string[]; readonly disputed: boolean };
}

/** One that asks as it goes. */
export interface AimedStory {
  readonly v: SignedVillage;
  readonly asked: readonly Asked[];
  /** All that happened. */
  readonly told: readonly Event[];
}

const four = ["ada", "bela", "cyn", "dan"];
const others = ["ada", "cyn", "dan"];
const yes = { method: "yes-no-abstain", vote: "yes" } as const;
const village = (names: readonly string[] = four, bylaws = bylawsOf.assembly): SignedVillage => new SignedVillage(names, names, bylaws);
const expelled = (v: SignedVillage, after: readonly Event[], name = "bela"): Event => v.expel(name, { after, mover: "ada", attesters: four.filter((one) => one !== name) });
/** Written whether it has effect or not. */
function anyway(v: SignedVillage, by: string, kind: Kind, bytes: Uint8Array, after: readonly Event[], kid?: Kid): Event {
  v.tries(by, kind, bytes, after, kid);
  return v.last(by);
}
const ballot = (v: SignedVillage, by: string, motion: Event): Event => anyway(v, by, kinds.ballot, encodePollRecord({ type: "ballot", motion: motion.motion!, replaces: [], choice: yes }), [motion]);
/** A sheet that says yes, no or nothing of these. */
const sheet = (v: SignedVillage, by: string, motion: Event, said: Readonly<Record<string, "yes" | "no" | null>>, after: readonly Event[] = [motion]): Event =>
  anyway(v, by, kinds.sheet, encodePollRecord({ type: "sheet", motion: motion.motion!, lines: Object.entries(said).map(([name, vote]) => ({ member: v.member(name), choice: vote === null ? null : ({ method: "yes-no-abstain", vote } as const) })).sort((a, b) => (a.member < b.member ? -1 : 1)) }), after);
/** A motion that was decided with what tellers wrote of bela, who votes no other way. */
function onPaper(write: (v: SignedVillage, motion: Event) => readonly Event[], tellers: readonly string[] | null = ["ada", "cyn"], names: readonly string[] = four, attesters: readonly string[] = others): Told {
  const v = village(names);
  const motion = v.open("ordinary", [], { after: [v.base], mover: "ada", ...(tellers !== null && { tellers }) });
  return { v, after: [v.base], decided: v.carry(motion, attesters, undefined, write(v, motion)) };
}
const invite = (v: SignedVillage, by: string, after: readonly Event[], kid?: Kid): Event => anyway(v, by, kinds.invite, inviteCodec.encode({ seed: new Uint8Array(16).fill(after.length), expires: 1 }), after, kid);
const comesBy = (v: SignedVillage, by: string, made: Event, after: readonly Event[]): Event => anyway(v, by, kinds.admit, v.admission(by, "eve", made.acts[0]!), [...after, made]);
/** After an expulsion of dan a new key, and merges under it by these. */
function renewed(names: readonly string[], holders: (v: SignedVillage, after: readonly Event[]) => readonly string[], before: (v: SignedVillage) => readonly Event[] = (v) => [v.base]) {
  const v = village(names);
  const gone = v.expel("dan", { after: before(v), mover: "ada", attesters: names.filter((one) => one !== "dan") });
  const key = v.rotate("ada", [gone]);
  const merges = holders(v, [gone]).map((by) => anyway(v, by, kinds.merge, mergeCodec.encode({ nothing: [] }), [key, ...before(v)], key.kid));
  return { v, key, kid: key.kid, merges, after: [key, ...before(v), ...merges] };
}

/** Two changes of the bylaws, each closed before the other is attested. */
function changedSideBySide() {
  const v = village();
  const change = (mover: string, template: "coop" | "union") => ({ attesters: four, opened: () => v.open("bylaws", [], { after: [v.base], mover, change: { bylaws: bylawsOf[template], replaces: null } }) });
  return { v, both: v.sideBySide([change("ada", "coop"), change("cyn", "union")]) };
}

/** Told anew each time they are asked for. */
export const aimed: Readonly<Record<string, () => Told>> = {
  "[MEM-5] what an expelled member did outside the cut is void": () => {
    const v = village();
    return { v, after: [v.admit("bela", "eve", [v.base]), expelled(v, [v.base])], about: ["bela", "eve"] };
  },
  "[MEM-5] and stands inside it": () => {
    const v = village();
    const admitted = v.admit("bela", "eve", [v.base]);
    return { v, after: [expelled(v, [admitted])], about: ["bela", "eve"] };
  },
  "[MEM-5] and stands where a certificate that stands settled it": () => {
    const v = village();
    const admitted = v.admit("bela", "eve", [v.base]);
    return { v, after: [v.decide("ordinary", [], { after: [admitted], mover: "ada" }), expelled(v, [v.base])], about: ["bela", "eve"] };
  },
  "[MEM-5] and is undecided where that certificate is short of those who stand": () => {
    const v = village();
    const admitted = v.admit("bela", "eve", [v.base]);
    return { v, after: [v.decide("ordinary", [], { after: [admitted], mover: "ada", attesters: ["ada", "bela", "cyn"] }), expelled(v, [v.base])], about: ["bela", "eve"] };
  },
  "[MEM-5, MEM-7] whom a contested certificate named has no vote": () => {
    const v = village();
    const after = [v.admit("ada", "eve", [v.base])];
    const named = { attesters: ["ada", "bela", "cyn"], opened: () => v.open("naming", ["eve"], { after, mover: "ada" }) };
    const gone = { attesters: ["cyn", "ada", "dan"], opened: () => v.open("expulsion", ["bela"], { after, mover: "cyn" }) };
    return { v, after: v.sideBySide([named, gone]), about: ["eve"], askers: ["ada", "eve"] };
  },
  "[MEM-6] what is written after a reinstatement counts, and not what was written meanwhile": () => {
    const v = village();
    const meanwhile = v.admit("bela", "fay", [v.base]);
    const back = v.reinstate("bela", { after: [meanwhile, expelled(v, [v.base])], mover: "ada" });
    return { v, after: [v.admit("bela", "eve", [back])], about: ["bela", "eve", "fay"], askers: ["ada", "bela"] };
  },
  "[MEM-6] two who expel each other are suspended": () => {
    const v = village();
    return { v, after: v.dispute([v.base], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]), about: ["ada", "bela"], askers: ["cyn", "ada"] };
  },
  "[MEM-6] and help to reinstate each other": () => {
    const v = village();
    const dispute = v.dispute([v.base], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]);
    return { v, after: [v.reinstate("ada", { after: dispute, mover: "cyn" })], about: ["ada", "bela"], askers: ["cyn", "ada"] };
  },
  "[MEM-8] who left may be brought back": () => {
    const v = village();
    const left = v.leave("bela", [v.base]);
    return { v, after: [left], about: ["bela"], askers: ["ada", "bela"] };
  },
  "[MEM-8] and then has a place": () => {
    const v = village();
    return { v, after: [v.reinstate("bela", { after: [v.leave("bela", [v.base])], mover: "ada" })], about: ["bela"], askers: ["ada", "bela"] };
  },

  "[MEM-3] an invite from before an expulsion is closed": () => {
    const v = village();
    const made = invite(v, "cyn", [v.base]);
    return { v, after: [comesBy(v, "ada", made, [expelled(v, [made])])], about: ["eve"] };
  },
  "[MEM-3] and one made after it is open": () => {
    const v = village();
    const gone = expelled(v, [v.base]);
    return { v, after: [comesBy(v, "ada", invite(v, "cyn", [gone]), [gone])], about: ["eve"] };
  },
  "[MEM-3] an invite from before a leave is closed": () => {
    const v = village();
    const made = invite(v, "cyn", [v.base]);
    return { v, after: [comesBy(v, "ada", made, [v.leave("bela", [v.base])])], about: ["eve"] };
  },
  "[MEM-3, ID-4] an invite from before a revocation is closed": () => {
    const v = village();
    const linked = v.link("bela", "bela/2", [v.base]);
    const made = invite(v, "cyn", [linked]);
    return { v, after: [comesBy(v, "ada", made, [v.revoke("bela", "bela/2", [linked])])], about: ["eve"] };
  },
  "[MEM-3] an invite its maker wrote while expelled stays closed after the reinstatement": () => {
    const v = village();
    const made = invite(v, "bela", [v.base]);
    const back = v.reinstate("bela", { after: [made, expelled(v, [v.base])], mover: "ada" });
    return { v, after: [comesBy(v, "ada", made, [back])], about: ["eve"] };
  },

  "[KEY-6] acts under a key that a third of the electorate hold do not count": () => renewed(four, () => ["ada"]),
  "[KEY-6] they do under one that more hold": () => renewed(four, () => ["ada", "bela"]),
  "[KEY-6] as far as their past shows": () => {
    const { v, kid, merges, key } = renewed(four, () => ["ada", "bela"]);
    return { v, kid, after: [key, merges[0]!], beside: merges };
  },
  "[KEY-6] a newcomer without a vote and a second machine of the same member say nothing more": () => {
    let linked: Event | null = null;
    return renewed(four, () => ["ada", "ada/2", "eve"], (v) => [(linked ??= v.link("ada", "ada/2", [v.admit("ada", "eve", [v.base])]))]);
  },
  "[KEY-6, ID-4] neither does a revoked machine": () => {
    const v = village();
    const linked = v.link("bela", "bela/2", [v.base]);
    const revoked = v.revoke("bela", "bela/2", [linked]);
    const key = v.rotate("ada", [revoked, v.expel("dan", { after: [revoked], mover: "ada", attesters: ["ada", "bela", "cyn"] })]);
    const merges = ["ada", "bela/2"].map((by) => anyway(v, by, kinds.merge, mergeCodec.encode({ nothing: [] }), [key], key.kid));
    return { v, kid: key.kid, after: [key, ...merges] };
  },
  "[KEY-6] what follows an act that counted counts, whoever votes by then": () => {
    const { v, kid, after } = renewed([...four, "eva"], () => ["ada", "bela"]);
    const counted = invite(v, "ada", after, kid);
    const newcomers = ["eve", "fay", "gus"].reduce<readonly Event[]>((so, name) => [v.admit("ada", name, so)], [counted]);
    return { v, kid, after: [v.name(["eve", "fay", "gus"], { after: newcomers, mover: "ada" })] };
  },

  "[ID-4] what a revoked machine wrote outside the cut is void": () => {
    const v = village();
    const linked = v.link("bela", "bela/2", [v.base]);
    return { v, after: [v.admit("bela/2", "eve", [linked]), v.revoke("bela", "bela/2", [linked])], about: ["eve"], askers: ["ada", "bela/2"] };
  },
  "[ID-4] and stands where it was settled": () => {
    const v = village();
    const linked = v.link("bela", "bela/2", [v.base]);
    const admitted = v.admit("bela/2", "eve", [linked]);
    return { v, after: [v.decide("ordinary", [], { after: [admitted], mover: "ada" }), v.revoke("bela", "bela/2", [linked])], about: ["eve"] };
  },
  "[ID-4] nobody revokes another's machine, and no seventh machine is linked": () => {
    const v = village();
    const linked = [2, 3, 4, 5, 6].reduce<readonly Event[]>((so, n) => [v.link("ada", `ada/${n}`, so)], [v.base]);
    const foreign = anyway(v, "bela", kinds.deviceRevoke, deviceRevokeCodec.encode({ device: v.device("ada/2") }), linked);
    v.meet("ada/7");
    return { v, after: [anyway(v, "ada", kinds.deviceAdd, v.linking("ada/7"), [foreign])], askers: ["ada/2", "ada/6", "ada/7"] };
  },
  "[ID-4] a machine that comes in place of another shuts it out, and not another member's": () => {
    const v = village();
    const linked = v.link("bela", "bela/2", [v.base]);
    const comes = v.link("ada", "bela/3", [linked], ["ada", "bela/2"]);
    return { v, after: [v.admit("bela/2", "eve", [linked]), comes], about: ["eve"], askers: ["ada", "bela/2", "bela/3"] };
  },
  "[LOG-7] what a machine wrote after its proven fork is void, and it opens nothing more": () => {
    const v = village();
    const proof = v.proof("ada", "bela", v.seqOf("bela", [v.base]) + 1, [v.base]);
    return { v, after: [v.admit("bela", "eve", [v.base]), proof], about: ["eve"], askers: ["ada", "bela"] };
  },
  "[POLL-4, MEM-4] a ballot outside the cut of an expulsion is left out": () => {
    const v = village();
    const motion = v.open("ordinary", [], { after: [v.base], mover: "ada" });
    const cast = ballot(v, "bela", motion);
    return { v, after: [v.base], decided: v.carry(motion, others, undefined, [cast, expelled(v, [motion])]) };
  },
  "[POLL-4, ID-4] a ballot outside the cut of a revocation is left out": () => {
    const v = village();
    const linked = v.link("bela", "bela/2", [v.base]);
    const motion = v.open("ordinary", [], { after: [linked], mover: "ada" });
    const cast = ballot(v, "bela/2", motion);
    return { v, after: [v.base], decided: v.carry(motion, others, undefined, [cast, v.revoke("bela", "bela/2", [linked])]) };
  },
  "[POLL-4, LOG-7] two ballots of a machine that do not know each other are left out": () => {
    const v = village();
    const motion = v.open("ordinary", [], { after: [v.base], mover: "ada" });
    const both = [ballot(v, "bela", motion), ballot(v, "bela", motion)];
    return { v, after: [v.base], decided: v.carry(motion, others, undefined, both) };
  },

  "[POLL-11] what two tellers say counts like a ballot": () => onPaper((v, motion) => [sheet(v, "ada", motion, { bela: "no" }), sheet(v, "cyn", motion, { bela: "no" })]),
  "[POLL-11] and not what one says on two machines": () =>
    onPaper((v, motion) => {
      const linked = v.link("ada", "ada/2", [motion]);
      return [sheet(v, "ada", motion, { bela: "no" }, [linked]), sheet(v, "ada/2", motion, { bela: "no" }, [linked])];
    }),
  "[POLL-11] nor where a third says otherwise": () => onPaper((v, motion) => [sheet(v, "ada", motion, { bela: "no" }), sheet(v, "cyn", motion, { bela: "no" }), sheet(v, "dan", motion, { bela: null })], others),
  "[POLL-11] but where the third took that back": () => onPaper((v, motion) => [sheet(v, "ada", motion, { bela: "no" }), sheet(v, "cyn", motion, { bela: "no" }), sheet(v, "dan", motion, {}, [sheet(v, "dan", motion, { bela: null })])], others),
  "[POLL-11] nor where the member says so, with a ballot of nothing": () =>
    onPaper((v, motion) => [sheet(v, "ada", motion, { bela: "no" }), sheet(v, "cyn", motion, { bela: "no" }), anyway(v, "bela", kinds.ballot, encodePollRecord({ type: "ballot", motion: motion.motion!, replaces: [], choice: null }), [motion])]),
  "[POLL-11] nor where the motion names no tellers": () => onPaper((v, motion) => [sheet(v, "ada", motion, { bela: "no" }), sheet(v, "cyn", motion, { bela: "no" })], null),
  "[POLL-11, POLL-3] a sheet signed after its teller's promise is left out": () =>
    onPaper((v, motion) => [sheet(v, "ada", motion, { dan: "no" }), sheet(v, "bela", motion, { dan: "no" }, [anyway(v, "bela", kinds.seal, encodePollRecord({ type: "seal", motion: motion.motion! }), [motion])])], ["ada", "bela"]),
  "[POLL-11, POLL-3] so is what it says of who had promised before": () =>
    onPaper((v, motion) => [anyway(v, "bela", kinds.seal, encodePollRecord({ type: "seal", motion: motion.motion! }), [motion]), sheet(v, "ada", motion, { bela: "no" }), sheet(v, "cyn", motion, { bela: "no" })]),
  "[POLL-11, POLL-4] a sheet of a revoked machine is left out": () =>
    onPaper((v, motion) => {
      const linked = v.link("bela", "bela/2", [motion]);
      return [sheet(v, "ada", motion, { bela: "no" }), sheet(v, "bela/2", motion, { bela: "no" }, [linked]), v.revoke("bela", "bela/2", [linked])];
    }, ["ada", "bela"]),
  "[POLL-11, LOG-7] two sheets of a machine that do not know each other are left out": () => onPaper((v, motion) => [sheet(v, "ada", motion, { bela: "no" }), sheet(v, "bela", motion, { bela: "no" }), sheet(v, "bela", motion, { bela: "no" })], ["ada", "bela"]),
  "[POLL-11, MEM-4] a sheet outside the cut of its teller's expulsion is left out": () => {
    const names = [...four, "eve", "fay", "gus"];
    const rest = ["ada", "cyn", "dan", "eve", "fay"];
    return onPaper((v, motion) => {
      const by = sheet(v, "ada", motion, { gus: "no" });
      return [sheet(v, "bela", motion, { gus: "no" }), v.expel("bela", { after: [by], mover: "ada", attesters: rest })];
    }, ["ada", "bela"], names, rest);
  },
  "[POLL-11, MEM-4] so is what it says of who was expelled": () => onPaper((v, motion) => {
      const gone = [expelled(v, [motion])];
      return [sheet(v, "ada", motion, { bela: "no" }, gone), sheet(v, "cyn", motion, { bela: "no" }, gone)];
    }),

  "[LAW-3] two changes of the bylaws that do not know each other bring neither": () => {
    const { v, both } = changedSideBySide();
    return { v, after: both, about: ["bela"] };
  },
  "[LAW-3] until one that knows what they came to replaces them": () => {
    const { v, both } = changedSideBySide();
    return { v, after: [v.change(bylawsOf.consensus, { after: both, mover: "ada" })], about: ["bela"] };
  },
  "[LAW-2] bylaws count from the certificate on, not from the motion": () => {
    const v = village();
    const opened = v.open("bylaws", [], { after: [v.base], mover: "ada", change: { bylaws: bylawsOf.coop, replaces: null } });
    const early = v.change(bylawsOf.union, { after: [opened], mover: "cyn" });
    return { v, after: [v.carry(opened, four, undefined, [early])], about: ["bela"] };
  },
  "[LAW-4] what a sponsor said while expelled stands for nobody": () => {
    const v = village(four, { ...bylawsOf.assembly, sponsors: 1 });
    const admitted = v.admit("ada", "eve", [v.base]);
    const meanwhile = v.sponsor("bela", "eve", [admitted]);
    return { v, after: [v.reinstate("bela", { after: [meanwhile, expelled(v, [admitted])], mover: "ada" })], about: ["eve"] };
  },
};

/** All that is asked after a history. */
export function ask({ v, after, about = [], askers = ["ada"], kid, decided, beside = [] }: Told): readonly Asked[] {
  const asked: Asked[] = [];
  const put = (mover: string, kind: "ordinary" | "expulsion" | "reinstatement" | "naming", names: readonly string[]): void => {
    const { bytes } = v.motion(kind, names, { after, mover });
    const answer = v.tries(mover, kinds.motion, bytes, after, kid) ?? "taken";
    const opened = v.last(mover);
    const isKnown = v.assembly.governance.memberOf(v.device(mover)) !== null; // else nobody can check its signature
    asked.push({ what: [mover, kind, ...names].join(" "), answer: isKnown ? answer : "AuthorUnknown", record: v.record(opened.acts[0]!.id, [opened, ...beside]) });
  };
  if (decided !== undefined) asked.push({ what: "decided", answer: "taken", record: v.record(decided.acts[0]!.id, [decided]) });
  for (const asker of askers) put(asker, "ordinary", []);
  for (const name of about) for (const kind of ["expulsion", "reinstatement", "naming"] as const) put(askers[0]!, kind, [name]);
  return asked;
}
