/** What a relay counts: how often and how much, never who, which mailbox or when. Kept in memory alone. */
/** Why a relay does not do what it is asked. */
export type RefusedKind = "NoRight" | "WrongSize" | "WrongBytes" | "Nothing" | "MailboxFull" | "RelayFull" | "TooOften";

const names = {
  put: "blobs taken in",
  putBytes: "bytes taken in",
  listed: "listings given",
  got: "blobs given",
  gotBytes: "bytes given",
  expired: "blobs let go of after their time",
  noRight: "refused: no proof of the right",
  wrongSize: "refused: a size that is not padded",
  wrongBytes: "refused: other bytes than were named",
  nothing: "asked for and not here",
  mailboxFull: "refused: mailbox full",
  relayFull: "refused: relay full",
  tooOften: "refused: too often",
  malformed: "requests that were none",
  failed: "failures of the disk",
} as const;
export type CounterName = keyof typeof names;

export class Counters {
  readonly #counts = new Map<CounterName, number>();

  add(name: CounterName, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  get(name: CounterName): number {
    return this.#counts.get(name) ?? 0;
  }

  /** In the text form that Prometheus reads. */
  text(load: Readonly<Record<string, number>>): string {
    const counted = Object.entries(names).map(([name, help]) => `# HELP veche_relay_${name} ${help}\n# TYPE veche_relay_${name} counter\nveche_relay_${name} ${this.get(name as CounterName)}`);
    const held = Object.entries(load).map(([name, value]) => `# TYPE veche_relay_held_${name} gauge\nveche_relay_held_${name} ${value}`);
    return `${[...counted, ...held].join("\n")}\n`;
  }
}

export const labelOf = (kind: RefusedKind): CounterName => (kind.charAt(0).toLowerCase() + kind.slice(1)) as CounterName;
