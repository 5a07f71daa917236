/**
 * POLL-7, POLL-8. What methods tell that count in rounds, and what becomes of lots: where votes cannot tell between
 * candidates, the count is made for every way the lots can fall, and elected is who is elected in all of them.
 */
export interface Lot {
  readonly of: "surplus" | "exclusion";
  readonly between: readonly number[];
  readonly fell: number;
  /** Nobody voted for any of them, and all of them go. */
  readonly idle: boolean;
}

export interface Round {
  readonly votes: readonly string[];
  readonly exhausted: string;
  readonly quota: string | null;
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  readonly surplusOf: number | null;
  readonly lot: Lot | null;
}

export interface Course {
  readonly rounds: readonly Round[];
  readonly elected: readonly number[];
  /** Nobody voted for any of these, and they are more than the seats left. */
  readonly level: readonly number[];
}

export interface RoundsResult {
  readonly seats: number;
  readonly rounds: readonly Round[];
  readonly elected: readonly number[];
  readonly tied: readonly number[];
}

/** Preferences of one ballot, best first. */
export type Paper = readonly number[];

/** Chooses one of equals. Two courses in one `state` go on alike. */
export type Lots = (between: readonly number[], state: string) => number;

/** Equals in the order in which a lot puts them. */
export type Order = (equals: readonly number[]) => readonly number[];

/** docs/decisions/100. */
const mostWays = 2048;

/** `none`: "None of these". With its election nobody else is elected; null where it is a candidate like others. */
export function everyWay(seats: number, candidates: number, course: (lots: Lots) => Course, none: number | null): RoundsResult {
  const all = Array.from({ length: candidates }, (_, i) => i);
  const followed: Course[] = [];
  const met = new Set<string>();
  const waiting: (readonly number[])[] = [[]];
  for (let next = 0; next < waiting.length; next++) {
    if (waiting.length > mostWays) return upToFirstLot(seats, all, followed[0]!);
    const given = waiting[next]!;
    const fallen: { readonly which: number; readonly of: number; readonly state: string }[] = [];
    const found = course((between, state) => {
      const which = given[fallen.length] ?? 0;
      fallen.push({ which, of: between.length, state });
      return between[which]!;
    });
    followed.push(upToNone(found, none));
    for (let lot = given.length; lot < fallen.length && !met.has(fallen[lot]!.state); lot++) {
      met.add(fallen[lot]!.state);
      for (let which = 1; which < fallen[lot]!.of; which++) waiting.push([...fallen.slice(0, lot).map((one) => one.which), which]);
    }
  }
  const [first] = followed as [Course];
  const always = first.elected.filter((one) => followed.every(({ elected }) => elected.includes(one)));
  const sometimes = all.filter((one) => !always.includes(one) && followed.some(({ elected, level }) => elected.includes(one) || level.includes(one)));
  return { seats, rounds: first.rounds, elected: always, tied: sometimes };
}

/** Each lot falls as it is told; whom nobody voted for stays tied. */
export function oneWay(seats: number, order: Order, course: (lots: Lots) => Course, none: number | null): RoundsResult {
  const { rounds, elected, level } = upToNone(course((between) => order(between)[0]!), none);
  return { seats, rounds, elected, tied: level };
}

function upToNone(course: Course, none: number | null): Course {
  const end = none === null ? -1 : course.elected.indexOf(none);
  return end === -1 ? course : { ...course, elected: course.elected.slice(0, end), level: [] };
}

function upToFirstLot(seats: number, all: readonly number[], { rounds }: Course): RoundsResult {
  const first = rounds.findIndex(({ lot }) => lot !== null && !lot.idle);
  const before = rounds.slice(0, first);
  const elected = [...before.flatMap((round) => round.elected), ...(rounds[first]!.excluded.length === 0 ? rounds[first]!.elected : [])];
  const gone = before.flatMap((round) => [...round.elected, ...round.excluded]);
  return { seats, rounds, elected, tied: all.filter((one) => !elected.includes(one) && !gone.includes(one)) };
}

/** A whole number of a rule's own places as a decimal. */
export function decimal(value: bigint, places: number): string {
  const unit = 10n ** BigInt(places);
  return `${value / unit}.${String(value % unit).padStart(places, "0")}`;
}

export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
export const least = (values: readonly bigint[]): bigint => values.reduce((low, value) => (value < low ? value : low));
/** Most votes first, equals as they stood. */
export const byVotes = (among: readonly number[], votes: readonly bigint[]): number[] => among.toSorted((a, b) => Number(votes[b]! > votes[a]!) - Number(votes[b]! < votes[a]!));
