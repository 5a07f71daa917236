/** [KEY-4, LAW-2] A group in which whoever joins reads what is written from then on, among whole engines that are connected. */
import { afterEach, expect, it } from "vitest";
import { bylawsOf, type History } from "../../shared/contract/bylaws.ts";
import { Editor, until } from "../document/editor.ts";
import { Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

let all: Person[] = [];
afterEach(async () => {
  await Promise.all(all.map((p) => p.engine.close()));
  all = [];
});

it("found, write, admit, write on in what was begun before, change the bylaws, admit", async () => {
  const street = new Street();
  const come = async (name: string): Promise<Person> => {
    const person = await Person.at(street, name);
    all.push(person);
    return person;
  };
  const [ada, bela] = [await come("Ada"), await come("Bela")];
  const { group } = await ada.does({ type: "group.found", name: "Harbour Street", template: "assembly", history: "fromNowOn" });
  const joins = async (person: Person, host: Person): Promise<void> => {
    const { link } = await host.does({ type: "invite.create", group });
    await person.does({ type: "group.join", link });
    await person.sees({ query: "members", group }, (m) => m.members.some((row) => row.me));
  };
  const reads = (person: Person, title: string) => person.sees({ query: "threads", group }, (rows) => rows.some((row) => row.title === title));
  const decide = async (motion: string): Promise<void> => {
    for (const p of [ada, bela]) {
      await p.sees({ query: "motion", group, motion }, (m) => m?.iVote === true);
      await p.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    }
    for (const p of [ada, bela]) await p.does({ type: "motion.seal", group, motion });
    for (const p of all) await p.sees({ query: "motion", group, motion }, (m) => m?.state.is === "certified");
  };
  const change = async (history: History, replaces: string | null): Promise<string> => {
    const { motion } = await ada.does({ type: "bylaws.change", group, title: `History: ${history}`, grounds: "", bylaws: { ...bylawsOf.assembly, history }, replaces });
    await decide(motion);
    return motion;
  };

  await joins(bela, ada);
  await ada.does({ type: "group.constitute", group });
  for (const p of [ada, bela]) await p.sees({ query: "members", group }, (m) => m.members.length === 2 && m.members.every((row) => row.votes));
  const { thread } = await ada.does({ type: "thread.start", group, title: "The rent", text: "What do we do?" });
  const { document } = await ada.does({ type: "document.create", group, title: "Statement", folder: "" });
  const { shelf } = await ada.does({ type: "shelf.make", group, title: "To read", about: "" });
  await reads(bela, "The rent");
  await bela.sees({ query: "documents", group }, (rows) => rows.length === 1);
  await bela.sees({ query: "library", group }, (rows) => rows.length === 1);
  const half = { numerator: 1, denominator: 2, strict: true };
  const { motion } = await ada.does({ type: "motion.open", group, title: "Shall we pay?", situation: "", options: [], method: "yes-no-abstain", quorum: { ...half, strict: false }, threshold: half, base: "cast", deadline: Date.now() + 1_000_000, reportBy: null, under: null });
  await ada.does({ type: "post.write", group, thread: motion, text: "Let us not." });
  await decide(motion);

  // Cyn reads the decision, and of the rest what is written from now on: also where it was begun before.
  const cyn = await come("Cyn");
  await joins(cyn, bela);
  await cyn.sees({ query: "motion", group, motion }, (m) => m?.state.is === "certified");
  const { file } = await cyn.does({ type: "record.export", group, motion });
  expect(await ada.does({ type: "record.verify", file, group })).toMatchObject({ problems: [], valid: true, groupChecked: "given", state: { is: "certified" } });
  await ada.sees({ query: "members", group }, (m) => m.members.length === 3);
  await bela.does({ type: "post.write", group, thread, text: "We answer the landlord." });
  await bela.does({ type: "post.write", group, thread: motion, text: "As we decided." });
  await bela.does({ type: "shelf.add", group, shelf, title: "The law", note: "" });
  const editor = await new Editor(ada, group, document).ready();
  await editor.type(0, 0, "We the tenants");
  await editor.flush();
  await ada.does({ type: "thread.start", group, title: "The meeting", text: "When?" });
  await reads(cyn, "The meeting");
  const rows = await cyn.sees({ query: "threads", group }, (each) => each.some((row) => row.before));
  expect(rows.map(({ id, title, before }) => [id === thread, title, before]).sort()).toEqual([[false, "The meeting", false], [true, "We answer the landlord.", true]]); // prettier-ignore
  expect(await cyn.sees({ query: "thread", group, thread }, (t) => t !== null)).toMatchObject({ before: true, posts: [{ text: "We answer the landlord." }] });
  expect((await cyn.sees({ query: "thread", group, thread: motion }, (t) => t?.posts.length === 1))!.posts[0]).toMatchObject({ text: "As we decided." });
  const about = await cyn.sees({ query: "group", group }, (g) => g?.foot.allHere === true && g.readsFrom !== null);
  expect(about).toMatchObject({ history: "fromNowOn", foot: { coming: 0, waiting: 0 } });
  expect(await ada.sees({ query: "group", group }, (g) => g !== null)).toMatchObject({ readsFrom: null });
  expect(await cyn.sees({ query: "documents", group }, () => true)).toEqual([]);
  expect(await cyn.sees({ query: "library", group }, () => true)).toEqual([]);
  await expect.poll(async () => (await cyn.does({ type: "search", text: "landlord" })).hits.map(({ page }) => page.id)).toEqual([thread]);
  await cyn.does({ type: "post.write", group, thread, text: "I am here now." });
  await ada.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 3);

  // By its own motion the group opens what it had kept, to Cyn and to whoever comes later.
  await change("all", null);
  await ada.does({ type: "thread.start", group, title: "Opened", text: "Everybody reads it." });
  const dan = await come("Dan");
  await joins(dan, cyn);
  for (const p of [cyn, dan]) {
    for (const title of ["The rent", "Opened", "The meeting"]) await reads(p, title);
    await p.sees({ query: "documents", group }, ([one]) => one?.title === "Statement");
    const shown = await new Editor(p, group, document).ready();
    await until(() => shown.text === "We the tenants", "the whole text");
    await p.sees({ query: "shelf", group, shelf }, (s) => s?.items === 1);
    await p.sees({ query: "group", group }, (g) => g?.readsFrom === null && g.foot.allHere);
  }
});
