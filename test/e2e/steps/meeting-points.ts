/** What a test puts between an app and its meeting points. */
import type { Rendezvous } from "../../../shared/ports/rendezvous.ts";

/** Every message published arrives that much later. */
export const delayed =
  (milliseconds: number) =>
  (real: Rendezvous): Rendezvous => ({
    ...passing(real),
    publish: (topic, message) => void setTimeout(() => real.publish(topic, message), milliseconds),
  });

/** Tells nobody of the server inside the app. */
export const withoutOwn = (real: Rendezvous): Rendezvous => ({ ...passing(real), ownAddresses: () => Promise.resolve([]) });

const passing = (real: Rendezvous): Rendezvous => ({
  dial: (addresses) => real.dial(addresses),
  subscribe: (topics) => real.subscribe(topics),
  publish: (topic, message) => real.publish(topic, message),
  onMessage: (handler) => real.onMessage(handler),
  onStatus: (handler) => real.onStatus(handler),
  ownAddresses: () => real.ownAddresses(),
  close: () => real.close(),
});

/** There is none at all, and nothing said goes anywhere. */
export const nowhere = (real: Rendezvous): Rendezvous => ({
  dial: () => undefined,
  subscribe: () => undefined,
  publish: () => undefined,
  onMessage: () => undefined,
  onStatus: () => undefined,
  ownAddresses: () => Promise.resolve([]),
  close: () => real.close(),
});
