/** [DOC-6] A long document with whole engines: its state is said by one, attested by another, and shown to who opens it first. */
import { afterAll, expect, it } from "vitest";
import * as Y from "yjs";
import { systemClock } from "../../host/clock.ts";
import type { SnapshotPace } from "../../shared/client/document-snapshots.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import { Editor, until } from "../document/editor.ts";
import { Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

const snapshotPace: SnapshotPace = { every: 300, unread: 300, enough: 3, soon: 0, spread: 100 };
/** A machine that takes its time to read documents, whether somebody opens them (at once) or they are put into the search index (after 50 ms). */
const slowly: Clock = { now: systemClock.now, after: (delay, then) => systemClock.after(delay === 0 ? 1500 : delay === 50 ? 10_000 : delay, then) };

const people: Person[] = [];
afterAll(() => Promise.all(people.map((p) => p.engine.close())));

it("[DOC-6] is readable while it is still being read, and then written on", async () => {
  const street = new Street();
  for (const [name, over] of [["Ada", {}], ["Bela", {}], ["Cyn", { clock: slowly }]] as const) people.push(await Person.at(street, name, { snapshotPace, ...over }));
  const [ada, bela, cyn] = people as [Person, Person, Person];
  const { group } = await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
  for (const other of [bela, cyn]) {
    const { link } = await ada.does({ type: "invite.create", group });
    await other.does({ type: "group.join", link });
    await other.sees({ query: "members", group }, (m) => m.members.some((row) => row.me));
  }
  cyn.cut();
  const { document } = await ada.does({ type: "document.create", group, title: "Statement", folder: "" });
  const writing = await new Editor(ada, group, document).ready();
  for (let n = 0; n < 400; n++) {
    await writing.type(0, 0, `${n} `);
    await writing.flush();
  }
  await bela.sees({ query: "documents", group }, ([row]) => row?.id === document);
  const reading = await new Editor(bela, group, document).ready();
  await until(() => reading.text === writing.text, "the same text");
  await new Promise((resolve) => setTimeout(resolve, 1000)); // within which the state is said and attested
  cyn.back();
  await cyn.sees({ query: "documents", group }, ([row]) => row?.id === document);
  const shown = await cyn.sees({ query: "document", group, document }, (d) => d?.preview != null || d?.loading === null);
  expect(shown!.loading).not.toBe(null);
  expect(shown!.preview!.attesters).toBe(1);
  expect(shown!.updates).toEqual([]);
  const doc = new Y.Doc({ gc: false });
  for (const update of shown!.preview!.updates) Y.applyUpdate(doc, update);
  expect(((doc.getXmlFragment("content").get(0) as Y.XmlElement).get(0) as Y.XmlText).toString()).toBe(writing.text);
  expect(shown!.authors.map(({ member }) => member.name)).toEqual(["Ada"]);
  const read = await new Editor(cyn, group, document).ready();
  expect(read.snapshot!.preview).toBe(null);
  expect(read.snapshot!.evidence).toEqual([]);
  await read.type(0, 0, "Cyn: ");
  await read.flush();
  await until(() => writing.text.startsWith("Cyn: "), "what Cyn wrote");
  expect(await ada.sees({ query: "files", group }, () => true)).toMatchObject({ files: [] });
}, 60_000);
