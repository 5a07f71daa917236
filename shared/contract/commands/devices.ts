/** ID-2, ID-4. Machines of this person. */
import * as v from "valibot";
import { id, text } from "./fields.ts";

export const deviceCommands = [
  /** This machine is the new one: a code for the other to take in. `name`: what it will be called. */
  v.strictObject({ type: v.literal("device.show"), name: text }),
  /** This machine has the memberships; it takes in the code of the new one. */
  v.strictObject({ type: v.literal("device.accept"), code: text }),
  /** Whether both machines show the same six digits. */
  v.strictObject({ type: v.literal("device.confirm"), equal: v.boolean() }),
  v.strictObject({ type: v.literal("device.stop") }),
  /** ID-6. A machine that was unknown is mine. */
  v.strictObject({ type: v.literal("device.know"), group: id, device: id }),
  /** For ever. */
  v.strictObject({ type: v.literal("device.revoke"), group: id, device: id }),
] as const;
