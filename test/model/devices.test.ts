/** ID-2, ID-4, LOG-7, POLL-3, KEY-1…3. Machines of members: every history of a few events, and the cases with a name. */
import { beforeAll, describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { mostDevices } from "../../shared/governance/devices.ts";
import { deviceRevokeCodec, inviteCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import { Seeded } from "../sim/seeded.ts";
import { foldInOrder } from "./folding.ts";
import { subsets } from "./steps.ts";
import { Village, Void, type Event } from "./village.ts";

beforeAll(() => cryptoReady);

const proof = process.env["VECHE_PROOF"] === "1";
const three = ["ada", "bela", "cyn"];
const cannotInvite = (v: Village, name: string, after: readonly Event[]) => v.tries(name, kinds.invite, inviteCodec.encode({ seed: new Uint8Array(16).fill(after.length), expires: 1 }), after);
const revocation = (v: Village, machine: string) => deviceRevokeCodec.encode({ device: v.device(machine) });
const boxes = (v: Village, events: readonly Event[]): string[] => [...v.assembly.recipients(v.view(events)).keys()];
const yes = { method: "yes-no-abstain", vote: "yes" } as const;

describe("[ID-2] a further machine", () => {
  it("acts as its member, gets a box of every new key, and gives its member no second vote", () => {
    const v = new Village(three);
    const linked = v.link("ada", "ada/2", [v.base]);
    expect(cannotInvite(v, "ada/2", [v.base])).toBe("AuthorNotMember");
    expect(cannotInvite(v, "ada/2", [linked])).toBeNull();
    expect(boxes(v, [linked])).toHaveLength(4);
    const motion = v.open("naming", ["bela"], { after: [linked], mover: "ada/2" });
    const both = v.carry(motion, ["ada", "ada/2", "bela", "cyn"]);
    const { counts, view } = v.assembly.motions.get(motion.motion!)!;
    expect([view.roll.size, counts.resultOf(view.closes[0]!).counted.length]).toEqual([3, 3]);
    expect(v.electorate([both])).toEqual(three);
  });

  it("is written by anybody's machine, for the root's certificate says so, and by no certificate of another root", () => {
    const v = new Village(three);
    const linked = v.link("bela", "ada/2", [v.base]);
    expect(v.standing("ada/2", [linked])).toBe("active");
    expect(v.tries("bela", kinds.deviceAdd, v.linking("ada/2"), [linked])).toBe("DeviceKnown");
    const altered = v.linking("ada/2");
    altered[altered.length - 1]! ^= 1;
    expect(v.tries("bela", kinds.deviceAdd, altered, [v.base])).toBe("BadDeviceSignature");
  });

  it("is bounded: side by side many can be linked, and so many get boxes, the same on every machine", () => {
    const v = new Village(three);
    const wide = Array.from({ length: mostDevices + 3 }, (_, i) => v.link("ada", `ada/${i + 2}`, [v.base]));
    expect(boxes(v, wide)).toHaveLength(mostDevices + 2);
    expect(() => v.link("ada", "ada/99", wide)).toThrow("TooManyDevices");
    const rotated = v.rotate("bela", wide);
    const states = [1, 2, 3].map((seed) => JSON.stringify(foldInOrder(v.group, v.actsOf([...wide, rotated]), new Seeded(seed)).state()));
    expect(new Set(states).size).toBe(1);
  });

  it("of who was expelled is no member's", () => {
    const v = new Village([...three, "dan"]);
    const r = v.expel("ada", { after: [v.base] });
    expect(() => v.link("bela", "ada/2", [r])).toThrow("MemberUnknown");
  });
});

describe("[ID-4] a revoked machine", () => {
  it("writes nothing more, gets no box, and is never linked again", () => {
    const v = new Village(three);
    const linked = v.link("ada", "ada/2", [v.base]);
    const gone = v.revoke("ada", "ada/2", [linked]);
    expect(cannotInvite(v, "ada/2", [gone])).toBe("DeviceRevoked");
    expect(boxes(v, [gone])).toHaveLength(3);
    expect(v.tries("ada", kinds.deviceAdd, v.linking("ada/2"), [gone])).toBe("DeviceRevoked");
    expect(v.standing("ada", [gone])).toBe("active");
  });

  it("is brought back by no accomplice who vouches for it anew, before they can know of the revocation or after", () => {
    const v = new Village(three);
    const linked = v.link("ada", "ada/2", [v.base]);
    const gone = v.revoke("ada", "ada/2", [linked]);
    expect(v.tries("bela", kinds.deviceAdd, v.linking("ada/2"), [v.base])).toBeNull();
    const vouched = v.last("bela");
    for (const after of [[vouched, gone], [vouched, gone, v.rotate("cyn", [vouched, gone])]]) {
      expect(cannotInvite(v, "ada/2", after)).toBe("DeviceRevoked");
      expect(boxes(v, after)).toHaveLength(3);
    }
    expect(v.tries("bela", kinds.deviceAdd, v.linking("ada/2"), [vouched, gone])).toBe("DeviceRevoked");
  });

  it("is revoked by its own member only", () => {
    const v = new Village(three);
    const linked = v.link("ada", "ada/2", [v.base]);
    expect(v.tries("bela", kinds.deviceRevoke, revocation(v, "ada/2"), [linked])).toBe("NotOwnDevice");
  });

  it("KEY-3: a key is used only where its rotation follows the revocation, and old invites are closed", () => {
    const v = new Village(three);
    const linked = v.link("ada", "ada/2", [v.base]);
    const invite = v.invite("bela", [linked]);
    const before = v.rotate("bela", [linked]);
    const gone = v.revoke("ada", "ada/2", [before, invite]);
    const after = v.rotate("cyn", [gone]);
    expect(v.assembly.isEligible(v.rotation(before.kid), v.view([gone]))).toBe(false);
    expect(v.assembly.isEligible(v.rotation(after.kid), v.view([after]))).toBe(true);
    expect(() => v.admit("bela", "dan", [gone], invite.acts[0])).toThrow("InviteClosed");
  });

  it("what it wrote outside the cut is void, unless a certificate settled it", () => {
    const v = new Village([...three, "dan", "eve"], [...three, "dan", "eve"]);
    const linked = v.link("ada", "ada/2", [v.base]);
    const admitted = v.admit("ada/2", "fay", [linked]);
    const gone = v.revoke("ada", "ada/2", [linked]);
    expect([v.standing("fay", [admitted]), v.standing("fay", [admitted, gone])]).toEqual(["active", "void"]);
    const named = v.name(["fay"], { after: [admitted] });
    expect(v.standing("fay", [named, gone])).toBe("active");
    expect(v.standing("fay", [v.admit("ada/2", "gus", [linked]), v.revoke("ada", "ada/2", [admitted]), admitted])).toBe("active");
  });

  it("goes where another comes in its place, by the word of the one that comes; nobody else's does", () => {
    const v = new Village(three);
    const six = [2, 3, 4, 5, 6].reduce<readonly Event[]>((so, n) => [v.link("ada", `ada/${n}`, so)], [v.base]);
    v.meet("ada/7");
    expect(v.tries("bela", kinds.deviceAdd, v.linking("ada/7", ["bela"]), six)).toBe("TooManyDevices");
    const altered = v.linking("ada/7", ["ada/2"]);
    altered[altered.length - 1]! ^= 1;
    expect(v.tries("bela", kinds.deviceAdd, altered, six)).toBe("BadDeviceSignature");
    const comes = v.link("bela", "ada/8", six, ["ada/2", "ada", "bela", "cyn"]);
    expect(v.assembly.governance.devices.activeOf(v.member("ada"), v.view([comes])).map(({ device }) => device)).toEqual([3, 4, 5, 6, 8].map((n) => v.device(`ada/${n}`)));
    expect([cannotInvite(v, "ada/2", [comes]), cannotInvite(v, "ada", [comes]), cannotInvite(v, "ada/8", [comes])]).toEqual(["DeviceRevoked", "DeviceRevoked", null]);
    expect([v.standing("bela", [comes]), v.standing("cyn", [comes])]).toEqual(["active", "active"]);
    expect(v.assembly.isEligible(v.rotation(v.rotate("cyn", six).kid), v.view([comes]))).toBe(false);
  });

  it("cannot take back what is certified: no member undoes a decision by revoking a machine of their own", () => {
    const v = new Village([...three, "dan"]);
    const linked = v.link("bela", "bela/2", [v.base]);
    const removed = v.expel("dan", { after: [linked], attesters: ["ada", "bela", "cyn"] });
    const gone = v.revoke("bela/2", "bela", [linked]); // a cut that lacks the attestation
    expect(v.standing("dan", [removed, gone])).toBe("removed");
  });

  it("two that revoke each other are both out, and the root links a new one that they cannot touch", () => {
    const v = new Village(three);
    const linked = v.link("ada", "ada/2", [v.base]);
    const [one, other] = [v.revoke("ada", "ada/2", [linked]), v.revoke("ada/2", "ada", [linked])];
    expect(boxes(v, [one, other])).toHaveLength(2);
    expect(cannotInvite(v, "ada", [one, other])).toBe("DeviceRevoked");
    const again = v.link("ada", "ada/3", [one, other]); // written by a revoked machine that has the root
    expect(v.tries("ada/2", kinds.deviceRevoke, revocation(v, "ada/3"), [again])).toBe("DeviceRevoked");
    expect(cannotInvite(v, "ada/3", [again])).toBeNull();
  });

  it("all lost: the members let the person in anew, name them, and end the place that nobody can use", () => {
    const v = new Village([...three, "dan"]);
    const again = v.admit("bela", "ada anew", [v.base]);
    const named = v.name(["ada anew"], { after: [again], attesters: ["bela", "cyn", "dan"] });
    const ended = v.expel("ada", { after: [named], attesters: ["ada anew", "bela", "cyn", "dan"] });
    expect(v.electorate([ended])).toEqual(["bela", "cyn", "dan", "ada anew"]);
  });

  it("POLL-3: its promise and its ballot outside the cut bind nobody, and the machine that replaces it promises", () => {
    const v = new Village(three);
    const linked = v.link("ada", "ada/2", [v.base]);
    const opened = v.open("naming", ["bela"], { after: [linked] });
    const id = opened.motion!;
    const vote = (by: string, after: readonly Event[]): Event => {
      expect(v.tries(by, kinds.ballot, encodePollRecord({ type: "ballot", motion: id, replaces: [], choice: yes }), after)).toBeNull();
      return v.last(by);
    };
    const seal = (by: string, after: readonly Event[]): Event => {
      expect(v.tries(by, kinds.seal, encodePollRecord({ type: "seal", motion: id }), after)).toBeNull();
      return v.last(by);
    };
    const thief = seal("ada/2", [vote("ada/2", [opened])]);
    const gone = v.revoke("ada", "ada/2", [opened]);
    const mine = seal("ada", [vote("ada", [gone])]);
    const { counts, view } = v.assembly.motions.get(id)!;
    const bela = seal("bela", [vote("bela", [thief, mine])]);
    const cyn = seal("cyn", [vote("cyn", [bela])]);
    expect(counts.sealed().sealers).toHaveLength(3);
    const count = counts.running();
    expect([count.counted.length, count.excluded.map(({ reason }) => reason)]).toEqual([3, ["revoked"]]);
    expect(v.view([cyn]).has(view.sealsOf(v.member("ada"))[0]!.act)).toBe(true);
  });
});

describe("[LOG-7] a machine proven to have written two histories", () => {
  it("does nothing in governance from the proof on, but posts, votes and promises as POLL-4 says; its member links another", () => {
    const v = new Village(three);
    const shown = v.proof("bela", "ada", 1, [v.base]);
    expect(cannotInvite(v, "ada", [v.base])).toBeNull();
    expect(cannotInvite(v, "ada", [shown])).toBe("DeviceSuspended");
    expect(() => v.open("naming", ["bela"], { after: [shown], mover: "ada" })).toThrow("DeviceSuspended");
    expect(boxes(v, [shown])).toHaveLength(3);
    const again = v.link("ada", "ada/2", [shown]);
    const gone = v.revoke("ada/2", "ada", [again]);
    expect(cannotInvite(v, "ada/2", [gone])).toBeNull();
  });

  it("whom it let in after the fork stands only where settled; what it founded and attested stands", () => {
    const v = new Village(three);
    const dan = v.admit("ada", "dan", [v.base]);
    const eve = v.admit("ada", "eve", [dan]);
    const named = v.name(["dan"], { after: [dan] });
    const shown = v.proof("bela", "ada", 1, [v.base]);
    expect([v.standing("dan", [dan, shown]), v.standing("eve", [eve, named, shown])]).toEqual(["void", "void"]);
    expect(v.standing("dan", [named, shown])).toBe("active");
    expect(v.electorate([named, shown])).toEqual([...three, "dan"]);
  });

  it("a cloned profile: both copies write, the proof ends both in governance, and the member goes on with a new machine", () => {
    const v = new Village(three);
    const one = v.invite("bela", [v.base]);
    const other = v.invite("bela", [v.base]); // the copy
    const shown = v.proof("cyn", "bela", v.seqOf("bela", [one]), [one, other]);
    expect(() => v.admit("cyn", "dan", [shown], one.acts[0])).toThrow("InviteClosed");
    const again = v.link("bela", "bela/2", [shown]);
    expect(boxes(v, [again, v.revoke("bela/2", "bela", [again])])).toHaveLength(3);
  });
});

describe("every history of a few events of two members with two machines each", () => {
  const possible: Readonly<Record<string, (v: Village, after: readonly Event[]) => Event>> = {
    "ada links": (v, after) => v.link("ada", "ada/2", after),
    "bela links ada's": (v, after) => v.link("bela", "ada/2", after),
    "ada's third comes in place of the first": (v, after) => v.link("cyn", "ada/3", after, ["ada"]),
    "ada's fourth in place of the second": (v, after) => v.link("bela", "ada/4", after, ["ada/2", "bela"]),
    "bela links": (v, after) => v.link("bela", "bela/2", after),
    "ada revokes the second": (v, after) => v.revoke("ada", "ada/2", after),
    "the second revokes ada's first": (v, after) => v.revoke("ada/2", "ada", after),
    "bela revokes her first": (v, after) => v.revoke("bela/2", "bela", after),
    "ada's second admits": (v, after) => v.admit("ada/2", "eve", after),
    "ada admits": (v, after) => v.admit("ada", "eve", after),
    "bela shows that ada's second forked": (v, after) => v.proof("bela", "ada/2", 0, after),
    "cyn shows that bela's forked": (v, after) => v.proof("cyn", "bela", 1, after),
    "cyn rotates": (v, after) => v.rotate("cyn", after),
    "ada's second rotates": (v, after) => v.rotate("ada/2", after),
    name: (v, after) => v.name(["eve"], { after }),
    "expel bela": (v, after) => v.expel("bela", { after, attesters: ["ada", "cyn"] }),
  };

  function check(v: Village, events: readonly Event[], random: Seeded): void {
    const view = v.view([v.base, ...events]);
    const { devices } = v.assembly.governance;
    const recipients = v.assembly.recipients(view);
    for (const { device } of devices.revocations) if (devices.isRevoked(device, view)) expect(recipients.has(device)).toBe(false);
    for (const rotation of v.assembly.rotations) {
      if (!view.has(rotation) || !v.assembly.isEligible(rotation, view)) continue;
      for (const { device, act } of devices.revocations) if (view.has(act)) expect(v.assembly.recipients(rotation.past).has(device)).toBe(false);
    }
    for (const id of v.assembly.electorate(view)) expect(v.assembly.standing(view).of(id)).toBe("active");
    // What is added makes no revoked machine write again.
    for (const known of subsets(events)) {
      const before = v.view([v.base, ...known]);
      for (const { device } of devices.revocations) if (devices.isRevoked(device, before)) expect(devices.isRevoked(device, view)).toBe(true);
    }
    const acts = v.actsOf([v.base, ...events]);
    const states = [1, 2].map(() => JSON.stringify(foldInOrder(v.group, acts, random).state()));
    expect(states[1]).toBe(states[0]);
  }

  it(`of three, ${proof ? "all" : "a sample"}: equal in every order, no key reaches a revoked machine`, { timeout: 3_600_000 }, () => {
    const random = new Seeded(11);
    const [depth, share] = [5, proof ? 0.12 : 0.009]; // the two links before them included
    let histories = 0;
    const go = (v: Village, before: readonly Event[], what: string, after: readonly Event[]): void => {
      let event: Event;
      try {
        event = possible[what]!(v, after);
      } catch (error) {
        if (error instanceof Void) return;
        throw error;
      }
      histories += 1;
      const events = [...before, event];
      if (events.length === 1 || random.chance(proof ? 0.3 : 0.4)) check(v, events, random);
      if (events.length === depth) return;
      for (const next of Object.keys(possible)) for (const known of subsets(events)) if (random.chance(share)) go(v, events, next, [v.base, ...known]);
    };
    for (const first of Object.keys(possible)) {
      const v = new Village(three);
      const linked = v.link("ada", "ada/2", [v.base]);
      const both = v.link("bela", "bela/2", [linked]);
      go(v, [linked, both], first, [v.base, linked, both]);
    }
    expect(histories).toBeGreaterThan(proof ? 1000 : 20);
    if (proof) console.log(`${histories} histories`);
  });
});
