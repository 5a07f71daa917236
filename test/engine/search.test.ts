/** Search as people with whole engines use it: what is written is found, what is changed is found as it is now. */
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { memoryVault } from "../../host/vault/memory.ts";
import { ok } from "../../shared/base/result.ts";
import type { SearchHit } from "../../shared/contract/search.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import type { Vault } from "../../shared/ports/vault.ts";
import { assemble, passphrase, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

const shown = (hit: SearchHit): string => `${hit.is}: ${[...hit.title, ...(hit.title.length > 0 ? [{ text: " | ", hit: false }] : []), ...hit.text].map((p) => (p.hit ? `[${p.text}]` : p.text)).join("")}`;

async function finds(who: Person, text: string, over: object = {}): Promise<string[]> {
  return (await who.does({ type: "search", text, ...over })).hits.map(shown);
}

const end = { numerator: 1, denominator: 2, strict: false };

describe("searching", () => {
  it("finds posts, titles, motions, shelves and people, own ones at once and those of others when they arrive", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Béla"]);
    const [ada, bela] = people as [Person, Person];
    onTestFinished(async () => void (await Promise.all(people.map((p) => p.engine.close()))));
    const { thread } = await ada.does({ type: "thread.start", group, title: "Rent strike", text: "Shall we stop paying?" });
    expect(await finds(ada, "rent")).toEqual(["thread: [Rent] strike | Shall we stop paying?"]);
    await bela.sees({ query: "thread", group, thread }, (t) => t !== null);
    await bela.does({ type: "post.write", group, thread, text: "The rent café is ЁЛКА" });
    const { motion } = await ada.does({
      type: "motion.open", group, title: "Pay nothing", situation: "The landlord raised it.",
      options: [{ title: "Strike", text: "from May on", necessity: "", practicality: "" }, { title: "Pay", text: "", necessity: "", practicality: "" }],
      method: "schulze", quorum: end, threshold: { ...end, strict: true }, base: "cast", deadline: Date.now() + 86_400_000, reportBy: null, thread,
    });
    await ada.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 2);
    expect(await finds(ada, "rent")).toEqual(["thread: [Rent] strike | Shall we stop paying?", "post: The [rent] café is ЁЛКА"]);
    expect(await finds(ada, "cafe елк")).toEqual(["post: The rent [café] is [ЁЛКА]"]);
    expect(await finds(ada, "landlo")).toEqual(["motion: Pay nothing | The [landlord] raised it.\nStrike\nfrom May on\nPay"]);
    expect(await finds(ada, "bel")).toEqual(["member: [Béla] | "]);
    await ada.does({ type: "shelf.make", group, title: "Syndicalism", about: "what unions read" });
    expect(await finds(ada, "union")).toEqual(["shelf: Syndicalism | what [unions] read"]);

    const { members } = await ada.sees({ query: "members", group }, () => true);
    const person = members.find((m) => !m.me)!.id;
    expect(await finds(ada, "rent", { group, person })).toEqual(["post: The [rent] café is ЁЛКА"]);
    expect(await finds(ada, "", { group, person })).toEqual(["post: The rent café is ЁЛКА"]);
    expect(await finds(ada, "pay", { place: "motions" })).toEqual([expect.stringMatching(/^motion: \[Pay\] nothing/u)]);
    expect(await finds(ada, "pay", { within: motion, place: "discussions" })).toEqual([]);
    expect(await finds(ada, "rent", { to: 1000 })).toEqual([]);
    expect(await ada.engine.run({ type: "search", text: "x", group: "0".repeat(64) })).toMatchObject({ ok: false, error: { kind: "NoSuchGroup" } });
  });

  it("finds a post by its present words, and a retracted one not at all", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"]);
    const [ada, bela] = people as [Person, Person];
    onTestFinished(async () => void (await Promise.all(people.map((p) => p.engine.close()))));
    const { thread } = await ada.does({ type: "thread.start", group, title: "Minutes", text: "first" });
    const { post } = await ada.does({ type: "post.write", group, thread, text: "alpha" });
    await ada.does({ type: "post.edit", group, post, text: "beta" });
    expect(await finds(ada, "alpha")).toEqual([]);
    expect(await finds(ada, "beta")).toEqual(["post: [beta]"]);
    await bela.sees({ query: "thread", group, thread }, (t) => t?.posts[1]?.text === "beta");
    expect(await finds(bela, "alpha")).toEqual([]);
    await ada.does({ type: "post.retract", group, post });
    await bela.sees({ query: "thread", group, thread }, (t) => t?.posts[1]?.retracted === true);
    for (const who of [ada, bela]) expect(await finds(who, "beta")).toEqual([]);
  });

  it("finds after a restart what the index did not take before the machine stopped", async () => {
    const vault = memoryVault();
    const street = new Street();
    const person = await Person.at(street, "Ada", { vault });
    const { group } = await person.does({ type: "group.found", name: "Alone", template: "assembly" });
    const { thread } = await person.does({ type: "thread.start", group, title: "Many", text: "word" });
    for (let n = 0; n < 30; n++) await person.does({ type: "post.write", group, thread, text: `numbered n${n}` });
    expect(await finds(person, "n29")).toHaveLength(1);
    await person.engine.close();

    // The machine stops as the next words are to be put in.
    const broken = new Person("Ada", street, { vault: watched(vault, async () => Promise.reject(new Error("power cut"))) });
    await broken.does({ type: "profile.unlock", passphrase });
    await broken.does({ type: "post.write", group, thread, text: "after the cut" });
    await broken.does({ type: "search", text: "cut" });
    await broken.engine.close();

    const again = new Person("Ada", street, { vault });
    onTestFinished(() => again.engine.close());
    await again.does({ type: "profile.unlock", passphrase });
    await again.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 32);
    expect(await finds(again, "cut")).toEqual(["post: after the [cut]"]);
    expect(await finds(again, "n7")).toEqual(["post: numbered [n7]"]);
  });

  it("answers while much is still to be put in, and says how much", async () => {
    const vault = memoryVault();
    const person = await Person.at(new Street(), "Ada", { vault: watched(vault, () => new Promise((done) => setTimeout(done, 100))) });
    onTestFinished(() => person.engine.close());
    const { group } = await person.does({ type: "group.found", name: "Alone", template: "assembly" });
    const { thread } = await person.does({ type: "thread.start", group, title: "Many", text: "word" });
    for (let n = 0; n < 250; n++) await person.does({ type: "post.write", group, thread, text: `post ${n}` });
    const first = await person.does({ type: "search", text: "post" });
    expect(first.pending).toBeGreaterThan(0);
    let { pending } = first;
    while (pending > 0) {
      await new Promise((done) => setTimeout(done, 50));
      ({ pending } = await person.does({ type: "search", text: "post", limit: 500 }));
    }
    expect(await finds(person, "post", { limit: 500 })).toHaveLength(250);
  });
});

/** The vault, and what is done before each update of its index. */
function watched(vault: Vault, before: () => Promise<void>): Vault {
  return {
    ...vault,
    open: async (key) => {
      const opened = await vault.open(key);
      if (!opened.ok) return opened;
      const { search } = opened.value;
      return ok({ ...opened.value, search: { ...search, update: (update) => before().then(() => search.update(update)) } });
    },
  };
}
