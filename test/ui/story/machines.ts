/** ID-2. Whose machines there are. */
import type { Snapshots } from "../../../shared/contract/snapshots.ts";
import { days } from "../../../shared/base/units.ts";
import { idOf } from "./people.ts";

/** Everybody has one machine, and I a telephone besides. */
export function machinesOf(members: Snapshots["members"]["members"], unknownTelephone: boolean): Snapshots["machines"] {
  const machine = (id: string, name: string, since: number, here = false) => ({ id: idOf(id), name, since, state: "active" as const, here, unknown: unknownTelephone && id === "telephone" });
  return { links: true, members: members.map(({ id, name, me, joined }) => ({ member: { id, name, me }, machines: [machine(`machine of ${name}`, name, joined, me), ...(me ? [machine("telephone", "Telephone", joined + days(2))] : [])] })) };
}
