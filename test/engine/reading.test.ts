/** How far one has read, where posts were written at once. */
import { expect, it, onTestFinished } from "vitest";
import { assemble } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

it("[DOC-1] of two posts written at once the later in reading order can be read after the other", async () => {
  const { people, group } = await assemble(new Street(), ["Ada", "Bela"], false);
  onTestFinished(async () => void (await Promise.all(people.map((person) => person.engine.close()))));
  const [ada, bela] = people;
  const { thread } = await ada!.does({ type: "thread.start", group, title: "The rent", text: "What do we do?" });
  await bela!.sees({ query: "thread", group, thread }, (shown) => shown?.posts.length === 1);
  bela!.cut();
  await Promise.all(people.map((person) => person.does({ type: "post.write", group, thread, text: `${person.name} says this` })));
  bela!.back();
  for (const person of people) {
    const shown = await person.sees({ query: "thread", group, thread }, (known) => known?.posts.length === 3);
    for (const post of shown!.posts) await person.does({ type: "thread.markRead", group, thread, upTo: post.id });
    const threads = await person.sees({ query: "threads", group }, (known) => known[0]?.unread === 0);
    expect(threads).toHaveLength(1);
  }
});
