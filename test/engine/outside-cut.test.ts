/** [MEM-4, MEM-1] What the expelled write once others know of it does not count; what a member had who did not know yet does. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { EntryId } from "../../shared/base/ids.ts";
import { GroupFold } from "../../shared/client/group-fold.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { editCodec, reactCodec, retractCodec } from "../../shared/discussion/records.ts";
import { leaveCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { decide, inOtherOrders, say as post, start as begin } from "../sim/expelling.ts";
import { everyoneHears, Machine, seededRandom, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const yes = { method: "yes-no-abstain", vote: "yes" } as const;
const start = async (m: Machine, title: string): Promise<EntryId> => (await begin(m, title)).id;
const say = async (m: Machine, thread: EntryId, text: string): Promise<EntryId> => (await post(m, thread, text)).id;
const texts = (posts: Iterable<{ readonly texts: readonly { readonly text: string }[] }>): string[] => [...posts].map(({ texts: all }) => all.at(-1)!.text).sort();
const counts = ({ discussion }: GroupFold): string[] => texts(discussion.posts.values());
const outside = (fold: GroupFold): string[] => texts(fold.outside?.posts.values() ?? []);

/** Bela is expelled by Ada, Cyn and Eve; Dan, whose machine is elsewhere, hears Bela and not of it. */
async function expelled(seed: number) {
  const [ada, bela, cyn, dan, eve] = (await street(seededRandom(new Seeded(seed)), "Ada", "Bela", "Cyn", "Dan", "Eve")) as [Machine, Machine, Machine, Machine, Machine];
  const know = [ada, cyn, eve];
  const thread = await start(ada, "The cellar key");
  await everyoneHears([ada, bela, cyn, dan, eve]);
  const before = await say(bela, thread, "I gave it back.");
  await everyoneHears([ada, bela, cyn, dan, eve]);
  await decide("expulsion", bela, know);
  return { ada, bela, cyn, dan, eve, know, thread, before };
}

/** The same of any order, looked at on the way or not. */
function inAnyOrder(of: Machine, seed: number): void {
  for (const fold of inOtherOrders(of, new Seeded(seed), 4)) {
    expect(counts(fold)).toEqual(counts(of.group.fold));
    expect(outside(fold)).toEqual(outside(of.group.fold));
    expect(fold.stateHash()).toBe(of.group.fold.stateHash());
  }
}

