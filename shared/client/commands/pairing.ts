/** SYNC-9. Connecting two machines by hand. */
import type { GroupId } from "../../base/ids.ts";
import { ok } from "../../base/result.ts";
import type { ProfileHandlers } from "./handlers.ts";

export const pairingHandlers = {
  "pair.show": ({ profile }, command) => profile.pairing.show(command.of as GroupId),
  "pair.take": ({ profile }, command) => profile.pairing.take(command.code),
  "pair.stop": ({ profile }) => {
    profile.pairing.stop();
    return ok(null);
  },
} satisfies Partial<ProfileHandlers>;
