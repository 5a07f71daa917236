/** The port Mailboxes without a network: relays of this process, by address. For tests and simulations. */
import { err, ok } from "../../shared/base/result.ts";
import type { MailboxCall, Mailboxes, RelayProblem } from "../../shared/ports/mailboxes.ts";
import { listingCodec } from "../../shared/mailbox/mailbox.ts";
import { readRelayAddress } from "../../shared/mailbox/relay-address.ts";
import type { RelayDesk, Refused } from "./desk.ts";

export function memoryMailboxes(relays: ReadonlyMap<string, RelayDesk>): Mailboxes {
  const reach = (call: MailboxCall): RelayDesk | RelayProblem => {
    const address = readRelayAddress(call.relay);
    if (address === null) return { kind: "BadAddress" };
    if (address.onion && call.proxy === null) return { kind: "NeedsProxy" };
    return relays.get(call.relay) ?? { kind: "Unreachable" };
  };
  const problem = ({ kind }: Refused): RelayProblem => ({ kind: kind === "WrongSize" || kind === "WrongBytes" ? "NotARelay" : kind });

  return {
    async put(call, name, blob) {
      const desk = reach(call);
      if ("kind" in desk) return err(desk);
      const may = desk.mayPut(call.lane, call.mailbox, name, call.proof, blob.length);
      const put = may.ok ? await desk.put(call.mailbox, name, blob) : may;
      return put.ok ? ok(null) : err(problem(put.error));
    },
    async list(call, tag) {
      const desk = reach(call);
      if ("kind" in desk) return err(desk);
      const listed = desk.list(call.lane, call.mailbox, call.proof);
      if (!listed.ok) return err(problem(listed.error));
      return ok(listed.value.tag === tag ? null : { ...listingCodec.decode(listed.value.bytes)!, tag: listed.value.tag });
    },
    async get(call, name) {
      const desk = reach(call);
      if ("kind" in desk) return err(desk);
      const got = await desk.get(call.lane, call.mailbox, name, call.proof);
      return got.ok ? got : err(problem(got.error));
    },
  };
}
