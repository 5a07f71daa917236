/** [LOG-7, LOG-8, POLL-2, POLL-5] What honest machines can show of a member who cheats, and how they prove it to others. */
import sodium from "libsodium-wrappers-sumo";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { fromHex, fromUtf8 } from "../../shared/base/bytes.ts";
import type { InviteId } from "../../shared/base/ids.ts";
import { evidenceHandlers } from "../../shared/client/commands/evidence.ts";
import { gatherEvidence } from "../../shared/client/evidence.ts";
import { GroupContext } from "../../shared/client/group-context.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { NoticeDesk } from "../../shared/client/notices/notice-desk.ts";
import { NoticeStore } from "../../shared/client/notices/notice-store.ts";
import { evidenceSnapshot } from "../../shared/client/views/evidence-views.ts";
import { noticesSnapshot } from "../../shared/client/views/notice-views.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { threadCodec } from "../../shared/discussion/records.ts";
import { revokeInviteCodec } from "../../shared/governance/records.ts";
import { signedBy } from "../../shared/log/entry.ts";
import { entryIdOf } from "../../shared/log/header.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { everyoneHears, foldOf, Machine, seededRandom, still, street } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

beforeAll(() => cryptoReady);

const contextOf = (m: Machine): GroupContext => new GroupContext(m.group, new GroupStore(memoryStorage(), m.group.group), still, new Map(), new Map(), new Map());
const shownBy = (m: Machine) => gatherEvidence(contextOf(m)).map(({ what, member, proven }) => [what.is, member, proven]);
const yes = { method: "yes-no-abstain", vote: "yes" } as const;
const no = { method: "yes-no-abstain", vote: "no" } as const;

/** What a machine that begins to look now tells its person of those who cheat; looking twice tells nothing twice. */
async function toldOf(m: Machine) {
  const storage = memoryStorage();
  const context = contextOf(m);
  const store = new NoticeStore(storage, m.group.group);
  for (let round = 0; ; round++) {
    let due = (): void => undefined;
    const desk = new NoticeDesk(context, store, { now: still.now, after: (_, run) => ((due = run), () => undefined) }, () => undefined);
    await desk.begin();
    due();
    await desk.stop();
    const { rows, fresh } = noticesSnapshot(context, desk);
    if (round > 0) return rows.flatMap(({ page, who }) => (page.is === "evidence" ? [[page.deed, page.title, who.name]] : []));
    await desk.tell(fresh.map(({ id }) => id));
  }
}

/** Mallory runs the profile on two machines and says one thing here and another there. */
async function withMallory(seed: number) {
  const all = await street(seededRandom(new Seeded(seed)), "Ada", "Bela", "Cyn", "Mallory");
  const [ada, bela, cyn, mallory] = all as [Machine, Machine, Machine, Machine];
  return { ada, bela, cyn, mallory, honest: [ada, bela, cyn] };
}

