/** ID-2, ID-4. Machines of this person. */
import type { DeviceId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import { refuse, required } from "../checks.ts";
import { revokeDevice } from "../devices.ts";
import { know } from "../known-machines.ts";
import type { GroupHandlers, ProfileHandlers } from "./handlers.ts";

export const devicesOfProfile = {
  "device.show": ({ profile }, command) => {
    const name = required("name", command.name, limits.personName);
    return name.ok ? ok({ code: profile.linking.show(name.value) }) : name;
  },
  "device.accept": ({ profile }, command) => profile.linking.accept(command.code),
  "device.confirm": ({ profile }, command) => profile.linking.confirm(command.equal),
  "device.stop": ({ profile }) => {
    profile.linking.stop();
    return ok(null);
  },
} satisfies Partial<ProfileHandlers>;

export const devicesOfGroup = {
  "device.know": async ({ context }, command) => ((await know(context, command.device as DeviceId)) ? ok(null) : refuse({ kind: "NoSuchDevice" })),
  "device.revoke": async ({ context }, command) => ((await revokeDevice(context.group, command.device as DeviceId)) ? ok(null) : refuse({ kind: "NoSuchDevice" })),
} satisfies Partial<GroupHandlers>;
