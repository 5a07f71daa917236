/** What people are told of: once each, also after a restart, and not of what was written before they came. */
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { systemClock } from "../../host/clock.ts";
import { memoryVault } from "../../host/vault/memory.ts";
import type { MemberId } from "../../shared/base/ids.ts";
import { hours } from "../../shared/base/units.ts";
import type { NoticesSnapshot } from "../../shared/contract/notices.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { mentioned } from "../../shared/discussion/mentions.ts";
import { assemble, passphrase, Person } from "../sim/person.ts";
import { Street } from "../sim/street.ts";

beforeAll(() => cryptoReady);

describe("mentions", () => {
  const members = ["Ann", "Ann Lee", "Béla Kun", "Олена Шевчук", "李伟", "Béatrice"].map((name) => ({ id: name as MemberId, name }));
  it.each([
    ["@Ann Lee, look", ["Ann Lee"]],
    ["@Ann leads", ["Ann"]],
    ["(@ann)", ["Ann"]],
    ["@bela?", ["Béla Kun"]],
    ["@ОЛЕНА шевчук и @Béatrice!", ["Олена Шевчук", "Béatrice"]],
    ["@李伟你好", ["李伟"]],
    ["@Bé", []],
    ["mail@ann.example", []],
    ["@Anna", []],
    ["@ Ann", []],
  ])("“%s”", (text, who) => expect([...mentioned(text, members)]).toEqual(who));

  it("are of nobody where two have the first name, and of both where two have the whole", () => {
    const two = [{ id: "1" as MemberId, name: "Ann Lee" }, { id: "2" as MemberId, name: "Ann Kay" }, { id: "3" as MemberId, name: "Ann Lee" }];
    expect([...mentioned("@Ann", two)]).toEqual([]);
    expect([...mentioned("@Ann Lee", two)]).toEqual(["1", "3"]);
  });

  it("are looked for in what a text can hold, not in what floods", () => {
    expect([...mentioned(`${"@x ".repeat(100_000)}@Ann`, members)]).toEqual([]);
  });
});