describe("evidence", () => {
  it("shows nothing of members who keep the rules", async () => {
    const { ada, honest, mallory } = await withMallory(71);
    const motion = await ada.openMotion();
    await everyoneHears([...honest, mallory]);
    for (const m of honest) await m.vote(motion, yes);
    await everyoneHears([...honest, mallory]);
    expect(shownBy(ada)).toEqual([]);
  });

  it("[LOG-7] of two histories: both signed headers, which anybody checks with the file alone", async () => {
    const { ada, bela, cyn, honest, mallory } = await withMallory(72);
    const copy = await mallory.clone();
    await mallory.group.author(kinds.thread, () => threadCodec.encode({ title: "to some", text: "" }));
    await copy.group.author(kinds.thread, () => threadCodec.encode({ title: "to others", text: "" }));
    await ada.hear(mallory);
    await bela.hear(copy);
    await everyoneHears(honest);
    for (const m of honest) expect(shownBy(m)).toEqual([["forked", mallory.group.me, true]]);

    const context = contextOf(cyn);
    const [one] = gatherEvidence(context);
    const written = evidenceHandlers["evidence.export"]({ context } as never, { type: "evidence.export", group: cyn.group.group, evidence: one!.id });
    if (!written.ok) throw new Error("refused");
    const file = JSON.parse(fromUtf8((written.value as { file: Uint8Array }).file)!) as { signed: { header: string; signature: string; publicKey: string }[] };
    const checked = file.signed.map(({ header, signature, publicKey }) => signedBy({ id: entryIdOf(fromHex(header)!), signature: fromHex(signature)! }, fromHex(publicKey)!));
    expect(checked).toEqual([true, true]);
    expect(new Set(file.signed.map(({ header }) => header)).size).toBe(2);
    expect(evidenceHandlers["evidence.export"]({ context } as never, { type: "evidence.export", group: cyn.group.group, evidence: "other" })).toMatchObject({ ok: false, error: { kind: "NoSuchEvidence" } });
  });

  it("[POLL-4] of ballots cast from two copies of one machine: the fork, from which on they do not count", async () => {
    const { ada, bela, honest, mallory } = await withMallory(73);
    const motion = await ada.openMotion();
    await everyoneHears([...honest, mallory]);
    const copy = await mallory.clone();
    await mallory.vote(motion, yes);
    await copy.vote(motion, no);
    await ada.hear(mallory);
    await bela.hear(copy);
    await everyoneHears(honest);
    for (const m of honest) expect(shownBy(m)).toContainEqual(["forked", mallory.group.me, true]);
  });

  it("[POLL-5] of a result that was confirmed and is not what the ballots give", async () => {
    const { ada, honest, mallory } = await withMallory(74);
    const all = [...honest, mallory];
    const motion = await ada.openMotion();
    await everyoneHears(all);
    for (const m of all) await m.vote(motion, yes);
    await everyoneHears(all);
    for (const m of all) await m.seal(motion);
    await everyoneHears(all);
    await ada.close(motion);
    await everyoneHears(all);
    await mallory.attest(motion);
    const { closes } = ada.motion(motion).view;
    await mallory.group.author(kinds.attest, () => encodePollRecord({ type: "attest", motion, close: closes[0]!.act.id, round: 1, result: "ab".repeat(32) as never, adopted: false, option: null, lists: [] }));
    await everyoneHears(honest.concat(mallory));
    // A wrong count is void for everybody (POLL-5), and signed all the same.
    expect(ada.motion(motion).view.attestationsIn(1)).toHaveLength(1);
    for (const m of honest) expect(shownBy(m)).toContainEqual(["refused", mallory.group.me, true]);
  });

  it("[POLL-2, LOG-7] of two ballots and of two histories each member is told once, and led to it, whatever came first", async () => {
    const random = seededRandom(new Seeded(76));
    const [ada, bela, cyn, mallory] = (await street(random, "Ada", "Bela", "Cyn", "Mallory")) as [Machine, Machine, Machine, Machine];
    const telephone = await Machine.link("Telephone", mallory, random);
    const motion = await ada.openMotion();
    await everyoneHears([ada, bela, cyn, mallory, telephone]);
    await mallory.vote(motion, yes);
    await telephone.vote(motion, no);
    await ada.hear(mallory, telephone);
    await bela.hear(telephone, mallory);
    const told = [["votedTwice", "Shall we?", "Mallory"]];
    for (const m of [ada, bela]) expect(await toldOf(m)).toEqual(told);

    const copy = await cyn.clone();
    for (const m of [cyn, copy]) await m.group.author(kinds.thread, () => threadCodec.encode({ title: `by ${m.name}`, text: "" }));
    await ada.hear(cyn, copy);
    await bela.hear(copy, cyn);
    for (const m of [ada, bela]) expect(await toldOf(m)).toEqual(expect.arrayContaining([...told, ["forked", "", "Cyn"]]));
    const dan = await Machine.join("Dan", ada, random);
    expect(await toldOf(dan)).toHaveLength(2); // a newcomer is told too
  });

  it("[LOG-8] of an act that breaks a rule, alike in every order of arrival", async () => {
    const { ada, honest, mallory } = await withMallory(75);
    await mallory.group.author(kinds.revokeInvite, () => revokeInviteCodec.encode({ invite: "cd".repeat(32) as never }));
    await everyoneHears([...honest, mallory]);
    expect(shownBy(ada)).toEqual([["refused", mallory.group.me, true]]);
    const entries = [...ada.entries];
    const seeded = new Seeded(9);
    for (let round = 0; round < 10; round++) {
      for (let at = entries.length - 1; at > 0; at--) {
        const other = seeded.below(at + 1);
        [entries[at], entries[other]] = [entries[other]!, entries[at]!];
      }
      expect([...foldOf(ada, entries).voids].sort()).toEqual([...ada.group.fold.voids].sort());
    }
  });
});

it("[LOG-8] a flood of broken rules is shown in part, and each signature checked once", async () => {
  const { ada, mallory } = await withMallory(9);
  for (let i = 0; i < 300; i++) await mallory.group.author(kinds.revokeInvite, () => revokeInviteCodec.encode({ invite: i.toString(16).padStart(64, "0") as InviteId }));
  await ada.hear(mallory);
  const context = contextOf(ada);
  const verifying = vi.spyOn(sodium, "crypto_sign_verify_detached");
  onTestFinished(() => verifying.mockRestore());
  const { rows, more } = evidenceSnapshot(context);
  expect([rows.length, more, rows.every(({ proven }) => proven)]).toEqual([200, 100, true]);
  expect(verifying.mock.calls.length).toBe(200);
  evidenceSnapshot(context);
  expect(verifying.mock.calls.length).toBe(200);
});
