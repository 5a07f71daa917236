/**
 * Stands in for the engine's signalling: carries messages (hexadecimal) between the members of one room after a delay, passes a
 * peer's announce to one side of each pair only, and repeats announces. Members may be anywhere (this process, a page).
 */
export interface RelayMember {
  readonly peerId: string;
  announce(from: string): void;
  signal(from: string, message: string): void;
}

export class Relay {
  readonly #members = new Map<string, RelayMember>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #repeat: NodeJS.Timeout;
  readonly #delay: number;
  /** Nothing passes while it is cut. */
  cut = false;
  /** How many signalling messages were carried. */
  carried = 0;

  constructor(delay = 50, repeatEvery = 2000) {
    this.#delay = delay;
    this.#repeat = setInterval(() => {
      for (const id of this.#members.keys()) this.#announce(id);
    }, repeatEvery);
  }

  enter(member: RelayMember): void {
    this.#members.set(member.peerId, member);
    this.#announce(member.peerId);
    for (const id of this.#members.keys()) if (id > member.peerId) this.#announce(id);
  }

  leave(peerId: string): void {
    this.#members.delete(peerId);
  }

  carry(from: string, to: string, message: string): void {
    this.carried++;
    this.#later(() => this.#members.get(to)?.signal(from, message));
  }

  close(): void {
    clearInterval(this.#repeat);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#members.clear();
  }

  /** Members with a smaller name dial those with a greater one. */
  #announce(from: string): void {
    this.#later(() => {
      for (const member of this.#members.values()) if (member.peerId < from) member.announce(from);
    });
  }

  #later(action: () => void): void {
    if (this.cut) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.cut) action();
    }, this.#delay);
    this.#timers.add(timer);
  }
}
