/** One decision, whole, as people make it in two windows; a third joins later. Nothing here is known but what pages show. */
import { copyFile, readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { eightWords, found, groupOf, invite, join, unlock, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { constitute, decide, name, openMotionPage, promise, rankByKeys, seesState, writeMotion } from "./steps/motion.ts";
import { choose, composer, post, postOf, react, sees, startThread } from "./steps/talk.ts";

const roof = {
  question: "Which roofer do we take?",
  situation: "The roof over the reading room leaks. Three firms have looked at it.",
  method: "Ranking",
  options: [
    { title: "Firm North", text: "New slate, two weeks.", necessity: "It leaks now.", practicality: "From the reserve." },
    { title: "Firm South", text: "Mend the old slate.", necessity: "Cheaper.", practicality: "Within a week." },
    { title: "Ourselves", text: "On three weekends.", necessity: "No money needed.", practicality: "Six people are needed." },
  ],
} as const;

const tools = {
  question: "Shall the tools be lent to neighbours?",
  situation: "Neighbours ask for them every week.",
  method: "Yes, no or abstain",
  options: [{ title: "", text: "Whoever signs the list takes them for three days.", necessity: "They lie idle.", practicality: "A list on the door." }],
} as const;

it("two people found, talk, vote, certify, export and check; a third is named later", { timeout: minutes(6) }, async () => {
  const browser = await openBrowser();
  const ada = await AppWindow.open(browser);
  const bela = await AppWindow.open(browser);
  await looksRight(ada, "first-start");
  await Promise.all([welcome(ada, "Ada"), welcome(bela, "Bela")]);
  await looksRight(bela, "doors");
  await fitsNarrow(bela, "doors");

  await found(ada, "Harbour Street");
  await looksRight(ada, "alone");
  const link = await invite(ada);
  await looksRight(ada, "invite");
  await join(bela, link);
  expect(await eightWords(bela)).toEqual(await eightWords(ada));
  await bela.page.getByText("Connected directly to 1 of 1 other member · everything they have is here").waitFor({ timeout: 15_000 });

  await talk(ada, bela);
  await draftSurvives(bela);

  await ada.go(`/g/${groupOf(ada)}/members`);
  await looksRight(ada, "members-founding");
  await constitute(ada);
  await bela.go(`/g/${groupOf(bela)}/motions`);
  await bela.page.getByRole("link", { name: "New motion" }).or(bela.page.getByRole("link", { name: "Write a motion" })).waitFor();

  await rankedMotion(ada, bela);
  await record(ada);
  await bela.go(`/g/${groupOf(bela)}/motions/new`);
  await writeMotion(bela, tools);
  await decide([ada, bela], tools.question);
  await bela.page.getByText("2 of 2 said yes; more than half, 2, were needed.").waitFor();

  const clara = await laterMember(browser, ada, bela);
  await lastLook([ada, bela, clara]);
  noErrors([ada, bela, clara]);
});

async function talk(ada: AppWindow, bela: AppWindow): Promise<void> {
  await ada.go(`/g/${groupOf(ada)}/discussions`);
  await looksRight(ada, "discussions-empty");
  const thread = await startThread(ada, "The roof", "It leaks over the reading room.");
  await bela.go(`/g/${groupOf(bela)}/discussions`);
  await bela.page.getByRole("button", { name: /new discussion/u }).or(bela.page.getByRole("link", { name: "The roof" })).first().waitFor();
  await bela.go(thread);
  await sees(bela, "It leaks over the reading room.");

  await choose(bela, "It leaks over the reading room.", "Reply");
  await post(bela, "Since when?");
  await sees(ada, "Since when?");
  await choose(ada, "Since when?", "Quote");
  await post(ada, "Since the storm.");
  await sees(bela, "Since the storm.");
  await expect.poll(() => postOf(bela, "Since the storm.").locator("blockquote").textContent()).toContain("Since when?");
  await react(bela, "Since the storm.", "Thanks");
  await postOf(ada, "Since the storm.").getByRole("button", { name: /Thanks\s*1/u }).waitFor();

  await choose(ada, "Since the storm.", "Edit");
  await ada.page.getByLabel("Edit your post").fill("Since the storm of May.");
  await ada.page.getByRole("button", { name: "Save" }).click();
  await sees(bela, "Since the storm of May.");
  await postOf(bela, "Since the storm of May.").getByText("edited").waitFor();
  await choose(bela, "Since when?", "Take back");
  await bela.page.getByRole("button", { name: "Take it back" }).click();
  await ada.page.getByText("Bela took this post back.").waitFor();
  await looksRight(ada, "thread");
  await fitsNarrow(ada, "thread");
}

/** Written, kept, and there again after the window was loaded anew and unlocked. */
async function draftSurvives(window: AppWindow): Promise<void> {
  await composer(window).fill("Half a thought that is not");
  await window.page.getByText("Draft kept on this machine").waitFor();
  await window.page.reload();
  await looksRight(window, "locked");
  await unlock(window);
  await composer(window).waitFor({ timeout: 15_000 });
  await expect.poll(() => composer(window).inputValue()).toBe("Half a thought that is not");
  await post(window, "Half a thought that is not lost.");
}

async function rankedMotion(ada: AppWindow, bela: AppWindow): Promise<void> {
  await ada.go(`/g/${groupOf(ada)}/motions/new`);
  await looksRight(ada, "motion-form");
  await writeMotion(ada, roof);
  await rankByKeys(ada, ["Firm South", "Ourselves"]);
  await ada.page.getByRole("button", { name: "Cast this ballot" }).click();
  await ada.page.getByText("Your ballot is cast").waitFor();

  await openMotionPage(bela, roof.question);
  await looksRight(bela, "motion-open");
  await fitsNarrow(bela, "motion-open");
  await rankByKeys(bela, ["Firm North", "Ourselves", "Firm South"]);
  await bela.page.getByRole("button", { name: "Cast this ballot" }).click();
  await bela.page.getByText("Your ballot is cast").waitFor();

  // Bela is persuaded, and changes the ballot.
  await bela.page.getByRole("button", { name: "Change it" }).click();
  await rankByKeys(bela, ["Ourselves", "Firm South", "Firm North"]);
  await bela.page.getByRole("button", { name: "Cast the changed ballot" }).click();
  await bela.page.getByText("Your ballot is cast").waitFor();
  const call = ada.page.getByRole("table", { name: "Who cast which ballot, and when" }).getByRole("row", { name: /Bela/u });
  await call.getByText(/changed/u).waitFor({ timeout: 15_000 });

  // And Ada with the same keys: so no tie.
  await ada.page.getByRole("button", { name: "Change it" }).click();
  await rankByKeys(ada, ["Ourselves", "Firm South"]);
  await ada.page.getByRole("button", { name: "Cast the changed ballot" }).click();
  await promise(ada);
  await promise(bela);
  for (const window of [ada, bela]) {
    await seesState(window, "Certified");
    await window.page.getByRole("button", { name: "Certified" }).first().click();
    await window.page.getByText("2 of 2 members’ machines each counted for themselves and signed this same result; 2 were needed. The decision binds.").waitFor();
    await window.page.getByRole("heading", { name: /^Two by two/u }).waitFor();
  }
  const pairs = ada.page.getByRole("table").filter({ hasText: "None" }).first();
  expect(await pairs.getByRole("row").count()).toBe(5);
  await looksRight(ada, "motion-certified");
  await fitsNarrow(ada, "motion-certified");
}

/** The record taken along, checked, and checked again with one byte changed. */
async function record(window: AppWindow): Promise<void> {
  const { page } = window;
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export the record" }).first().click()]);
  expect(download.suggestedFilename()).toMatch(/\.veche-record$/u);
  const whole = await readFile(await download.path());
  await window.go(`/g/${groupOf(window)}/records`);
  await checkFile(window, whole);
  await page.getByText("This record checks out.", { exact: true }).waitFor();
  await page.getByText("This machine counted the ballots again and came to the stated result.").waitFor();
  await looksRight(window, "records");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the checking page" }).click()]);
  await checksAlone(window, await saved.path(), whole);
  const altered = Buffer.from(whole);
  altered[altered.length >> 1]! ^= 1;
  await checkFile(window, altered);
  await page.getByText("This record does not check out.", { exact: true }).waitFor();
  await page.getByText(/Somebody has changed it, or it is damaged|gives another result|missing from the file/u).first().waitFor();
  await looksRight(window, "record-altered");
}

/** [POLL-9] The page that was saved checks it too, from the disk and with nothing else. */
async function checksAlone({ context }: AppWindow, path: string, whole: Buffer): Promise<void> {
  const html = `${path}.html`;
  await copyFile(path, html);
  const page = await context.newPage();
  await page.goto(pathToFileURL(html).href);
  await page.getByLabel("The record file").setInputFiles({ name: "a-decision.veche-record", mimeType: "application/octet-stream", buffer: whole });
  await page.getByRole("heading", { name: "This record checks out." }).waitFor();
  await page.close();
}

async function checkFile({ page }: AppWindow, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Choose a file" }).click()]);
  await chooser.setFiles({ name: "a-decision.veche-record", mimeType: "application/octet-stream", buffer });
}

/** Joins when all is decided, reads everything, and is named by the motion that the admitter's machine opens. */
async function laterMember(browser: Awaited<ReturnType<typeof openBrowser>>, ada: AppWindow, bela: AppWindow): Promise<AppWindow> {
  const clara = await AppWindow.open(browser);
  await welcome(clara, "Clara");
  await join(clara, await invite(ada));
  await clara.go(`/g/${groupOf(clara)}/discussions`);
  await clara.page.getByRole("link", { name: "The roof" }).click();
  await sees(clara, "Half a thought that is not lost.");
  await name([ada, bela]);
  await clara.go(`/g/${groupOf(clara)}/members`);
  const row = clara.page.getByRole("row", { name: /Clara/u });
  await row.getByText("yes", { exact: true }).waitFor({ timeout: 15_000 });
  await ada.go(`/g/${groupOf(ada)}/motions/new`);
  await ada.page.getByText("The roll is fixed at opening: 3 members vote.").waitFor();
  return clara;
}

async function lastLook(windows: readonly [AppWindow, AppWindow, AppWindow]): Promise<void> {
  const [ada, bela] = windows;
  const group = groupOf(ada);
  for (const place of ["agenda", "discussions", "motions", "members", "records", "connection"]) {
    await ada.go(`/g/${group}/${place}`);
    await looksRight(ada, place);
    await fitsNarrow(ada, place);
  }
  await ada.page.getByText("This machine is connected directly to 2 of 2 other members.").waitFor();
  await ada.go("/settings");
  await looksRight(ada, "settings");

  await bela.go("/settings");
  await bela.page.getByRole("button", { name: /Language/u }).click();
  await bela.page.getByRole("option", { name: "Русский" }).click();
  await bela.go(`/g/${group}/agenda`);
  await bela.page.getByRole("link", { name: "Участники" }).waitFor();
  await looksRight(bela, "agenda-ru");
  await fitsNarrow(bela, "agenda-ru");
}
