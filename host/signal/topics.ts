/** Who listens to which topic, and delivery of what is published to everyone but its sender. */

export interface Subscriber {
  /** `text` is the message as it goes over a socket; `data` what was published. */
  deliver(topic: string, data: unknown, text: string): void;
}

export class Topics {
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  readonly #topics = new Map<Subscriber, Set<string>>();

  /** Subscribes to as many of `topics` as the subscriber may have in all. */
  subscribe(subscriber: Subscriber, topics: readonly string[], most: number): void {
    const own = this.#topics.get(subscriber) ?? new Set<string>();
    this.#topics.set(subscriber, own);
    for (const topic of topics) {
      if (own.size >= most) return;
      own.add(topic);
      const all = this.#subscribers.get(topic) ?? new Set<Subscriber>();
      this.#subscribers.set(topic, all.add(subscriber));
    }
  }

  unsubscribe(subscriber: Subscriber, topics: readonly string[]): void {
    for (const topic of topics) {
      this.#topics.get(subscriber)?.delete(topic);
      const all = this.#subscribers.get(topic);
      all?.delete(subscriber);
      if (all?.size === 0) this.#subscribers.delete(topic);
    }
  }

  leave(subscriber: Subscriber): void {
    this.unsubscribe(subscriber, [...(this.#topics.get(subscriber) ?? [])]);
    this.#topics.delete(subscriber);
  }

  /** `clients` is what the stock server adds: how many listen, the sender included. */
  publish(from: Subscriber, topic: string, data: unknown): void {
    const all = this.#subscribers.get(topic);
    if (all === undefined) return;
    const text = JSON.stringify({ type: "publish", topic, data, clients: all.size });
    for (const subscriber of all) if (subscriber !== from) subscriber.deliver(topic, data, text);
  }

  /** Topics with a listener. */
  get size(): number {
    return this.#subscribers.size;
  }
}
