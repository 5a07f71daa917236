/** Motions as members hold them: the founding act, opening one by the form, voting, promising, what the page says. */
import type { AppWindow } from "../app-window.ts";
import { groupOf } from "./first-steps.ts";

/** The founder says that everyone is here. The act's roll is the founder alone, so it is certified at once. */
export async function constitute(founder: AppWindow): Promise<void> {
  await founder.go(`/g/${groupOf(founder)}/members`);
  await founder.page.getByRole("button", { name: "Everyone is here" }).click();
  await founder.page.getByRole("alertdialog").getByRole("button", { name: "Everyone is here" }).click();
  await founder.page.getByRole("heading", { name: "The founding act" }).waitFor({ state: "detached" });
}

/** Everyone votes yes and promises; ends when every machine shows it certified. */
export async function decide(windows: readonly AppWindow[], title: string): Promise<void> {
  for (const window of windows) {
    await openMotionPage(window, title);
    await vote(window, "Yes");
    await promise(window);
  }
  for (const window of windows) await seesState(window, "Certified");
}

/** As decide, for the motion that names new members: voting on it promises at once. */
export async function name(windows: readonly AppWindow[]): Promise<void> {
  for (const window of windows) {
    await openMotionPage(window, "New voting members");
    await choose(window, "Yes");
    await window.page.getByRole("button", { name: "Cast this ballot" }).waitFor({ state: "detached" });
  }
  for (const window of windows) await seesState(window, "Certified");
}

export async function openMotionPage(window: AppWindow, title: string, within = 15_000): Promise<void> {
  await window.go(`/g/${groupOf(window)}/motions`);
  const { page } = window;
  const arrived = page.getByRole("button", { name: /new motion/u });
  const link = page.getByRole("main").getByRole("link", { name: title }).first();
  await link.or(arrived).first().waitFor({ timeout: within });
  if (!(await link.isVisible())) await arrived.click();
  await link.click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

export async function vote(window: AppWindow, choice: Vote): Promise<void> {
  await choose(window, choice);
  await window.page.getByText("Your ballot is cast").waitFor();
}

type Vote = "Yes" | "No" | "Abstain";

async function choose({ page }: AppWindow, choice: Vote): Promise<void> {
  await page.getByRole("radiogroup", { name: "Your vote" }).getByText(choice, { exact: true }).click();
  await page.getByRole("button", { name: /^Cast (this|the changed) ballot$/u }).click();
}

/** "I am done". */
export async function promise({ page }: AppWindow): Promise<void> {
  await page.getByRole("button", { name: "I am done" }).click();
  await page.getByRole("button", { name: "Promise" }).click();
}

export async function seesState({ page }: AppWindow, state: "Certified" | "Provisional" | "Open", within = 20_000): Promise<void> {
  await page.getByRole("main").getByRole("button", { name: state }).first().waitFor({ timeout: within });
}

export interface OptionText {
  readonly title: string;
  readonly text: string;
  readonly necessity: string;
  readonly practicality: string;
}

export interface MotionText {
  readonly question: string;
  readonly situation: string;
  readonly method: "Yes, no or abstain" | "Approval" | "Ranking" | "By lot";
  readonly options: readonly OptionText[];
}

/** Fills the form that is open in the window and opens the motion. */
export async function writeMotion({ page }: AppWindow, { question, situation, method, options }: MotionText): Promise<void> {
  await page.getByLabel("The question", { exact: true }).fill(question);
  await page.getByLabel("Situation").fill(situation);
  const goal = method === "By lot" ? "Draw by lot" : method === "Yes, no or abstain" ? "Agree on one proposal" : "Choose one of several";
  await page.getByRole("radiogroup", { name: "What do you want?" }).getByText(goal, { exact: true }).click();
  if (method !== "By lot") await page.getByRole("radiogroup", { name: "How ballots are written" }).getByText(method, { exact: true }).click();
  const fields = page.getByRole("group", { name: method === "Yes, no or abstain" ? "What is proposed" : /^Option [A-Z]$/u });
  await fields.first().waitFor();
  while ((await fields.count()) < options.length) await page.getByRole("button", { name: "Add an option" }).click();
  for (const [at, option] of options.entries()) {
    const field = fields.nth(at);
    if (method !== "Yes, no or abstain") await field.getByLabel("In a few words").fill(option.title);
    await field.getByLabel("What would be done").fill(option.text);
    await field.getByLabel(/^Necessity/u).fill(option.necessity);
    await field.getByLabel(/^Practicality/u).fill(option.practicality);
  }
  await page.getByRole("button", { name: "Open the motion" }).click();
  await page.getByRole("heading", { level: 1, name: question }).waitFor();
}

/** Ranks by keys alone: each option in turn is lifted, moved to its place and put down. */
export async function rankByKeys({ page }: AppWindow, order: readonly string[]): Promise<void> {
  const rows = page.getByRole("list", { name: "Your order" });
  for (const [place, option] of order.entries()) {
    const handle = rows.getByRole("button", { name: new RegExp(`^${option}, `, "u") });
    await handle.focus();
    await page.keyboard.press("Space");
    for (;;) {
      const names = await rows.locator("[data-handle]").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
      const now = names[place] ?? "";
      if (now.startsWith(`${option}, `) && !now.endsWith("not ranked")) break;
      await page.keyboard.press("ArrowUp");
    }
    await page.keyboard.press("Enter");
  }
}
