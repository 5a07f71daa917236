/** Two profiles of one person: the second is linked with a code and six digits, writes, and is shut out. */
import { expect, it } from "vitest";
import type { MachinesSnapshot } from "../../shared/contract/linking-snapshot.ts";
import type { ThreadRow } from "../../shared/contract/snapshots.ts";
import { vecheProgram } from "./program.ts";

const { person } = vecheProgram();

it("[ID-2, ID-4] links a machine by a code and digits, refuses wrong ones, and revokes it", async () => {
  const [ada, telephone] = [person("ada"), person("telephone")];
  await ada.veche("found", "--name", "Harbour Street", "--as", "Ada");
  await ada.serve();
  const attempt = async (digitsToType: (shown: string) => string) => {
    const link = telephone.begin("device", "link", "Telephone", "--as", "Ada", "--json");
    const { code } = await link.event<{ code: string }>("code");
    const accept = ada.begin("device", "accept", code, "--json");
    const [mine, theirs] = await Promise.all([accept.event<{ digits: string }>("digits"), link.event<{ digits: string }>("digits")]);
    expect(mine.digits).toBe(theirs.digits);
    link.say("yes");
    const confirmed = await ada.veche("device", "confirm", digitsToType(theirs.digits));
    return { confirmed, codes: await Promise.all([accept.ended, link.ended]) };
  };
  const refused = await attempt((shown) => (shown === "000 000" ? "000 001" : "000 000"));
  expect([refused.confirmed.code, ...refused.codes]).toEqual([1, 1, 1]);
  expect(refused.confirmed.stderr).toContain("The digits differ");
  const linked = await attempt((shown) => shown.replace(" ", ""));
  expect([linked.confirmed.code, ...linked.codes]).toEqual([0, 0, 0]);

  await telephone.serve();
  await telephone.veche("post", "--title", "On the way", "From the tram.");
  await ada.sees<ThreadRow[]>(["threads"], (rows) => rows[0]?.title === "On the way");
  const { members } = await ada.answer<MachinesSnapshot>("device", "list");
  expect(members.map(({ machines }) => machines.map(({ name, state }) => [name, state]))).toEqual([[["Ada", "active"], ["Telephone", "active"]]]);
  expect(await ada.veche("device", "revoke", "Telefon")).toMatchObject({ code: 1, stderr: "None of your machines is called “Telefon”.\n" });
  expect((await ada.veche("device", "revoke", "Telephone")).stdout).toBe("“Telephone” is shut out in one group.\n");
  await telephone.sees<MachinesSnapshot>(["device", "list"], (seen) => seen.members[0]!.machines.some(({ here, state }) => here && state === "revoked"));
  await Promise.all([ada.stop(), telephone.stop()]);
});
