/**
 * Histories of offices that turn on one rule each. Asked is whether a motion about the office may be opened there, whether what
 * somebody says of it has effect, and who holds it by the record of a certificate; the last is told here by hand.
 */
import type { MotionId } from "../../shared/base/ids.ts";
import { deedCodec, lapseCodec, nominationCodec, petitionCodec, presentationCodec, supportCodec } from "../../shared/governance/mandate-records.ts";
import { kinds, type Kind } from "../../shared/log/kind.ts";
import type { MandateAct, MandateMatter, OfficeTerms } from "../../shared/poll/mandate-field.ts";
import { commitmentTo } from "../../shared/poll/draw.ts";
import type { Choice } from "../../shared/tally/choice.ts";
import { bylawsOf } from "../../shared/poll/bylaws.ts";
import { decodePollRecord, encodePollRecord, motionTextHash, type Motion } from "../../shared/poll/records.ts";
import { Offices } from "../model/offices.ts";
import type { Event } from "../model/village.ts";
import type { AimedStory, Asked } from "./aimed.ts";
import { SignedVillage } from "./signed-village.ts";

const four = ["ada", "bela", "cyn", "dan"];
const seven = [...four, "eve", "fay", "gus"];
const option = (title: string) => ({ title, text: "", necessity: "", practicality: "" });

/** An office, what happens about it, and what is asked. */
class Story extends Offices<SignedVillage> implements AimedStory {
  readonly asked: Asked[] = [];
  readonly told: Event[] = [];

  constructor(names: readonly string[] = four, what: Partial<OfficeTerms> | ((v: SignedVillage) => Partial<OfficeTerms>) = {}) {
    super(new SignedVillage(names), what as Partial<OfficeTerms>);
  }

