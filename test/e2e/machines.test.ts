/** [ID-2, ID-4] Two windows of one person and one of another: linked by text and six digits, both write; a later group comes by itself; shut out, one reads nothing later. */
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, groupOf, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { post, sees, startThread } from "./steps/talk.ts";

it("a person links a second machine, writes on both, and shuts it out", { timeout: minutes(2) }, async () => {
  const browser = await openBrowser();
  const [desk, telephone] = [await AppWindow.open(browser), await AppWindow.open(browser)];
  await Promise.all([welcome(desk, "Ada"), welcome(telephone, "Ada")]);
  await found(desk, "Harbour Street");
  const group = groupOf(desk);

  await telephone.go("/settings");
  await telephone.page.getByLabel("What this machine is to be called").fill("Telephone");
  await telephone.page.getByRole("button", { name: "Link this machine to another of yours" }).click();
  const code = await telephone.page.locator("code[title^='veche:machine']").getAttribute("title");
  await fitsNarrow(telephone, "machine-code");
  await desk.go("/settings");
  await desk.page.getByLabel("Code that the new machine shows").fill(code!);
  await desk.page.getByRole("button", { name: "Link a machine" }).click();
  const digits = await telephone.page.getByText(/^\d{3} \d{3}$/u).textContent({ timeout: 20_000 });
  await desk.page.getByLabel("Six digits on the new machine").fill(digits!);
  await desk.page.getByRole("button", { name: "Compare" }).click();
  await telephone.page.getByRole("button", { name: "Yes, go on" }).waitFor({ timeout: 20_000 });
  await fitsNarrow(telephone, "machine-typed");
  await telephone.page.getByRole("button", { name: "Yes, go on" }).click();
  for (const { page } of [desk, telephone]) await page.getByText("Linked in: Harbour Street.").waitFor({ timeout: 20_000 });
  await looksRight(desk, "machines");

  await telephone.go(`/g/${group}/discussions`);
  await startThread(telephone, "On the way", "From the tram.");
  await desk.go(telephone.path);
  await sees(desk, "From the tram.");
  await post(desk, "From the desk.");
  await sees(telephone, "From the desk.");

  const thread = desk.path;
  await desk.go("/found");
  await desk.page.getByLabel("Name of the group").fill("Port Bakers");
  await desk.page.getByRole("button", { name: "Found it" }).click();
  await telephone.go("/settings");
  await telephone.page.getByText("In: Harbour Street and Port Bakers.").first().waitFor({ timeout: 20_000 });
  await desk.go("/settings");
  await desk.page.getByRole("button", { name: "Shut out the machine “Telephone” in Harbour Street" }).click();
  await desk.page.getByRole("alertdialog").getByRole("button", { name: "Shut out" }).click();
  await desk.page.getByText("shut out", { exact: true }).waitFor();
  await desk.go(thread);
  await post(desk, "Not for thieves.");
  await sees(desk, "Not for thieves.");
  await telephone.go("/settings");
  await telephone.page.getByText("shut out", { exact: true }).waitFor({ timeout: 15_000 });
  await telephone.go(thread);
  await sees(telephone, "From the desk.");
  expect(await telephone.page.getByText("Not for thieves.").count()).toBe(0);
  noErrors([desk, telephone]);
  await browser.close();
});