describe("outside the cut", () => {
  it("posts, edits, reactions and threads written when all others knew change nothing, and are kept beside", async () => {
    const { ada, bela, cyn, thread, before } = await expelled(91);
    await say(bela, thread, "And another thing.");
    await start(bela, "Bela's own");
    await bela.group.author(kinds.edit, () => editCodec.encode({ post: before, text: "I never had it." }));
    await bela.group.author(kinds.react, () => reactCodec.encode({ post: thread, reaction: "!" }));
    await ada.hear(bela);
    await say(ada, thread, "He still writes."); // what follows a post vouches for nothing when its author knows
    await cyn.hear(ada);
    for (const m of [ada, cyn]) {
      expect(counts(m.group.fold)).toEqual(["He still writes.", "I gave it back.", "The cellar key"]);
      expect(outside(m.group.fold)).toEqual(["And another thing.", "Bela's own"]);
      expect(m.group.fold.discussion.posts.get(thread)!.reactions.size).toBe(0);
    }
    inAnyOrder(ada, 1);
  });

  it("a post counts as soon as something is heard that a member wrote after it without knowing of the removal", async () => {
    const { ada, bela, dan, thread } = await expelled(92);
    const late = await say(bela, thread, "Written too late?");
    await dan.hear(bela);
    await say(dan, thread, "I read that.");
    await bela.group.author(kinds.retract, () => retractCodec.encode({ post: late }));
    await ada.hear(bela);
    expect(outside(ada.group.fold)).toEqual(["Written too late?"]);
    await ada.hear(dan);
    expect(outside(ada.group.fold)).toEqual([]);
    expect(counts(ada.group.fold)).toEqual(["I gave it back.", "I read that.", "The cellar key", "Written too late?"]);
    expect(ada.group.fold.discussion.posts.get(late)!.retracted).toBe(false);
    inAnyOrder(ada, 2);
    await dan.hear(ada);
    expect(dan.group.fold.stateHash()).toBe(ada.group.fold.stateHash());
  });

  it("an act vouches too, although it may be placed before the post it follows", async () => {
    const { ada, bela, dan, thread } = await expelled(93);
    await say(bela, thread, "Heard by Dan alone.");
    await dan.hear(bela);
    const motion = await dan.openMotion();
    await dan.vote(motion, yes);
    await ada.hear(dan, bela);
    expect(outside(ada.group.fold)).toEqual([]);
    inAnyOrder(ada, 3);
  });

  it("who is taken back is read again, with what was written meanwhile", async () => {
    const { ada, bela, cyn, dan, eve, thread } = await expelled(94);
    await say(bela, thread, "From outside.");
    await everyoneHears([ada, bela, cyn, eve]);
    expect(outside(ada.group.fold)).toEqual(["From outside."]);
    await decide("reinstatement", bela, [ada, cyn, eve, dan]);
    for (const m of [ada, dan]) expect([outside(m.group.fold), counts(m.group.fold)]).toEqual([[], ["From outside.", "I gave it back.", "The cellar key"]]);
    inAnyOrder(ada, 4);
  });

  it("what had no effect when it came first has no reason either once it does not count: states are equal in any order", async () => {
    const { ada, bela, thread } = await expelled(95);
    const notHers = await bela.group.author(kinds.edit, () => editCodec.encode({ post: thread, text: "Bela was right." }));
    await ada.hear(bela);
    expect([bela.group.fold.voids.get(notHers.id), ada.group.fold.voids.get(notHers.id)]).toEqual(["NotAuthor", undefined]);
    inAnyOrder(ada, 5);
  });

  it("they are read again where the key that tells of the return comes last", async () => {
    const { ada, bela, cyn, dan, eve, thread } = await expelled(96);
    await say(bela, thread, "From outside.");
    const all = [ada, cyn, eve, dan];
    await everyoneHears([ada, bela, cyn, eve]);
    await everyoneHears(all);
    await ada.group.rotate();
    await everyoneHears(all);
    for (const m of all) await m.group.acknowledgeKey();
    await everyoneHears(all);
    await decide("reinstatement", bela, all);
    const fold = new GroupFold(ada.group.group, { device: bela.group.own.device, box: bela.group.keys.box });
    const { fold: whole } = ada.group;
    const [first] = whole.log.acts;
    const founding = first!.decoded.kid;
    fold.learn(whole.keys.get(founding)!);
    fold.offer(ada.entries);
    fold.takeChanges();
    expect([fold.awaitsActs, outside(fold), outside(whole)]).toEqual([true, ["From outside."], []]);
    for (const key of whole.keys.values()) fold.learn(key);
    expect([outside(fold), fold.stateHash()]).toEqual([[], whole.stateHash()]);
  });

  it("nothing of theirs is shown ahead of its place, where it is not known yet whether it counts", async () => {
    const { ada, bela, dan, thread } = await expelled(99);
    const [late, read] = [await say(bela, thread, "Look at me."), await say(dan, thread, "And me.")];
    ada.group.ahead.take([bela.group.log.get(late)!], bela.group.own.device);
    expect(ada.group.ahead.isEmpty).toBe(true);
    ada.group.ahead.take([dan.group.log.get(read)!], dan.group.own.device);
    expect(ada.group.ahead.discussion.posts.has(read)).toBe(true);
  });

  it("who leaves besides is removed all the same", async () => {
    const { ada, bela, thread } = await expelled(97);
    await say(bela, thread, "And another thing.");
    await bela.group.author(kinds.leave, () => leaveCodec.encode({ nothing: [] }));
    await ada.hear(bela);
    expect([ada.group.fold.assembly.standing().of(bela.group.me), outside(ada.group.fold)]).toEqual(["left", ["And another thing."]]);
    inAnyOrder(ada, 6);
  });

  it("whom the removed let in from there count no more than they, and make nobody read the whole log again", async () => {
    const { ada, bela, cyn, thread } = await expelled(98);
    const random = seededRandom(new Seeded(980));
    const cousins = [await Machine.join("Cousin", bela, random), await Machine.join("Another", bela, random)] as const;
    for (const [n, cousin] of cousins.entries()) {
      await say(cousin, thread, `Bela is right ${n}.`);
      const rescans = vi.spyOn(ada.group.log, "placed");
      await ada.hear(cousin);
      expect(rescans).not.toHaveBeenCalled();
      rescans.mockRestore();
    }
    expect(ada.group.fold.assembly.standing().of(cousins[0].group.me)).toBe("void");
    expect(outside(ada.group.fold)).toEqual(["Bela is right 0.", "Bela is right 1."]);
    await cyn.hear(ada);
    expect(outside(cyn.group.fold)).toEqual(outside(ada.group.fold));
    inAnyOrder(ada, 7);
  });
});
