/** The relays of the story: one that works, one that does not answer. */
import { minutes } from "../../../shared/base/units.ts";
import type { RelayRow, RelaysSnapshot } from "../../../shared/contract/relay-snapshots.ts";

export const relayRow = (address: string): RelayRow => ({ address, entered: true, state: "trying", problem: null, checked: null, daysKept: 30, coming: 0, going: 0, withheld: 0, loses: false });

export const relaysOf = (now: number): RelaysSnapshot => ({
  relays: [
    { ...relayRow("https://relay.harbour.example"), state: "reached", checked: now - minutes(1) },
    { ...relayRow(`http://${"qbx7t2".repeat(9)}qb.onion`), entered: false, state: "trouble", problem: "NeedsProxy", going: 3 },
  ],
  proxy: null,
});
