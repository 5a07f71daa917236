/** The window and its own places, in Chromium: readable by all, usable by keyboard alone, at every size, in both languages. */
import { expect, it, describe, afterAll } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, showWell, usePages, type Look } from "./pages.ts";
import { group } from "./story/harbour-street.ts";
import { storyPassphrase } from "./story/perform.ts";

const pages = usePages();
const in_ = (place: string): string => `/g/${group}/${place}`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

const screens: readonly (readonly [string, Look])[] = [
  ["first start", { state: "fresh" }],
  ["doors", { state: "empty" }],
  ["lock", { state: "locked" }],
  ["copied profile", { state: "copied" }],
  ["agenda", { at: in_("agenda") }],
  ["agenda before the founding act", { state: "founding", at: in_("agenda") }],
  ["members", { at: in_("members") }],
  ["members before the founding act", { state: "founding", at: in_("members") }],
  ["invite", { at: in_("members/invite") }],
  ["connection", { at: in_("connection") }],
  ["another group", { at: "/found" }],
  ["settings", { at: "/settings" }],
  ["shortcuts", { at: "/shortcuts" }],
];

showWell(pages, screens);

describe("first start", () => {
  it("asks for a name and a passphrase twice, and says what is still missing", async () => {
    const page = await pages.open({ state: "fresh" });
    const begin = page.getByRole("button", { name: "Begin" });
    expect(await begin.isDisabled()).toBe(true);
    expect(await page.getByText("after your name").isVisible()).toBe(true);

    await page.getByLabel("Your name").fill("Ewa Nowak");
    await page.getByLabel("Passphrase for this machine").fill("harbour");
    await page.getByText("Too short: at least 8 characters.").waitFor();
    await page.getByLabel("Passphrase for this machine").fill(storyPassphrase);
    await page.getByText("Strong: it would hold for many years.").waitFor();
    await page.getByLabel("The same once more").fill("harbour lantern elm");
    await page.getByText("The two are not the same.").waitFor();
    await page.getByLabel("The same once more").fill(storyPassphrase);
    await page.keyboard.press("Enter");

    await page.getByRole("heading", { name: "Join a group" }).waitFor();
    await page.getByLabel("Name of the group").fill("Harbour Street Tenants");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Let the next member in" }).waitFor();
  });

  it("speaks the language one chooses, at once", async () => {
    const page = await pages.open({ state: "fresh" });
    await page.getByRole("button", { name: /Language/ }).click();
    await page.getByRole("option", { name: "Русский" }).click();
    await page.getByLabel("Ваше имя").waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("ru");
  });
});

describe("joining", () => {
  it("says why a garbled link is refused, and how the asking goes on", async () => {
    const page = await pages.open({ state: "empty" });
    await page.getByLabel("Or paste the link").fill("veche:jo");
    await page.keyboard.press("Enter");
    await page.getByText("This link is not whole.").waitFor();
    await page.getByLabel("Or paste the link").fill("veche:join#AAAA");
    await page.keyboard.press("Enter");
    await page.getByText("Looking for a member’s machine.").waitFor();
    await page.getByRole("button", { name: "Stop asking" }).click();
    await page.getByText("Looking for a member’s machine.").waitFor({ state: "hidden" });
  });

  it("takes the link from an image of the code", async () => {
    const shown = await pages.open({ at: in_("members/invite") });
    await shown.getByRole("button", { name: "Make an invitation" }).click();
    const code = shown.getByRole("img", { name: /Code to scan/ });
    await code.waitFor();
    const link = await shown.locator("code").innerText();
    const image = await code.screenshot();

    const page = await pages.open({ state: "empty" });
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "From an image" }).click();
    await (await chooser).setFiles({ name: "code.png", mimeType: "image/png", buffer: image });
    await expect.poll(() => page.getByLabel("Or paste the link").inputValue()).toBe(link);
  });

  it("says so when an image holds no code", async () => {
    const page = await pages.open({ state: "empty" });
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "From an image" }).click();
    await (await chooser).setFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no image") });
    await page.getByText("There is no code in this picture").waitFor();
  });
});

describe("an invitation that opened the app", () => {
  it("waits through the first start and is filled in, to be used by the person", async () => {
    const page = await pages.open({ state: "fresh", link: "veche:join#AAAA" });
    await page.getByText("Your invitation is kept and used next.").waitFor();
    await page.getByLabel("Your name").fill("Ewa Nowak");
    await page.getByLabel("Passphrase for this machine").fill(storyPassphrase);
    await page.getByLabel("The same once more").fill(storyPassphrase);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByLabel("Or paste the link").inputValue()).toBe("veche:join#AAAA");
  });

  it("opens the join page of an open app, and nothing that is no invitation does", async () => {
    const page = await pages.open({ link: "veche:join#BBBB" });
    await expect.poll(() => page.getByLabel("Or paste the link").inputValue()).toBe("veche:join#BBBB");
    const other = await pages.open({ link: "veche:erase" });
    await other.getByRole("heading", { name: "Tuesday 24 November" }).waitFor();
  });
});

