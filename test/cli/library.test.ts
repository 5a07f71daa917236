/** The library from the command line, in processes of its own. */
import { expect, it } from "vitest";
import type { ShelfRow, ShelfSnapshot } from "../../shared/contract/snapshots.ts";
import { vecheProgram } from "./program.ts";

const { person } = vecheProgram();

it("[LIB-1] is filled and read from the command line", async () => {
  const ada = person("ada");
  await ada.answer("found", "--name", "Harbour Street", "--as", "Ada");
  expect((await ada.veche("library", "list", "--wait", "0")).stdout).toBe("No shelf yet. Make one: veche library add --new TITLE WHAT\n");
  const { thread } = await ada.answer<{ thread: string }>("post", "--title", "The rent", "It rises.", "--wait", "0");
  const { shelf } = await ada.answer<{ shelf: string }>("library", "add", "--new", "Rent and law", "Tenancy law", "--note", "Start with 536.", "--wait", "0");
  const added = await ada.veche("library", "add", "--shelf", "rent and law", "--entry", thread.slice(0, 8), "--wait", "0");
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(new RegExp(`^[0-9a-f]{8} is on the shelf ${shelf.slice(0, 8)}\\.\\n$`, "u")) as string });
  expect(await ada.answer<ShelfRow[]>("library", "list", "--wait", "0")).toMatchObject([{ id: shelf, title: "Rent and law", items: 2, iRead: 0 }]);
  const { list } = await ada.answer<ShelfSnapshot>("library", "list", shelf.slice(0, 6), "--wait", "0");
  expect(list).toMatchObject([{ title: "Tenancy law", note: "Start with 536.", names: null }, { title: "The rent", names: { is: "thread", id: thread } }]);
  const shown = await ada.veche("library", "list", "Rent and law", "--wait", "0");
  expect(shown.stdout).toMatch(/^Rent and law\n1\. Tenancy law {2}\([0-9a-f]{8}; from Ada\)\n {3}Start with 536\.\n2\. The rent {2}\([0-9a-f]{8}; thread, from Ada\)\n$/u);
  expect(await ada.veche("library", "add", "--shelf", "Nowhere", "A book", "--wait", "0")).toMatchObject({ code: 1, stdout: "", stderr: "There is no shelf “Nowhere” here.\n" });
});
