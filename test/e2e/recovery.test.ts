/** [ID-5, ID-6] A person writes their words down, loses the machine, and is the same member again behind the third door of another. */
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, groupOf, invite, join, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { sees, startThread } from "./steps/talk.ts";

it("a person comes back with twelve words, votes as before, and the lost machine is shut out", { timeout: minutes(1) }, async () => {
  const browser = await openBrowser();
  const [ada, lost] = [await AppWindow.open(browser), await AppWindow.open(browser)];
  await Promise.all([welcome(ada, "Ada"), welcome(lost, "Bela")]);
  const group = await found(ada, "Harbour Street");
  await join(lost, await invite(ada));

  await lost.go(`/g/${group}/agenda`);
  await lost.page.getByRole("link", { name: "Write the words down" }).click();
  await lost.page.getByRole("button", { name: "Show the words" }).click();
  const words = await lost.page.getByRole("list", { name: "The twelve words" }).getByRole("listitem").allTextContents();
  await looksRight(lost, "words");
  await lost.page.getByRole("button", { name: "I have written them down" }).click();
  for (const field of await lost.page.getByLabel(/^Word \d+$/u).all()) {
    const place = Number(/\d+/u.exec((await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent)) ?? "")![0]);
    await field.fill(words[place - 1]!);
  }
  await lost.page.getByRole("button", { name: "Compare" }).click();
  await lost.page.getByText(/^On paper since /u).waitFor();
  await lost.close();

  const anew = await AppWindow.open(browser);
  await welcome(anew, "Bela");
  await anew.page.getByRole("button", { name: "Come back with them" }).click();
  const field = anew.page.getByLabel("Your twelve words");
  await field.fill(`${words.with(4, "harbour").join(" ")} `);
  await anew.page.getByText("Word 5, “harbour”, is not in the list.").waitFor();
  await fitsNarrow(anew, "back-door");
  await field.fill(`${words.slice(0, 11).join(" ")} ${words[11]!.slice(0, 4)}`);
  const whole = anew.page.getByRole("button", { name: words[11]!, exact: true });
  if (words[11]!.length > 4) await whole.click();
  await anew.page.getByRole("button", { name: "Take the words in" }).click();
  await anew.page.getByLabel("Link of any member of the group").fill(await invite(ada));
  await looksRight(anew, "back-door");
  await anew.page.getByRole("button", { name: "Come back" }).click();
  await anew.page.getByRole("navigation", { name: "Places" }).waitFor({ timeout: 20_000 });
  expect(groupOf(anew)).toBe(group);

  await anew.go("/settings");
  await anew.page.getByText("shut out", { exact: true }).waitFor();
  await anew.go(`/g/${group}/discussions`);
  await startThread(anew, "I am back", "With a sheet of paper.");
  await ada.go(anew.path);
  await sees(ada, "With a sheet of paper.");
  await ada.go(`/g/${group}/members`);
  expect(await ada.page.getByRole("row", { name: /Bela/u }).count()).toBe(1);
  noErrors([ada, anew]);
});
