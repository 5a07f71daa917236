/** [MAN-1…9] Delegates in Chromium: who supports whom, taking support back, petitions for recall, proposing a mandate. */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { MemberRef } from "../../shared/contract/snapshots.ts";
import { expectAccessible, keepPicture, showWell, usePages } from "./pages.ts";
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
  await expectAccessible(page);
  await keepPicture(page, "delegates-new-election");
  await page.getByRole("button", { name: "Open the vote" }).click();
  const sent = await proposed(page);
  expect(sent).toMatchObject({ seats: 2, method: "stv-scottish", acts: ["speak", "spend"], lapses: true });
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
          const office = { id: "1", title: "City Council", scope: "Speaks for us.", instructions: "", constituents: [], acts: [], lapses: false, elected: [] };
          return motion && { ...motion, kind: given.kind, office: { ...office, nominees: given.nominees } };
        }),
      { kind, nominees },
    );
  await shows("mandate", [ref("ruth")]);
  await page.getByRole("note").getByText(says).waitFor();
  await shows("recall", []);
  await expect.poll(() => page.getByText(says).count()).toBe(0);
});
