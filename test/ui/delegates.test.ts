/** [MAN-1…9] Delegates in Chromium: who supports whom, taking support back, petitions for recall, proposing a mandate. */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { RecordMandate } from "../../shared/contract/mandate-names.ts";
import type { MemberRef } from "../../shared/contract/snapshots.ts";
import { expectAccessible, keepPicture, present, showWell, usePages } from "./pages.ts";
import { group } from "./story/harbour-street.ts";
import { motionId } from "./story/motions.ts";
import { ref } from "./story/people.ts";

const pages = usePages();
const delegates = `/g/${group}/delegates`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

showWell(pages, [
  ["delegates", { at: delegates }],
  ["delegates new", { at: `${delegates}/new` }],
]);

it("shows support as it is today, lets one take it back, and says how many names a recall lacks", async () => {
  const page = await pages.open({ at: delegates });
  await page.getByRole("link", { name: "Delegates" }).waitFor();
  const council = page.getByRole("region", { name: "City Tenants’ Council" });
  await council.getByText("6 of 11 support today").waitFor();
  await council.getByText("2 of 3 names").waitFor();
  await council.getByRole("button", { name: "Withdraw my support" }).click();
  await council.getByRole("button", { name: "Sign the petition" }).click();
  await council.getByLabel("Why, in your words").fill("I agree with Dmitri.");
  await council.getByRole("button", { name: "Sign the petition" }).click();
  const said = await page.evaluate(() => window.desk.ran.filter(({ type }) => type.startsWith("office.")));
  expect(said).toMatchObject([
    { type: "office.support", members: [] },
    { type: "office.petition", text: "I agree with Dmitri.", signs: true },
  ]);
});

it("[MAN-1] says that a delegate is due for confirmation, and opens that vote with one press", async () => {
  const page = await pages.open({ at: delegates });
  await page.evaluate(() => window.desk.change("mandates", (mandates) => ({ ...mandates, offices: mandates.offices.map((office) => ({ ...office, renewal: 365, confirmBy: Date.now() - 86_400_000 * 400 })) })));
  await page.evaluate((motion) => window.desk.answer("office.certify", { motion }), motionId(31));
  const council = region(page, "City Tenants’ Council");
  await council.getByText("Due for confirmation since").waitFor();
  await council.getByRole("button", { name: "Open the vote to confirm" }).click();
  await expect.poll(() => said(page)).toMatchObject([{ type: "office.certify", nominees: [ref("amara").id], method: "yes-no-abstain" }]);
});

const said = (page: Page) => page.evaluate(() => window.desk.ran.filter(({ type }) => type.startsWith("office.")));
const region = (page: Page, name: string) => page.getByRole("region", { name });

it("[MAN-2, MAN-3] asks others to stand, answers when asked, and shows who supports whom", async () => {
  const page = await pages.open({ at: `/g/${group}/agenda` });
  await page.evaluate((by) => window.desk.change("agenda", (agenda) => ({ ...agenda, needs: [{ need: "stand", office: "1", title: "Tellers for paper votes", by: [by] }] })), ref("ruth"));
  await page.getByText("Ruth asks you to stand for an office").waitFor();
  await page.getByRole("link", { name: "Answer", exact: true }).click();
  const tellers = region(page, "Tellers for paper votes");
  await tellers.getByText("was asked to stand by Ruth").waitFor();
  await tellers.getByText("stands; 2 support: Samir and Mehmet").waitFor();
  await tellers.getByRole("button", { name: "I do not stand" }).click();
  await tellers.getByRole("button", { name: "Ask somebody to stand…" }).click();
  await page.getByRole("option", { name: "Nadia Haddad" }).click();
  await tellers.getByRole("button", { name: "Support Ruth Adler" }).click();
  await region(page, "Treasurer").getByRole("button", { name: "Petition for a new vote" }).click();
  await region(page, "Treasurer").getByText("With 3 names, any of you can put it to the vote.").waitFor();
  await region(page, "Treasurer").getByRole("button", { name: "Sign the petition" }).click();
  expect(await said(page)).toMatchObject([
    { type: "office.nominate", member: ref("ines").id, stands: false },
    { type: "office.nominate", member: ref("nadia").id, stands: true },
    { type: "office.support", members: [ref("ruth").id] },
    { type: "office.petition", recall: null, text: "", signs: true },
  ]);
});