describe("lock", () => {
  it("refuses a wrong passphrase in one sentence and opens with the right one", async () => {
    const page = await pages.open({ state: "locked", at: in_("agenda") });
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    await page.getByText("This is not the passphrase. Nothing was changed; try again.").waitFor();
    await page.getByLabel("Passphrase").fill(storyPassphrase);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Tuesday 24 November" }).waitFor();
    await page.getByRole("button", { name: "Lock now" }).click();
    await page.getByText("Locked at 17:04.").waitFor();
  });

  it("asks once before erasing, with the safe choice focused", async () => {
    const page = await pages.open({ state: "locked" });
    await page.getByRole("button", { name: "Erase what is on this machine…" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Erase everything Veche keeps on this machine?" });
    await dialog.waitFor();
    await expect.poll(() => focused(page)).toBe("Keep it");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(() => focused(page)).toBe("Erase what is on this machine…");
  });
});

describe("by keyboard alone", () => {
  it("g and a letter go to a place, also on a Russian keyboard; ? shows the list; typing is left alone", async () => {
    const page = await pages.open({ at: in_("agenda") });
    await page.keyboard.press("g");
    await page.keyboard.press("e");
    await page.getByRole("heading", { name: "Members and bylaws" }).waitFor();
    // The key where a Latin layout has g, then c.
    await page.evaluate(() => {
      for (const [key, code] of [["п", "KeyG"], ["с", "KeyC"]] as const) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true }));
    });
    await page.getByRole("heading", { name: "Connection", level: 1 }).waitFor();
    await page.getByRole("textbox", { name: "Meeting points" }).focus();
    await page.keyboard.type("ga?");
    expect(await page.getByRole("heading", { name: "Connection", level: 1 }).isVisible()).toBe(true);
    await page.getByRole("heading", { name: "Addresses entered by hand" }).click();
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: "Shortcuts" }).waitFor();
    await page.getByText("Single letters act as shortcuts").click();
    await page.getByRole("heading", { name: "Shortcuts" }).click();
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    expect(await page.getByRole("heading", { name: "Shortcuts" }).isVisible()).toBe(true);
  });

  it("j and k walk what needs me", async () => {
    const page = await pages.open({ at: in_("agenda") });
    await page.keyboard.press("j");
    await expect.poll(() => focused(page)).toMatch(/^How do we answer/);
    await page.keyboard.press("j");
    await expect.poll(() => focused(page)).toBe("Letter to the housing office");
    await page.keyboard.press("k");
    await expect.poll(() => focused(page)).toMatch(/^How do we answer/);
  });

  it("everything that acts can be reached with Tab and shows its focus", async () => {
    const page = await pages.open({ at: in_("members") });
    const names: string[] = [];
    for (;;) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement === document.body)) break;
      const name = await focused(page);
      names.push(name);
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
      expect(outline, name).toBe("solid");
    }
    expect(names).toEqual([
      "Harbour Street Tenants",
      "Port Bakers’ Co-op, 1 thing needs you",
      "City Tenants’ Council",
      "Found or join a group",
      "Lock now",
      "Settings of Inés Carrasco",
      "SearchCtrl K",
      "Agenda3",
      "Discussions2",
      "Motions3",
      "Delegates",
      "Documents",
      "Library1",
      "Files",
      "Members11",
      "Records28",
      "Connection",
      "Invite",
      "History and changes",
      ...["Amara Okafor", "Inés Carrasco", "Jeanne Morel", "Li Wei", "Mehmet Aydın", "Nadia Haddad", "Ruth Adler", "Samir Khoury", "Tomasz Wróbel", "Дмитрий Лебедев", "Олена Шевчук", "What can be shown, and what the app did", "Pavel N.", "Carla V.", "Expel Carla V.?"],
      expect.stringContaining("Connected directly to 6 of 10 other members"),
    ]);
  });

  it("where the focus was lost with a page, it goes to the new page's title", async () => {
    const page = await pages.open({ at: in_("members") });
    await page.getByRole("link", { name: "Invite", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Let the next member in" }).waitFor();
    await expect.poll(() => focused(page)).toBe("Let the next member in");
  });
});