  /** A motion that makes or gives the office, or takes it back, put otherwise in some of its parts. */
  #motion(kind: "mandate" | "recall" | "ordinary", mover: string, after: readonly Event[], mandate: MandateMatter | undefined, names: readonly string[], over: Partial<Motion>): Uint8Array {
    const { bytes } = this.v.motion(kind, names, { after, mover, ...(mandate !== undefined && { mandate }) });
    const record = { ...(decodePollRecord(kinds.motion, bytes) as Motion & { type: "motion" }), ...over };
    return encodePollRecord({ ...record, textHash: motionTextHash(record) });
  }

  giving = (...nominees: readonly string[]): MandateMatter => ({ office: this.office, terms: this.terms, ...(nominees.length > 0 && { nominees: nominees.map((name) => this.v.member(name)) }) });

  opens(kind: "mandate" | "recall" | "ordinary", mover: string, after: readonly Event[], mandate: MandateMatter | undefined, names: readonly string[] = [], over: Partial<Motion> = {}): this {
    const answer = this.v.tries(mover, kinds.motion, this.#motion(kind, mover, after, mandate, names, over), after) ?? "taken";
    const opened = this.v.last(mover);
    this.told.push(opened);
    this.asked.push({ what: `${this.asked.length + 1}: ${kind} by ${mover}`, answer, record: this.v.record(opened.acts[0]!.id, [opened]) });
    return this;
  }

  gives = (mover: string, nominee: string, after: readonly Event[], over: Partial<Motion> = {}): this => this.opens("mandate", mover, after, this.giving(nominee), [], over);
  recalls = (mover: string, name: string, mandate: Event, after: readonly Event[], over: Partial<Motion> = {}): this => this.opens("recall", mover, after, { office: this.office, ends: mandate.motion! }, [name], over);

  /** It stands in a file beside a motion that does not know it: there it is out of place, or void. */
  says(name: string, kind: Kind, bytes: Uint8Array, after: readonly Event[]): this {
    const mover = this.v.electorate(after).find((one) => one !== name)!;
    const beside = this.v.open("ordinary", [], { after, mover });
    const answer = this.v.tries(name, kind, bytes, after) ?? "ExtraData";
    const said = this.v.last(name);
    this.told.push(beside, said);
    this.asked.push({ what: `${this.asked.length + 1}: ${kind} by ${name}`, answer, record: this.v.record(beside.acts[0]!.id, [beside, said]) });
    return this;
  }

  acts = (name: string, act: MandateAct, mandate: Event, after: readonly Event[]): this => this.says(name, kinds.delegateAct, deedCodec.encode({ mandate: mandate.motion!, act, text: "" }), after);
  backs = (name: string, whom: readonly string[], after: readonly Event[]): this => this.says(name, kinds.support, supportCodec.encode({ office: this.office, members: whom.map((one) => this.v.member(one)).sort() }), after);
  lapses = (by: string, name: string, mandate: Event, after: readonly Event[]): this => this.says(by, kinds.lapse, lapseCodec.encode({ mandate: mandate.motion!, member: this.v.member(name) }), after);
  asks(name: string, recall: readonly [string, Event] | null, after: readonly Event[], signs = true): Event {
    const of = recall === null ? null : { mandate: recall[1].motion!, member: this.v.member(recall[0]) };
    return this.v.says(name, kinds.petition, petitionCodec.encode({ office: this.office, recall: of, text: "", signs }), after);
  }

  /** By the record of this certificate, which was written when all these were known. */
  shows(certificate: Event, known: readonly Event[], holders: readonly string[], ended: readonly string[], disputed = false): this {
    const record = this.v.record(certificate.motion!, [certificate, ...known]);
    this.told.push(certificate, ...known);
    this.asked.push({ what: `${this.asked.length + 1}: who holds it`, answer: "taken", record, office: { holders, ended, disputed } });
    return this;
  }

  /** A motion carried by these, each of whom casts that ballot. */
  chosen(mandate: MandateMatter, mover: string, after: readonly Event[], over: Partial<Motion>, said: (motion: MotionId, name: string) => { readonly choice: Choice; readonly commitment?: Uint8Array }): Event {
    const opened = this.v.says(mover, kinds.motion, this.#motion("mandate", mover, after, mandate, [], over), after);
    const motion = opened.acts[0]!.id as string as MotionId;
    const who = this.v.electorate(after);
    const ballots = who.map((name) => this.v.says(name, kinds.ballot, encodePollRecord({ type: "ballot", motion, replaces: [], ...said(motion, name) }), [opened]));
    const seals = who.map((name) => this.v.says(name, kinds.seal, encodePollRecord({ type: "seal", motion }), ballots));
    const close = this.v.says(mover, kinds.close, encodePollRecord({ type: "close", motion, seals: seals.map(({ acts }) => acts[0]!.id).sort() }), seals);
    const attested = who.map((name) => this.v.attest(name, motion, close.acts[0]!, close.acts));
    return { acts: [...[opened, ...ballots, ...seals, close].flatMap(({ acts }) => acts), ...attested], by: new Set(who), motion };
  }
}

/** An election by lot between ada and bela, and the numbers all threw in. */
function byLot() {
  const o = new Story();
  const over = { method: "lots", seats: 1, lots: true, options: ["ada", "bela"].map(option) } as const;
  const number = (name: string): Uint8Array => new Uint8Array(32).fill(name.charCodeAt(0));
  const given = o.chosen(o.giving("ada", "bela"), "ada", [o.stands("ada", [o.base]), o.stands("bela", [o.base])], over, (motion, name) => ({ choice: { method: "lots", vote: "yes" }, commitment: commitmentTo(motion, o.v.member(name), number(name)) }));
  const numbers = four.map((name) => o.v.says(name, kinds.seed, encodePollRecord({ type: "seed", motion: given.motion!, value: number(name) }), [given]));
  return { o, over, given, numbers };
}

const ofThree = (v: SignedVillage): Partial<OfficeTerms> => ({ constituents: ["ada", "bela", "cyn"].map((name) => v.member(name)).sort() });

export const officeStories: Readonly<Record<string, () => Story>> = {
  "[MAN-1] a motion about an office says what it must, and no other does": () => {
    const o = new Story();
    const [ada, bela] = ["ada", "bela"].map((name) => o.v.member(name)) as [MandateMatter["ends"] & never, never];
    const stands = o.stands("ada", [o.base]);
    const change = { bylaws: bylawsOf.coop, replaces: null };
    return o
      .opens("mandate", "ada", [stands], { terms: o.terms })
      .opens("mandate", "ada", [stands], undefined)
      .opens("ordinary", "ada", [stands], o.giving("ada"))
      .opens("mandate", "ada", [stands], { office: o.office, ends: o.office })
      .opens("recall", "ada", [stands], o.giving(), ["bela"])
      .opens("recall", "ada", [stands], { ends: o.office }, ["bela"])
      .opens("mandate", "ada", [stands], { terms: { ...o.terms, title: "" } })
      .opens("mandate", "ada", [stands], { terms: o.terms, nominees: [ada, bela] })
      .opens("mandate", "ada", [stands], { terms: { ...o.terms, seats: 2 }, nominees: [ada, ada] })
      .opens("mandate", "ada", [stands], { terms: { ...o.terms, seats: 2 }, nominees: [ada, bela] })
      .gives("ada", "ada", [stands], { change })
      .gives("ada", "ada", [stands], { names: [bela] })
      .gives("ada", "ada", [stands], { method: "consensus" })
      .gives("ada", "ada", [stands], { method: "sign-up", options: [{ ...option("ada"), places: 1 }] })
      .gives("ada", "ada", [stands], { quorum: { numerator: 0, denominator: 1, strict: false } });
  },
  "[MAN-1] whoever is to hold an office stands, holds it or moves the motion": () => {
    const o = new Story();
    const stands = o.stands("bela", [o.base]);
    const given = o.elect("ada", [o.base]);
    const asked = o.petitions(null, "ada", [given]);
    return o
      .gives("cyn", "bela", [o.base])
      .gives("cyn", "bela", [stands])
      .gives("bela", "bela", [o.base])
      .gives("cyn", "ada", [o.stands("ada", [given, ...asked], false), ...asked])
      .gives("cyn", "ada", [given, ...asked, o.stands("ada", [given])])
      .gives("cyn", "bela", [o.stands("bela", [stands], false)])
      .gives("cyn", "bela", [stands, o.stands("bela", [o.base], false)])
      .gives("cyn", "bela", [o.stands("bela", [o.base], false), o.stands("bela", [o.base])])
      .gives("cyn", "bela", [o.stands("bela", [stands, o.stands("bela", [o.base], false)])])
      .gives("cyn", "bela", [stands, o.v.leave("bela", [o.base])])
      .opens("mandate", "cyn", [stands], { terms: o.terms, nominees: [o.v.member("dan")] });
  },
  "[MAN-1] whoever holds it need not say that they stand again": () => {
    const o = new Story();
    const made = o.v.decide("mandate", [], { after: [o.v.base], mandate: { terms: o.terms, nominees: [o.v.member("dan")] }, mover: "ada" });
    const asked = o.v.says("bela", kinds.petition, petitionCodec.encode({ office: made.motion!, recall: null, text: "", signs: true }), [made]);
    return o.opens("mandate", "cyn", [asked], { office: made.motion!, terms: o.terms, nominees: [o.v.member("dan")] }).shows(made, [], ["dan"], []);
  },
  "[MAN-1] an office exists once it was made, and for those who know it": () => {
    const o = new Story();
    const opened = o.v.open("mandate", [], { after: [o.v.base], mandate: { terms: o.terms } });
    return o
      .opens("mandate", "ada", [opened], { office: opened.motion!, terms: o.terms, nominees: [o.v.member("ada")] })
      .opens("mandate", "ada", [o.v.base], o.giving("ada"))
      .says("ada", kinds.nominate, nominationCodec.encode({ office: o.office, member: o.v.member("ada"), stands: true }), [o.v.base])
      .backs("ada", [], [o.v.base])
      .says("ada", kinds.petition, petitionCodec.encode({ office: o.office, recall: null, text: "", signs: true }), [o.v.base])
      .opens("recall", "ada", [o.v.base], { office: o.office, ends: o.office }, ["bela"]);
  },
  "[MAN-1] two certificates that do not know each other put it in dispute, and one that follows both settles it": () => {
    const o = new Story();
    const both = o.electBoth(["ada", "bela"], [o.base]);
    const settled = o.elect("cyn", both);
    return o
      .shows(both[0], [], ["ada"], [])
      .shows(both[0], [both[1]], [], [], true)
      .acts("ada", "speak", both[0], both)
      .shows(settled, [], ["cyn"], [])
      .recalls("cyn", "ada", both[0], [...both, o.asks("cyn", ["ada", both[0]], [both[0]])]);
  },
  "[MAN-1] the winners among the options hold it": () => {
    const o = new Story(four, { seats: 2 });
    const standing = ["bela", "cyn"].map((name) => o.stands(name, [o.base]));
    const options = ["bela", "cyn", "ada"].map(option);
    const over = { method: "approval" as const, options };
    const given = o.chosen(o.giving("bela", "cyn", "ada"), "ada", standing, over, () => ({ choice: { method: "approval", approved: [1] } }));
    return o
      .shows(given, [], ["cyn"], [])
      .opens("mandate", "ada", standing, o.giving("bela", "cyn", "ada"), [], { ...over, options: options.toReversed() })
      .opens("mandate", "ada", standing, o.giving("bela", "cyn"), [], over)
      .opens("mandate", "ada", standing, o.giving("bela", "cyn"), [], { method: "stv-scottish", options: options.slice(0, 2), seats: 2 })
      .opens("mandate", "ada", standing, o.giving("bela", "cyn", "ada"), [], { method: "stv-scottish", options, seats: 3 });
  },
  "[MAN-2] anyone asks, and each answers for themselves": () => {
    const o = new Story();
    const says = (name: string, of: string, stands: boolean, after: readonly Event[]): Story => o.says(name, kinds.nominate, nominationCodec.encode({ office: o.office, member: o.v.member(of), stands }), after);
    says("ada", "bela", true, [o.base]);
    says("ada", "bela", false, [o.base]);
    says("ada", "ada", false, [o.base]);
    says("ada", "bela", true, [o.v.leave("bela", [o.base])]);
    return o.gives("cyn", "bela", [o.stands("bela", [o.base], true, "ada")]);
  },
  "[MAN-2, MAN-6] who lays it down holds it no more, whatever they say later": () => {
    const o = new Story();
    const given = o.elect("ada", [o.base]);
    const down = o.stands("ada", [given], false);
    const up = o.stands("ada", [down]);
    const early = o.stands("ada", [o.base], false);
    return o.shows(given, [down], [], ["ada resignation"]).acts("ada", "speak", given, [down]).acts("ada", "speak", given, [up]).acts("ada", "speak", given, [given, early]).gives("bela", "bela", [down]);
  },
  "[MAN-3] one supports at most as many as there are seats, of those who hold it or stand": () => {
    const o = new Story();
    const given = o.elect("ada", [o.base]);
    const stands = o.stands("bela", [given]);
    return o.backs("cyn", ["ada"], [given]).backs("cyn", ["bela"], [given]).backs("cyn", ["bela"], [stands]).backs("cyn", ["ada", "bela"], [stands]).backs("cyn", [], [stands]);
  },
  "[MAN-4] an office of some is theirs to give and take back, on the terms all gave it": () => {
    const o = new Story(four, ofThree as never);
    const given = o.elect("ada", [o.base]);
    const asked = o.petitions({ mandate: given.motion!, of: "ada" }, "ada", [given]);
    const everyone = four.map((name) => o.v.member(name)).sort();
    const wider = { ...o.giving("ada"), terms: { ...o.terms, scope: "more" } };
    return o
      .backs("dan", ["ada"], [given])
      .says("dan", kinds.petition, petitionCodec.encode({ office: o.office, recall: null, text: "", signs: true }), [given])
      .gives("ada", "ada", [o.base])
      .gives("ada", "ada", [o.base], { roll: everyone })
      .opens("mandate", "ada", [o.base], wider)
      .opens("mandate", "ada", [o.base], o.giving())
      .opens("mandate", "ada", [o.base], { terms: o.terms, nominees: [o.v.member("ada")] })
      .opens("mandate", "ada", [o.v.leave("bela", [o.base])], { terms: o.terms })
      .recalls("bela", "ada", given, [given, ...asked])
      .recalls("bela", "ada", given, [given, ...asked], { roll: everyone })
      .shows(given, [], ["ada"], []);
  },
  "[MAN-4] an office of all is given anew on other terms, and those are then its terms": () => {
    const o = new Story();
    const given = o.v.decide("mandate", [], { after: [o.base], mandate: { ...o.giving("ada"), terms: { ...o.terms, seats: 2, acts: ["spend"] } }, mover: "ada" });
    return o.acts("ada", "spend", given, [given]).acts("ada", "speak", given, [given]).gives("bela", "bela", [given]).shows(given, [], ["ada"], []);
  },
  "[MAN-4] who is recalled is not on the roll": () => {
    const o = new Story(["ada", "bela", "cyn"]);
    const given = o.elect("ada", [o.base]);
    const asked = o.petitions({ mandate: given.motion!, of: "ada" }, "ada", [given]);
    return o.recalls("bela", "ada", given, asked).recalls("bela", "ada", given, asked, { roll: ["ada", "bela", "cyn"].map((name) => o.v.member(name)).sort() });
  },
  "[MAN-5] a recall needs the names the bylaws ask, of that mandate and not taken back": () => {
    const o = new Story(seven);
    const given = o.elect("ada", [o.base]);
    const first = o.asks("bela", ["ada", given], [given]);
    const second = o.asks("cyn", ["ada", given], [given]);
    const anew = o.asks("dan", null, [given]);
    return o
      .recalls("bela", "ada", given, [first])
      .recalls("bela", "ada", given, [first, anew])
      .recalls("bela", "ada", given, [first, second])
      .recalls("bela", "ada", given, [first, o.asks("cyn", ["ada", given], [second], false)])
      .recalls("bela", "ada", given, [first, second, o.asks("cyn", ["ada", given], [given], false)])
      .recalls("bela", "bela", given, [first, second])
      .says("bela", kinds.petition, petitionCodec.encode({ office: o.office, recall: { mandate: given.motion!, member: o.v.member("bela") }, text: "", signs: true }), [given]);
  },
  "[MAN-5] giving it anew needs names too, unless a seat is free or support is lost": () => {
    const o = new Story(seven);
    const given = o.elect("ada", [o.base]);
    const names = ["bela", "cyn"].map((name) => o.asks(name, null, [given]));
    const withdrawn = ["bela", "cyn", "dan", "eve"].map((name) => o.supports(name, [], [given]));
    return o
      .gives("bela", "bela", [given])
      .gives("bela", "bela", [names[0]!])
      .gives("bela", "bela", names)
      .gives("bela", "bela", withdrawn.slice(1))
      .gives("bela", "bela", withdrawn);
  },
  "[MAN-1, MAN-5] who holds it is confirmed without names, as often as the terms say so, and by these terms": () => {
    const o = new Story(seven, { renewal: 365 });
    const given = o.elect("ada", [o.base]);
    const never = new Story(seven);
    const before = never.elect("ada", [never.base]);
    o.gives("bela", "ada", [given]).gives("bela", "bela", [given]).opens("mandate", "bela", [given], { ...o.giving("ada"), terms: { ...o.terms, instructions: "Other ones" } });
    o.asked.push(...never.gives("bela", "ada", [before]).asked);
    return o;
  },
  "[MAN-1, POLL-15] whom a lot falls on holds the office, from when every number is shown": () => {
    const { o, given, numbers } = byLot();
    const [held] = o.v.assembly.mandates.holders(o.office, o.v.view(numbers));
    const winner = held!.member === o.v.member("ada") ? "ada" : "bela";
    return o
      .shows(given, numbers.slice(1), [], [])
      .shows(given, numbers, [winner], [])
      .acts(winner, "speak", given, numbers.slice(1))
      .acts(winner, "speak", given, numbers)
      .acts(winner === "ada" ? "bela" : "ada", "speak", given, numbers);
  },
  "[MAN-1, POLL-15] an election by lot is drawn again as a whole": () => {
    const { o, over, given, numbers } = byLot();
    const redraws = { motion: given.motion!, without: [o.v.member("dan")] };
    const shown = numbers.slice(0, 3);
    return o
      .opens("mandate", "ada", shown, o.giving("ada", "bela"), [], { ...over, redraws })
      .opens("mandate", "ada", shown, { ...o.giving("ada", "bela"), terms: { ...o.terms, instructions: "Other ones" } }, [], { ...over, redraws })
      .opens("mandate", "ada", shown, o.giving("bela", "ada"), [], { ...over, options: ["bela", "ada"].map(option), redraws })
      .opens("ordinary", "ada", shown, undefined, [], { ...over, redraws })
      .opens("mandate", "ada", numbers, o.giving("ada", "bela"), [], { ...over, redraws });
  },
  "[MAN-6] a delegate acts under the certificate in force, as its terms allow": () => {
    const o = new Story();
    const given = o.elect("ada", [o.base]);
    const again = o.elect("ada", [given]);
    const recalled = o.recall("ada", [given]);
    return o
      .acts("ada", "speak", given, [given])
      .acts("ada", "spend", given, [given])
      .acts("bela", "speak", given, [given])
      .acts("ada", "speak", given, [o.base])
      .acts("ada", "speak", given, [again])
      .acts("ada", "speak", again, [again])
      .acts("ada", "speak", given, [recalled])
      .acts("ada", "speak", { ...given, motion: "ab".repeat(32) as MotionId }, [given]);
  },
  "[MAN-6] a recall ends what it does not follow, also what was given beside it, and nothing that follows it": () => {
    const o = new Story();
    const first = o.elect("ada", [o.base]);
    const [again, other] = o.electBoth(["ada", "cyn"], [first]);
    const recalled = o.recall("ada", [first]);
    const anew = o.elect("ada", [recalled]);
    return o.shows(first, [recalled], [], ["ada recall"]).shows(again, [recalled], [], ["ada recall"]).shows(other, [recalled], [], ["ada recall"], true).shows(anew, [], ["ada"], []).acts("ada", "speak", again, [again, recalled]);
  },
  "[MAN-6] a later certificate replaces whom it does not elect": () => {
    const o = new Story(four, { seats: 2 });
    const both = o.v.decide("mandate", [], { after: [o.base, o.stands("bela", [o.base])], mandate: o.giving("ada", "bela"), mover: "ada" });
    const one = o.elect("bela", [both]);
    return o.shows(both, [], ["ada", "bela"], []).shows(both, [one], ["bela"], []).acts("ada", "speak", both, [one]).acts("bela", "speak", one, [one]).acts("bela", "speak", both, [one]);
  },
  "[MAN-6] who left, was expelled or is suspended holds nothing": () => {
    const o = new Story();
    const given = o.elect("ada", [o.base]);
    const left = o.v.leave("ada", [given]);
    const gone = o.v.expel("ada", { after: [given], mover: "bela" });
    const dispute = o.v.dispute([given], ["bela", "ada", "cyn", "dan"], ["ada", "bela", "cyn", "dan"]);
    return o
      .shows(given, [left], [], ["ada gone"])
      .recalls("bela", "ada", given, [left, o.asks("bela", ["ada", given], [given])])
      .recalls("bela", "ada", given, [gone, o.asks("bela", ["ada", given], [given])])
      .recalls("cyn", "ada", given, [...dispute, o.asks("cyn", ["ada", given], [given])])
      .gives("bela", "bela", [left]);
  },
  "[MAN-7] it lapses by an entry that shows enough to have withdrawn since the certificate": () => {
    const o = new Story();
    const given = o.elect("ada", [o.base]);
    const withdrawn = ["bela", "cyn", "dan"].map((name) => o.supports(name, [], [given]));
    const early = o.supports("dan", [], [o.base]);
    const back = o.supports("dan", ["ada"], [withdrawn[2]!]);
    const lapsed = o.lapse("bela", "ada", withdrawn);
    return o
      .lapses("bela", "ada", given, withdrawn.slice(1))
      .lapses("bela", "ada", given, withdrawn)
      .lapses("bela", "ada", given, [...withdrawn.slice(0, 2), early])
      .lapses("bela", "ada", given, [...withdrawn.slice(0, 2), back])
      .lapses("bela", "ada", given, [...withdrawn, o.supports("dan", ["ada"], [given])])
      .lapses("bela", "bela", given, withdrawn)
      .lapses("bela", "ada", given, [lapsed])
      .shows(given, [lapsed], [], ["ada lapse"]);
  },
  "[MAN-7] only where the terms say so": () => {
    const o = new Story(four, { lapses: false });
    const given = o.elect("ada", [o.base]);
    return o.lapses("bela", "ada", given, ["bela", "cyn", "dan"].map((name) => o.supports(name, [], [given])));
  },
  "[MAN-6, MAN-7] a lapse ends what was given beside it to the same member, if that is earlier": () => {
    const o = new Story();
    const first = o.elect("ada", [o.base]);
    const again = o.elect("ada", [first]);
    const lapsed = o.lapse("bela", "ada", ["bela", "cyn", "dan"].map((name) => o.supports(name, [], [again])));
    const early = o.lapse("bela", "ada", ["bela", "cyn", "dan"].map((name) => o.supports(name, [], [first])));
    const contested = o.elect("ada", [first], ["ada", "bela", "cyn"]);
    const later = o.lapse("cyn", "ada", ["bela", "cyn", "dan"].map((name) => o.supports(name, [], [contested])));
    const gone = o.v.expel("bela", { after: [first], mover: "ada", attesters: ["ada", "cyn", "dan"] });
    return o.shows(first, [lapsed], [], ["ada lapse"]).shows(again, [early], ["ada"], []).acts("ada", "speak", again, [again, early]).acts("ada", "speak", first, [contested, gone]).acts("ada", "speak", first, [later, gone]);
  },
  "[MAN-9] a file of another group decides nothing here": () => {
    const o = new Story();
    const shown = presentationCodec.encode({ file: new Uint8Array(9), bearer: null });
    return o.says("ada", kinds.credential, shown, [o.base]).says("ada", kinds.credential, new Uint8Array(3), [o.base]).says("ada", kinds.credential, shown, [o.v.expel("ada", { after: [o.base], mover: "bela" })]);
  },
};