it("[MAN-1, POLL-10] puts all who stand to the vote, with a way of choosing where they are more than the seats", async () => {
  const page = await pages.open({ at: delegates });
  await page.evaluate((motion) => window.desk.answer("office.certify", { motion }), motionId(31));
  const tellers = region(page, "Tellers for paper votes");
  await tellers.getByRole("button", { name: "Put to the vote who holds it" }).press("Enter");
  await tellers.getByText("the 2 seats are shared out in proportion").waitFor();
  await tellers.getByText("Ballots are open here").waitFor();
  await expectAccessible(page);
  await keepPicture(page, "delegates-vote");
  await tellers.getByRole("checkbox", { name: "Tomasz" }).press("Space");
  await tellers.getByText("yes gives it to Ruth and Samir together").waitFor();
  await tellers.getByRole("checkbox", { name: "Tomasz" }).press("Space");
  await tellers.getByRole("button", { name: "Open the vote" }).click();
  expect(await said(page)).toMatchObject([{ type: "office.certify", nominees: [ref("ruth").id, ref("samir").id, ref("tomasz").id], method: "stv-scottish" }]);
});

it("[MAN-2, MAN-5] lays an office down after asking once, and says what replaces whom where support was lost", async () => {
  const page = await pages.open({ at: delegates });
  await page.evaluate((me) => {
    window.desk.change("mandates", (all) => ({ ...all, offices: all.offices.map((one) => (one.title === "Treasurer" ? { ...one, mySupport: "conflict", holders: one.holders.map((holder) => ({ ...holder, member: me, lost: true })) } : one)) }));
  }, ref("ines"));
  const treasurer = region(page, "Treasurer");
  await treasurer.getByText("Two of your machines said different things").waitFor();
  await treasurer.getByRole("button", { name: "Put to the vote who holds it" }).click();
  await treasurer.getByText("this ends the mandate of Inés Carrasco.").waitFor();
  await treasurer.getByRole("button", { name: "Lay the office down" }).click();
  await page.getByRole("alertdialog").getByText("You hold it no longer, at once.").waitFor();
  await page.getByRole("button", { name: "Keep it" }).click();
  expect(await said(page)).toEqual([]);
  await treasurer.getByRole("button", { name: "Lay the office down" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Lay the office down" }).click();
  expect(await said(page)).toMatchObject([{ type: "office.nominate", member: ref("ines").id, stands: false }]);
});

it("[MAN-9] opens a credential and says whether it holds or has lapsed, before anybody is shown it", async () => {
  const page = await pages.open({ at: delegates });
  const holds: RecordMandate = { office: "1", title: "City Council", scope: "Speaks for Port Bakers.", acts: ["speak"], disputed: false, holders: [{ id: "2", name: "Amara", devices: [] }], ended: [], decided: ["3"], asOf: present.getTime() };
  const opens = async (mandate: RecordMandate | null, valid = true): Promise<void> => {
    await page.evaluate((given) => window.desk.answer("record.verify", { valid: given.valid, problems: [], group: { id: "abcd", name: "Port Bakers" }, mandate: given.mandate }), { mandate, valid });
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Open a credential…" }).click()]);
    await chooser.setFiles({ name: "amara.veche-record", mimeType: "application/octet-stream", buffer: Buffer.from([1]) });
  };
  const presentedPart = region(page, "Delegates of other groups");
  await opens(null, false);
  await presentedPart.getByText("This file does not check out").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await opens(null);
  await presentedPart.getByText("the record of a decision and no credential").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await opens({ ...holds, holders: [], ended: [{ id: "2", name: "Amara", by: "recall", time: present.getTime() }] });
  await presentedPart.getByText("Nobody holds it any more. Amara was recalled.").waitFor();
  await presentedPart.getByText("Lapsed").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await opens(holds);
  await presentedPart.getByText("Held by Amara.").waitFor();
  await presentedPart.getByText("In the name of that group they may speak.").waitFor();
  await expectAccessible(page);
  await keepPicture(page, "delegates-opened");
  await page.getByRole("button", { name: "Show it to this group" }).click();
  await page.getByRole("button", { name: "Open a credential…" }).waitFor();
  expect(await page.evaluate(() => window.desk.ran.filter(({ type }) => type.startsWith("credential.")).map(({ type }) => type))).toEqual(["credential.present"]);
});

const proposed = (page: Page) => page.evaluate(() => window.desk.ran.filter(({ type }) => type === "office.propose").at(-1));

/** The form with what every office needs, and the vote not open yet. */
async function named(title: string): Promise<Page> {
  const page = await pages.open({ at: `${delegates}/new` });
  await page.evaluate((motion) => window.desk.answer("office.propose", { motion }), motionId(31));
  await page.getByLabel("What it is called").fill(title);
  await page.getByText("Say what it is for.").waitFor();
  await page.getByLabel("What it is for").fill("Speaks for us.");
  return page;
}

it("[MAN-1, POLL-10] proposes one member in few words, and says what law may ask of an election", async () => {
  const page = await named("City Council");
  await page.getByText("Choose who is to hold it, or “Nobody yet”.").waitFor();
  await page.getByText("are elected in secret; check that before you rely on this vote").waitFor();
  await page.getByRole("button", { name: "Member" }).click();
  await page.getByRole("option", { name: "Ruth Adler" }).click();
  await page.getByRole("button", { name: "Open the vote" }).click();
  expect(await proposed(page)).toMatchObject({ title: "City Council", holders: [ref("ruth").id], constituents: [], seats: 1, acts: ["speak"], floor: { numerator: 1, denominator: 2, strict: false }, lapses: false });
  expect(await proposed(page)).not.toHaveProperty("method");
});

it("[MAN-1, MAN-6, MAN-7] lets members choose among several for two seats, says what they may do, and when it ends", async () => {
  const page = await named("Delegation");
  await page.getByRole("checkbox", { name: "spend money" }).press("Space");
  await page.getByRole("radio", { name: "Choose among several" }).press("Space");
  await page.getByText("Whoever is preferred to every other holds it").waitFor();
  await page.getByLabel("How many hold it").fill("0");
  await page.getByText("The number of seats is a whole number from 1 to 50.").first().waitFor();
  await page.getByLabel("How many hold it").fill("2");
  for (const name of ["Ruth Adler", "Samir"]) await page.getByRole("checkbox", { name }).press("Space");
  await page.getByText("Tick more people than there are seats (2)").first().waitFor();
  await page.getByRole("checkbox", { name: "Tomasz" }).press("Space");
  await page.getByText("the 2 seats are shared out in proportion").waitFor();
  await page.getByText("all members give it · 2 seats · ends by recall").click();
  await page.getByRole("checkbox", { name: "Ends by itself when support is lost" }).press("Space");
  await page.getByRole("spinbutton", { name: "Confirm anew after so many days" }).fill("365");
  await expectAccessible(page);
  await keepPicture(page, "delegates-new-election");
  await page.getByRole("button", { name: "Open the vote" }).click();
  const sent = await proposed(page);
  expect(sent).toMatchObject({ seats: 2, method: "stv-scottish", acts: ["speak", "spend"], lapses: true, renewal: 365 });
  expect(sent?.type === "office.propose" && [...sent.holders].sort()).toEqual([ref("ruth").id, ref("samir").id, ref("tomasz").id].sort());
});

it("[MAN-4] names those who give an office, says who then votes, and leaves its holder to them", async () => {
  const page = await named("Steward");
  await page.getByText("all members give it").click();
  await page.getByRole("radio", { name: "Some members" }).press("Space");
  await page.getByText("Tick who gives it, or choose all members.").waitFor();
  for (const name of ["Ruth Adler", "Samir"]) await page.getByRole("checkbox", { name }).press("Space");
  await page.getByText("After that Ruth and Samir alone vote on who holds it").waitFor();
  await page.getByText("Nobody yet: once the office is made").waitFor();
  expect(await page.getByRole("radio", { name: "One member" }).count()).toBe(0);
  await expectAccessible(page);
  await keepPicture(page, "delegates-new-some");
  await page.getByRole("button", { name: "Open the vote" }).click();
  const sent = await proposed(page);
  expect(sent).toMatchObject({ holders: [], seats: 1 });
  expect(sent?.type === "office.propose" && [...sent.constituents].sort()).toEqual([ref("ruth").id, ref("samir").id].sort());
});

it.each([
  ["en" as const, "Ballots are open here"],
  ["ru" as const, "Голосование здесь открытое"],
])("[POLL-10] says on an election what law may ask of it, and on a recall nothing of the kind (%s)", async (language, says) => {
  const page = await pages.open({ at: `/g/${group}/motions/${motionId(31)}`, language });
  const shows = (kind: "mandate" | "recall", nominees: readonly MemberRef[]) =>
    page.evaluate(
      (given) =>
        window.desk.change("motion", (motion) => {
          const office = { id: "1", title: "City Council", scope: "Speaks for us.", instructions: "", constituents: [], seats: 1, acts: [], floor: { numerator: 1, denominator: 2, strict: false }, renewal: null, lapses: false, elected: [] };
          return motion && { ...motion, kind: given.kind, office: { ...office, nominees: given.nominees } };
        }),
      { kind, nominees },
    );
  await shows("mandate", [ref("ruth")]);
  await page.getByRole("note").getByText(says).waitFor();
  await shows("recall", []);
  await expect.poll(() => page.getByText(says).count()).toBe(0);
});
