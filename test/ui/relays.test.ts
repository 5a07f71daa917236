/** The part of the Connection page about relays. */
import { expect, it } from "vitest";
import { expectAccessible, usePages } from "./pages.ts";
import { group } from "./story/harbour-street.ts";

const pages = usePages();
const at = `/g/${group}/connection`;

it("[SYNC-6] says how each relay fares, enters one, shows its code and leaves it", async () => {
  const page = await pages.open({ at, size: { width: 1280, height: 2400 } });
  await page.getByText("An onion address needs a proxy, entered below. 3 entries are still to go there. An invitation or a member brought it.").waitFor();
  await page.getByText("Reached. Everything there was last here").waitFor();
  const use = page.getByRole("button", { name: "Use this relay" });
  await page.getByRole("textbox", { name: "Address of a relay" }).fill("ftp://relay.example");
  await use.click();
  await page.getByText("“ftp://relay.example” is not the address of a relay.").waitFor();
  await page.getByRole("textbox", { name: "Address of a relay" }).fill("https://relay.example");
  await use.click();
  await page.getByText("https://relay.example", { exact: true }).waitFor();
  expect(await page.getByRole("textbox", { name: "Address of a relay" }).inputValue()).toBe("");
  await page.getByRole("button", { name: "Code", exact: true }).first().click();
  await page.getByRole("img", { name: "Code with the address https://relay.harbour.example" }).waitFor();
  await expectAccessible(page);
  const shots = process.env["VECHE_SHOTS"];
  if (shots !== undefined) await page.getByRole("heading", { name: "By relay" }).locator("xpath=ancestor::section[1]").screenshot({ path: `${shots}/relays-en.png` });
  await page.getByRole("button", { name: "Leave it" }).last().click();
  await page.getByText("This relay is not used any longer.").waitFor();

  const russian = await pages.open({ at, language: "ru", dark: true, size: { width: 420, height: 2400 } });
  await russian.getByText("Для адреса onion нужен прокси, его указывают ниже. Туда ещё уйдут 3 записи.").waitFor();
  if (shots !== undefined) await russian.getByRole("heading", { name: "Через ретранслятор" }).locator("xpath=ancestor::section[1]").screenshot({ path: `${shots}/relays-ru.png` });
  expect(pages.complaints).toEqual([]);
});
