/** [MEM-4, DOC-2] What is being typed beside words that count no longer stands beside those that do, and is not lost. */
import { expect, it } from "vitest";
import * as Y from "yjs";
import type { DeviceId } from "../../shared/base/ids.ts";
import { Provisional } from "../../shared/document/provisional.ts";
import { decodeUpdate, encodeUpdate, joinUpdates, type Update } from "../../shared/document/update.ts";
import type { Arrived } from "../../shared/document/text-document.ts";
import { Seeded } from "../sim/seeded.ts";
import { Writer } from "./writers.ts";

const lineOf = (root: Y.XmlFragment): Y.XmlText => (root.get(0) as Y.XmlElement).get(0) as Y.XmlText;

it("is put beside the words that are left when others' are taken out", () => {
  const chance = new Seeded(12);
  const entries: Arrived[] = [];
  const [ada, bela] = [new Writer(chance.id<DeviceId>(), chance, entries), new Writer(chance.id<DeviceId>(), chance, entries)];
  ada.edit((root) => {
    root.insert(0, [new Y.XmlElement("paragraph")]);
    (root.get(0) as Y.XmlElement).insert(0, [new Y.XmlText("We, ")]);
  });
  bela.take(entries);
  const gone = bela.edit((root) => lineOf(root).insert(4, "and not she, "));
  ada.take(entries);

  const { text } = ada;
  const provisional = new Provisional(text, ada.device);
  const doc = new Y.Doc({ gc: false });
  for (const update of text.updates) Y.applyUpdate(doc, update);
  doc.clientID = text.view.next(ada.device).client;
  const typed: Update[] = [];
  doc.on("update", (bytes: Uint8Array) => typed.push(decodeUpdate(bytes) as Update));
  lineOf(doc.getXmlFragment("content")).insert(17, "the tenants");
  expect(provisional.take(ada.device, encodeUpdate(joinUpdates(typed)), 0)).toBeNull();
  expect(provisional.after).toEqual([gone.id]);

  const revision = provisional.revision + text.generation;
  text.begin();
  for (const one of entries) if (one.id !== gone.id) text.add(one);
  text.settle();
  provisional.follow();
  expect(String(lineOf(text.live.root))).toBe("We, ");
  expect(provisional.revision + text.generation).toBeGreaterThan(revision); // the page takes the text from the beginning
  const update = provisional.writable()!;
  expect(provisional.after).toEqual(text.heads);
  ada.send(encodeUpdate(update), { after: provisional.after });
  expect([ada.voids, String(lineOf(text.live.root))]).toEqual([[], "We, the tenants"]);
});
