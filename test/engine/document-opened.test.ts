/** A long document after a restart: what was read before is there at once, whatever else reads in it first. */
import { beforeAll, expect, it, onTestFinished } from "vitest";
import * as Y from "yjs";
import { memoryVault } from "../../host/vault/memory.ts";
import { ok } from "../../shared/base/result.ts";
import type { DocumentSnapshot } from "../../shared/contract/snapshots.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { Editor } from "../document/editor.ts";
import { passphrase, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

/** More than the search reads of it in the moments before it is opened. */
const entries = 1300;

/** An index that takes nothing, so that all is still to be put into it after the restart. */
function unindexed(vault: Vault): Vault {
  const search = { update: () => Promise.reject(new Error("the disk is full")) };
  return {
    ...vault,
    open: async (key) => {
      const opened = await vault.open(key);
      return opened.ok ? ok({ ...opened.value, search: { ...opened.value.search, ...search } }) : opened;
    },
  };
}

const textOf = ({ updates }: DocumentSnapshot): string => {
  const doc = new Y.Doc({ gc: false });
  for (const update of updates) Y.applyUpdate(doc, update);
  return String(doc.getXmlFragment("content"));
};

it("[DOC-4] is shown before its entries are looked at again, though the search looked into it first, and grows into the whole", async () => {
  const vault = memoryVault();
  const street = new Street();
  const ada = await Person.at(street, "Ada", { vault: unindexed(vault) });
  const { group } = await ada.does({ type: "group.found", name: "Alone", template: "assembly" });
  const { document } = await ada.does({ type: "document.create", group, title: "Letter", folder: "" });
  const editor = await new Editor(ada, group, document).ready();
  for (let n = 0; n < entries; n++) {
    await editor.type(0, 0, `${n} `);
    await editor.flush();
  }
  const before = `<paragraph>${editor.text}</paragraph>`;
  await ada.engine.close();

  const again = new Person("Ada", street, { vault });
  onTestFinished(() => again.engine.close());
  await again.does({ type: "profile.unlock", passphrase });
  expect((await again.does({ type: "search", text: "x" })).pending).toBeGreaterThan(0);
  const seen: DocumentSnapshot[] = [];
  again.engine.watch({ query: "document", group, document }, (snapshot) => snapshot && seen.push(snapshot));
  await again.sees({ query: "document", group, document }, (snapshot) => snapshot?.loading === null);
  expect(seen[0]!.loading).not.toBe(null);
  expect(textOf(seen[0]!)).toBe(before);
  const last = seen.at(-1)!;
  expect(last.loading).toBe(null);
  expect(last.generation).toBe(seen[0]!.generation);
  expect(last.updates).toEqual(seen[0]!.updates);
  const writing = await new Editor(again, group, document).ready();
  await writing.type(0, 0, "New: ");
  await writing.flush();
  expect(writing.text).toBe(`New: ${editor.text}`);
});
