/** What tests of the window do again and again: open the letter of the story, act by its menu, look what the engine was asked. */
import type { Page } from "playwright-core";
import * as Y from "yjs";
import type { Command } from "../../../shared/contract/commands.ts";
import { present, type Look, type Pages } from "../pages.ts";
import { clients, letterId, letterOf, type Writer } from "./documents.ts";
import { group } from "./harbour-street.ts";

/** The commands of a type that the window ran, oldest first. */
export const ran = (page: Page, type: Command["type"]): Promise<Command[]> => page.evaluate((wanted) => window.desk.ran.filter((command) => command.type === wanted), type);

export const letter = `/g/${group}/documents/${letterId}`;

/** The text of the letter, to be written in. */
export const editor = (page: Page) => page.getByRole("textbox", { name: "Open letter to the city" });

/** The letter open, its text there. */
export async function openLetter(pages: Pages, look: Look = {}): Promise<Page> {
  const page = await pages.open({ at: letter, ...look });
  page.setDefaultTimeout(10_000);
  await editor(page).getByText("we are eleven households").waitFor();
  return page;
}

/** Picks from the menu "More" of a document. */
export async function more(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** What another program of a member might write: nothing of it is checked here. */
export type Act = (root: Y.XmlFragment) => void;

/** Others write in the letter, one after the other; null has never written in it before. */
export async function arrives(page: Page, ...acts: readonly (readonly [Writer | null, Act])[]): Promise<void> {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, letterOf(present.getTime()).updates[0]!);
  const before = Y.encodeStateVector(doc);
  for (const [who, act] of acts) {
    doc.clientID = who === null ? stranger : clients[who];
    doc.transact(() => act(doc.getXmlFragment("content")));
  }
  await page.evaluate((bytes) => window.desk.change("document", (now) => now && { ...now, updates: [...now.updates, Uint8Array.from(bytes)] }), [...Y.encodeStateAsUpdate(doc, before)]);
}

const stranger = 666;

export const textIn = (root: Y.XmlFragment, paragraph: number): Y.XmlText => (root.get(paragraph) as Y.XmlElement).get(0) as Y.XmlText;

/** What is written, without the names beside the carets of others. */
export const words = (page: Page): Promise<string> =>
  editor(page).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll("[aria-hidden]")) caret.remove();
    return copy.textContent;
  });
