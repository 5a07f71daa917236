/** [MAN-1…9] Delegates in Chromium: who supports whom, taking support back, petitions for recall, proposing a mandate. */
import { afterAll, expect, it } from "vitest";
import { showWell, usePages } from "./pages.ts";
import { group } from "./story/harbour-street.ts";

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