describe("the agenda", () => {
  it("has one red act, the first; without needs there is no red at all", async () => {
    const page = await pages.open({ at: in_("agenda") });
    const reds = await page.locator("main a, main button").evaluateAll((acts) => acts.filter((act) => getComputedStyle(act).backgroundColor === "rgb(174, 34, 23)").map((act) => act.textContent));
    expect(reds).toEqual(["Vote"]);
    const settings = await pages.open({ at: "/shortcuts" });
    const red = await settings.locator("main *").evaluateAll((all) => all.filter((each) => [getComputedStyle(each).backgroundColor, getComputedStyle(each).color].includes("rgb(174, 34, 23)")).length);
    expect(red).toBe(0);
  });

  it("[MEM-4] asks whom a removal is about for an answer, in red and first of all", async () => {
    const page = await pages.open({ at: in_("agenda") });
    await page.evaluate(() => window.desk.change("agenda", (agenda) => ({ ...agenda, needs: [...agenda.needs, { need: "answer", motion: { ...agenda.openVotes[0]!, kind: "expulsion", title: "Remove Inés from the group?", iVote: false } }] })));
    await page.getByText("Members are deciding whether to remove you").waitFor();
    const reds = await page.locator("main a").evaluateAll((acts) => acts.filter((act) => getComputedStyle(act).backgroundColor === "rgb(174, 34, 23)").map((act) => act.textContent));
    expect(reds).toEqual(["Answer"]);
    await expectAccessible(page);
  });

  it("says motions, names and times in Russian with its plural forms", async () => {
    const page = await pages.open({ at: in_("agenda"), language: "ru" });
    await page.getByText("Вас ждут 3 дела. До ближайшего срока: 2 дня 3 часа.").waitFor();
    await page.getByText("Голосов: 7 из 11. Не хватает: вы, Nadia, Ruth и Samir").waitFor();
  });

  it("names motions in what happened", async () => {
    const page = await pages.open({ at: in_("agenda") });
    await page.getByText("Ruth Adler opened Accept the minutes of 12 November").waitFor();
    await page.getByText("The repair fund: 4,180 € is decided and certified").waitFor();
  });
});

describe("invitations", () => {
  it("are shown as a code that scans to the link, copied, and revoked after asking once", async () => {
    const page = await pages.open({ at: in_("members/invite") });
    await page.getByRole("button", { name: "Make an invitation" }).click();
    const link = await page.locator("code").innerText();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("The link is copied.").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect.poll(() => focused(page)).toBe("Keep it");
    await page.getByRole("button", { name: "Revoke it" }).click();
    await page.getByRole("button", { name: "Make an invitation" }).waitFor();
  });
});

describe("the founding act", () => {
  it("names who is here before it is held, and asks once", async () => {
    const page = await pages.open({ state: "founding", at: in_("agenda") });
    await page.getByRole("link", { name: "Look who is here" }).click();
    await page.getByRole("button", { name: "Everyone is here" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Is everyone here?" });
    await dialog.getByText("A motion names you, Amara and Олена as voting members. It cannot be taken back.").waitFor();
    await dialog.getByRole("button", { name: "Wait for others" }).click();
    await dialog.waitFor({ state: "hidden" });
  });
});

describe("connection", () => {
  it("says a bad address is bad and keeps good ones", async () => {
    const page = await pages.open({ at: in_("connection") });
    const keep = page.getByRole("button", { name: "Keep these" });
    await page.getByRole("textbox", { name: "Meeting points" }).fill("harbour.example");
    await keep.click();
    await page.getByText("“harbour.example” is not an address this app can use.").waitFor();
    await page.getByRole("textbox", { name: "Meeting points" }).fill("wss://harbour.example");
    await keep.click();
    await page.getByText("The addresses are kept and tried at once.").waitFor();
  });
});

describe("settings", () => {
  it("change the theme and the language at once", async () => {
    const page = await pages.open({ at: "/settings" });
    await page.getByRole("button", { name: /Light or dark/ }).click();
    await page.getByRole("option", { name: "dark" }).click();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(25, 23, 21)");
    await page.getByRole("button", { name: /Language/ }).click();
    await page.getByRole("option", { name: "Русский" }).click();
    await page.getByRole("heading", { name: "Настройки" }).waitFor();
    await expectAccessible(page);
  });

  it("a narrow window has its places in one menu", async () => {
    const page = await pages.open({ at: "/settings", size: { width: 360, height: 740 } });
    await page.getByRole("button", { name: "Places" }).click();
    await expectAccessible(page);
    await page.getByRole("menuitem", { name: "Members" }).click();
    await page.getByRole("heading", { name: "Members and bylaws" }).waitFor();
  });
});

/** What has the focus, as it is called. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return (activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "").trim();
  });
}
