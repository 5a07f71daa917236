import { expect, it } from "vitest";
import type { Desk } from "./story/desk.ts";
import { expectAccessible, usePages } from "./pages.ts";

declare global {
  interface Window {
    desk: Desk;
  }
}

const pages = usePages();

it("a page that fails leaves the frame standing, says what is safe, and lets one go elsewhere", async () => {
  const page = await pages.open();
  await page.evaluate(() => window.desk.change("members", () => ({}) as never));
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Members" }).click();
  await page.getByRole("heading", { name: "This page cannot be shown" }).waitFor();
  await expectAccessible(page);
  expect(await page.getByRole("alert").innerText()).toContain("is kept on this machine");
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Motions" }).click();
  await page.getByRole("heading", { name: "Motions", level: 1 }).waitFor();
  expect(pages.complaints.length).toBeGreaterThan(0);
});
