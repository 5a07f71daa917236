/** Machines of one person: the second is linked with a code and six digits and is shut out; with the first lost, twelve words bring a third. */
import { expect, it } from "vitest";
import type { MachinesSnapshot } from "../../shared/contract/linking-snapshot.ts";
import type { ThreadRow } from "../../shared/contract/snapshots.ts";
import { vecheProgram } from "./program.ts";

const { person, file } = vecheProgram();

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

it("[ID-3, ID-5, ID-6] prints the words, takes three of them, comes back with them as the same member, and compares numbers", async () => {
  const [cyn, dan, anew] = [person("cyn"), person("dan"), person("cyn anew")];
  await dan.veche("found", "--name", "Port Bakers", "--as", "Dan");
  await dan.serve();
  const invited = async () => (await dan.answer<{ link: string }>("invite")).link;
  await cyn.veche("join", await invited(), "--as", "Cyn");
  const { words, written } = await cyn.answer<{ words: string[]; written: number | null }>("identity", "words");
  expect([words.length, written]).toEqual([12, null]);
  expect((await cyn.veche("identity", "confirm", ...[2, 7, 12].map((place) => `${place}=${words[place - 1]!}`))).stdout).toBe("They are on paper.\n");

  const paper = (typed: readonly string[]): string => file("words.txt", typed.join(" "));
  const link = await invited();
  const recover = (typed: readonly string[]) => anew.veche("identity", "recover", link, "--words-file", paper(typed), "--lost", "--as", "Cyn", "--json");
  expect(await recover(words.with(3, "harbour"))).toMatchObject({ code: 1, stderr: "Word 4, “harbour”, is not in the list.\n" });
  const back = await recover(words);
  expect([back.code, back.stdout]).toEqual([0, expect.stringContaining("Port Bakers")]);
  const { members } = await dan.sees<MachinesSnapshot>(["device", "list"], (seen) => seen.members.some(({ machines }) => machines.some(({ state }) => state === "revoked")));
  expect(members.map(({ member, machines }) => [member.name, machines.map(({ state }) => state)]).sort()).toEqual([["Cyn", ["revoked", "active"]], ["Dan", ["active"]]]);
  const [mine, theirs] = await Promise.all([anew.answer<{ number: string }>("safety", "Dan"), dan.answer<{ number: string }>("safety", "Cyn")]);
  expect([mine.number, /^(\d{5} ?){12}$/u.test(mine.number)]).toEqual([theirs.number, true]);
  expect(await dan.answer("safety", "Cyn", "--same", mine.number)).toMatchObject({ compared: { is: "compared" } });
  await dan.stop();
});
