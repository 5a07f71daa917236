/** What is known of a relay, in words. */
import type { RelayRow } from "../../shared/contract/relay-snapshots.ts";
import type { RelayProblemKind } from "../../shared/ports/mailboxes.ts";
import { formatTime } from "../times.ts";
import { counted } from "./lists.ts";

export const relayProblemWords: Readonly<Record<RelayProblemKind, string>> = {
  BadAddress: "this is no address of a relay",
  NeedsProxy: "an onion address needs a proxy: veche relay proxy 127.0.0.1:9050",
  ProxyUnreachable: "the proxy does not answer",
  Unreachable: "it does not answer",
  Untrusted: "its certificate is not one this machine trusts; an address with the relay's own certificate in it is printed where the relay runs",
  NotARelay: "what answers there is no relay",
  NoRight: "it does not accept this group's proof",
  Nothing: "it has not what it lists",
  MailboxFull: "it takes no more from this group today",
  RelayFull: "it is full",
  TooOften: "it was asked too often and is left alone for a while",
};

export function relayWords(relay: RelayRow): string {
  const state = relay.state === "trouble" && relay.problem !== null ? relayProblemWords[relay.problem] : relay.state === "trying" ? "not reached yet" : "reached";
  const parts = [
    state,
    relay.checked === null ? "" : `last read ${formatTime(relay.checked)}`,
    relay.coming > 0 ? `${counted(relay.coming, "parcel", "parcels")} coming` : "",
    relay.going > 0 ? `${counted(relay.going, "entry", "entries")} to go there` : "",
    relay.withheld > 0 ? `${counted(relay.withheld, "parcel", "parcels")} it lists and does not hand out` : "",
    relay.loses ? "it lost what it had taken" : "",
    relay.entered ? "" : "told by an invite or a member",
  ];
  return `${relay.address}: ${parts.filter((part) => part !== "").join("; ")}`;
}