describe("notices", () => {
  const kinds = (snapshot: NoticesSnapshot): string[] => snapshot.fresh.map((row) => `${row.is}: ${row.text || row.page.title}`);
  const half = { numerator: 1, denominator: 2, strict: false };
  const openMotion = (who: Person, group: string, title: string) =>
    who.does({ type: "motion.open", group, title, situation: "", options: [{ title, text: "", necessity: "", practicality: "" }], method: "yes-no-abstain", quorum: half, threshold: { ...half, strict: true }, base: "cast", deadline: Date.now() + 86_400_000, reportBy: null });

  it("tell of mentions, replies, votes and decisions; not of one's own acts; needs end when they are met", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Béla Kun"]);
    const [ada, bela] = people as [Person, Person];
    onTestFinished(async () => void (await Promise.all(people.map((p) => p.engine.close()))));
    const { thread } = await ada.does({ type: "thread.start", group, title: "The rent", text: "Ideas? @bela" });
    await bela.sees({ query: "notices", group }, (n) => kinds(n).join() === "mention: Ideas? @bela");
    const agenda = await bela.sees({ query: "agenda", group }, (a) => a.needs.length > 0);
    expect(agenda.needs).toMatchObject([{ need: "reply", text: "Ideas? @bela" }]);
    const { post } = await bela.does({ type: "post.write", group, thread, text: "One, @Béla Kun", replyTo: thread });
    await ada.sees({ query: "notices", group }, (n) => kinds(n).join() === "reply: One, @Béla Kun");
    await ada.does({ type: "thread.markRead", group, thread, upTo: post });
    await ada.sees({ query: "notices", group }, (n) => n.rows[0]?.needsMe === false);

    const { motion } = await openMotion(ada, group, "Pay nothing");
    const seen = await bela.sees({ query: "notices", group }, (n) => n.fresh.some((row) => row.is === "vote"));
    expect(seen.rows[0]).toMatchObject({ is: "vote", needsMe: true, who: { name: "Ada" }, page: { is: "motion", id: motion } });
    for (const who of people) {
      await who.sees({ query: "motion", group, motion }, (m) => m !== null);
      await who.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote: "yes" } });
    }
    await bela.sees({ query: "notices", group }, (n) => n.rows[0]?.is === "vote" && !n.rows[0].needsMe);
    for (const who of people) await who.does({ type: "motion.seal", group, motion });
    for (const who of people) await who.sees({ query: "notices", group }, (n) => n.fresh.some(({ is, page }) => is === "decided" && page.is === "motion" && page.id === motion));
  });

  it("[MEM-4] tell whom a motion is to remove, who has no vote on it", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Béla Kun", "Cyn"]);
    const [ada, bela] = people as [Person, Person];
    onTestFinished(async () => void (await Promise.all(people.map((p) => p.engine.close()))));
    const { members } = await ada.sees({ query: "members", group }, (m) => m.members.every(({ votes }) => votes));
    const member = members.find(({ name }) => name === "Béla Kun")!.id;
    const { motion } = await ada.does({ type: "member.propose", group, member, what: "expulsion", title: "Remove Béla Kun?", grounds: "The key." });
    const seen = await bela.sees({ query: "notices", group }, (n) => n.fresh.some(({ is }) => is === "vote"));
    expect(seen.rows[0]).toMatchObject({ is: "vote", needsMe: false, who: { name: "Ada" }, page: { is: "motion", id: motion } });
  });

  it("tell nothing twice, neither here nor after a restart", async () => {
    const vault = memoryVault();
    const street = new Street();
    const ada = await Person.at(street, "Ada");
    const bela = await Person.at(street, "Bela", { vault });
    onTestFinished(() => ada.engine.close());
    const { group } = await ada.does({ type: "group.found", name: "Two", template: "assembly" });
    const { link } = await ada.does({ type: "invite.create", group });
    await bela.does({ type: "group.join", link });
    const { thread } = await ada.does({ type: "thread.start", group, title: "The rent", text: "@Bela first" });
    const { fresh } = await bela.sees({ query: "notices", group }, (n) => n.fresh.length === 1);
    expect(await bela.does({ type: "notices.tell", group, notices: [fresh[0]!.id, "nothing/else"] })).toEqual({ fresh: [fresh[0]!.id] });
    expect(await bela.does({ type: "notices.tell", group, notices: [fresh[0]!.id] })).toEqual({ fresh: [] });
    await bela.engine.close();

    await ada.does({ type: "post.write", group, thread, text: "@Bela second" });
    const again = new Person("Bela", street, { vault });
    onTestFinished(() => again.engine.close());
    await again.does({ type: "profile.unlock", passphrase });
    const seen = await again.sees({ query: "notices", group }, (n) => n.rows.length === 2);
    expect(kinds(seen)).toEqual(["mention: @Bela second"]);
  });

  it("keep silent about a discussion that is muted", async () => {
    const { people, group } = await assemble(new Street(), ["Ada", "Bela"], false);
    const [ada, bela] = people as [Person, Person];
    onTestFinished(async () => void (await Promise.all(people.map((p) => p.engine.close()))));
    const { thread } = await ada.does({ type: "thread.start", group, title: "Noise", text: "begins" });
    await bela.sees({ query: "thread", group, thread }, (t) => t?.muted === false);
    await bela.does({ type: "thread.mute", group, thread, muted: true });
    await bela.sees({ query: "thread", group, thread }, (t) => t?.muted === true);
    await ada.does({ type: "post.write", group, thread, text: "@Bela within" });
    const { thread: other } = await ada.does({ type: "thread.start", group, title: "Signal", text: "@Bela without" });
    const seen = await bela.sees({ query: "notices", group }, (n) => n.rows.some(({ page }) => page.is === "thread" && page.id === other));
    expect(kinds(seen)).toEqual(["mention: @Bela without"]);
    expect(await bela.engine.run({ type: "thread.mute", group, thread: "0".repeat(64), muted: true })).toMatchObject({ ok: false, error: { kind: "NoSuchThread" } });
  });

  it("do not flood a newcomer with what was decided and said before", async () => {
    const street = new Street();
    let behind = hours(1);
    const ada = await Person.at(street, "Ada", { clock: { ...systemClock, now: () => systemClock.now() - behind } });
    const cleo = await Person.at(street, "Cleo");
    onTestFinished(async () => void (await Promise.all([ada, cleo].map((p) => p.engine.close()))));
    const { group } = await ada.does({ type: "group.found", name: "Two", template: "assembly" });
    const { thread } = await ada.does({ type: "thread.start", group, title: "Old", text: "begins" });
    for (let n = 0; n < 20; n++) await ada.does({ type: "post.write", group, thread, text: `@Cleo number ${n}` });
    behind = 0;
    const { link } = await ada.does({ type: "invite.create", group });
    await cleo.does({ type: "group.join", link });
    await cleo.sees({ query: "thread", group, thread }, (t) => t?.posts.length === 21);
    await ada.does({ type: "post.write", group, thread, text: "@Cleo welcome" });
    const seen = await cleo.sees({ query: "notices", group }, (n) => n.rows.length > 0);
    expect(kinds(seen)).toEqual(["mention: @Cleo welcome"]);
  });
});
