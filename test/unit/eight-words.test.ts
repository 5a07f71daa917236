import { describe, expect, it } from "vitest";
import { toHex } from "../../shared/base/bytes.ts";
import type { DeviceId, GroupId, Kid, MemberId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { GroupContext } from "../../shared/client/group-context.ts";
import { GroupStore } from "../../shared/client/group-store.ts";
import { groupWords } from "../../shared/client/views/member-views.ts";
import { eightWords, wordListHash } from "../../shared/governance/eight-words.ts";
import { memoryStorage } from "../../host/storage/memory.ts";
import { everyoneHears, seededRandom, still, street, type Machine } from "../sim/machine.ts";
import { Seeded } from "../sim/seeded.ts";

await cryptoReady;

const hex = <T extends string>(pair: string): T => pair.repeat(32) as T;
const group = hex<GroupId>("01");
const kid = hex<Kid>("02");
const member = (id: string, ...devices: string[]) => ({ id: hex<MemberId>(id), devices: devices.map((d) => hex<DeviceId>(d)) });
const members = [member("0a", "1a"), member("0b", "1b", "2b")];

describe("[ID-3] the eight words", () => {
  it("of this group are these, on every machine and in every version", () => {
    expect(eightWords(group, members, kid)).toEqual(["spread", "cancel", "surprise", "hurt", "outside", "cable", "gauge", "judge"]);
    expect(toHex(wordListHash())).toBe("de8c8f9df24afb012c280ee4f202cc3b5a9cf35c83bc96d7a47be2163e529e81");
  });

  it("do not depend on the order in which members or devices are listed", () => {
    expect(eightWords(group, [member("0b", "2b", "1b"), member("0a", "1a")], kid)).toEqual(eightWords(group, members, kid));
  });

  it("differ with the group, a member, a device, whose device it is, or the key", () => {
    const others = [
      eightWords(hex<GroupId>("03"), members, kid),
      eightWords(group, [...members, member("0c", "1c")], kid),
      eightWords(group, [member("0a", "1a"), member("0b", "1b")], kid),
      eightWords(group, [member("0a", "1a", "1b"), member("0b", "2b")], kid),
      eightWords(group, members, hex<Kid>("04")),
    ];
    expect(new Set([eightWords(group, members, kid), ...others].map((words) => words.join(" "))).size).toBe(6);
  });

  it("are alike on two machines that heard of two concurrent keys in different order", async () => {
    const all = await street(seededRandom(new Seeded(51)), "Ada", "Bela");
    const [ada, bela] = all as [Machine, Machine];
    const wordsAt = (m: Machine) => groupWords(new GroupContext(m.group, new GroupStore(memoryStorage(), m.group.group), still, new Map(), new Map(), new Map()));
    await ada.group.rotate();
    await bela.group.rotate();
    expect(wordsAt(ada)).not.toEqual(wordsAt(bela));
    await everyoneHears(all);
    expect(wordsAt(ada)).toEqual(wordsAt(bela));
    expect(wordsAt(ada)).toHaveLength(8);
  });
});
