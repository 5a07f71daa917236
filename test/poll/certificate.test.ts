import { describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { certificateIn } from "../../shared/poll/certificate.ts";
import { certifyingNumber } from "../../shared/poll/motion-view.ts";
import { motionTextHash, type PollAct } from "../../shared/poll/records.ts";
import { firstMembers, memberNamed, scene } from "./scene.ts";

await cryptoReady;

function closed(n: number) {
  const members = firstMembers(n);
  const s = scene(members);
  const ballots = members.map((name) => s.ballot(name, "yes"));
  const seals = members.map((name) => s.seal(name, ballots));
  return { s, members, seals, close: s.close(members[0]!, seals) };
}

describe("[POLL-5] certificates", () => {
  it("grow from counted by k over provisional to certified", () => {
    const { s, members, close } = closed(7);
    expect(s.certificate()).toEqual({ is: "none" });
    const states = members.map((name) => {
      s.attest(name, close);
      const certificate = s.certificate();
      return [certificate.is, "by" in certificate ? certificate.by.length : 0];
    });
    expect(states).toEqual([["counted", 1], ["counted", 2], ["counted", 3], ["provisional", 4], ["certified", 5], ["certified", 6], ["certified", 7]]); // prettier-ignore
  });

  it("say what was adopted, and who attested", () => {
    const { s, members, close } = closed(4);
    for (const name of members.slice(1)) s.attest(name, close);
    expect(s.certificate()).toMatchObject({ is: "certified", round: 1, adopted: true, option: null, by: members.slice(1).map(memberNamed).sort(), close: close.id });
  });

  it("[MEM-7] are judged within the past of the act that relies on them", () => {
    const { s, close } = closed(4);
    const [a, b, c] = ["ada", "bela", "chen"].map((name) => s.attest(name, close));
    const early = s.write("dora", { type: "dispute", motion: s.view.id, text: "", evidence: [] }, [a!, b!]);
    const late = s.write("dora", { type: "dispute", motion: s.view.id, text: "", evidence: [] }, [a!, b!, c!]);
    expect(certificateIn(s.view, early.past)).toMatchObject({ is: "counted", by: { length: 2 } });
    expect(certificateIn(s.view, late.past)).toMatchObject({ is: "certified", by: { length: 3 } });
  });

  it("a roll of one certifies at once", () => {
    const { s, close } = closed(1);
    s.attest("ada", close);
    expect(s.certificate()).toMatchObject({ is: "certified", by: [memberNamed("ada")] });
  });

  it("the highest certified round stands", () => {
    const s = scene(["ada", "bela", "chen", "dora"]);
    const [a, b, c] = ["ada", "bela", "chen"].map((name) => s.ballot(name, "yes"));
    const seals = [s.seal("ada", [a!, b!]), s.seal("bela", [a!, b!]), s.seal("chen", [a!, b!])];
    const d = s.ballot("dora", "no");
    const last = s.seal("dora", [a!, b!, c!, d]);
    const x = s.close("ada", seals);
    const y = s.close("dora", [...seals.slice(1), last]);
    const round1 = [s.attest("ada", x, 1, [], [x]), s.attest("bela", x, 1, [], [x]), s.attest("chen", y, 1, [], [y]), s.attest("dora", y, 1, [], [y])];
    const doubled = s.attest("dora", x, 1, [], [x]);
    expect(s.certificate()).toMatchObject({ is: "certified", round: 1, result: s.result(x).hash });
    const listed = [round1[1]!, round1[2]!, round1[3]!];
    for (const name of ["bela", "chen", "dora"]) s.attest(name, y, 2, listed, [y, ...listed]);
    expect(s.certificate()).toMatchObject({ is: "certified", round: 2, result: s.result(y).hash });
    expect(doubled.record.round).toBe(1);
  });
});

describe("[POLL-5] rules of attestation", () => {
  it("once per member and round, nothing in earlier rounds", () => {
    const { s, close } = closed(4);
    const [a, b, c] = ["ada", "bela", "chen"].map((name) => s.attest(name, close));
    expect(s.faultOf("ada", { type: "attest", ...s.attestation(close) }, [close])).toBe("AttestedBefore");
    s.attest("dora", close, 2, [a!, b!, c!]);
    expect(s.faultOf("dora", { type: "attest", ...s.attestation(close) }, [close])).toBe("AttestedBefore");
  });

  it("only for a close with q sealers, in its past", () => {
    const { s, seals, close } = closed(4);
    const short = s.close("bela", seals.slice(0, 2));
    expect(s.faultOf("chen", { type: "attest", ...s.attestation(short) }, [short])).toBe("TooFewSealers");
    expect(s.faultOf("chen", { type: "attest", ...s.attestation(close) })).toBe("CloseNotInPast");
  });

  it("a result, or outcome, that the close does not give is refused: anyone can recount", () => {
    const { s, close } = closed(4);
    const other = closed(3);
    const wrong = { ...s.attestation(close), result: other.s.result(other.close).hash };
    expect(s.faultOf("ada", { type: "attest", ...wrong }, [close])).toBe("WrongResult");
    expect(s.faultOf("ada", { type: "attest", ...s.attestation(close), adopted: false }, [close])).toBe("WrongResult");
    expect(s.faultOf("ada", { type: "attest", ...s.attestation(close), option: 0 }, [close])).toBe("WrongResult");
  });

  it("[POLL-6] a later round lists q members' attestations of the round before, all in its past, and follows most of them", () => {
    const { s, close } = closed(4);
    const [a, b, c] = ["ada", "bela", "chen"].map((name) => s.attest(name, close));
    const second = (lists: readonly PollAct[]) => ({ type: "attest" as const, ...s.attestation(close, 2, lists) });
    expect(s.faultOf("dora", second([a!, b!]), [a!, b!])).toBe("TooFewListed");
    expect(s.faultOf("dora", second([a!, b!, c!]), [a!, b!])).toBe("ListWrong");
    expect(s.faultOf("dora", second([a!, b!, close]), [a!, b!, c!])).toBe("ListWrong");
    expect(s.faultOf("dora", { ...s.attestation(close), type: "attest", lists: [a!.id] }, [a!])).toBe("ListWrong");
    expect(s.faultOf("dora", second([a!, b!, c!]), [a!, b!, c!])).toBeNull();
  });
});

describe("[POLL-6] double attesters", () => {
  it("do not make up the q of a list: what may be certified elsewhere is not overruled (decision 012)", () => {
    const s = scene(["ada", "bela", "chen", "dora"]);
    const early = ["ada", "bela", "chen"].map((name) => s.ballot(name, "yes"));
    const seals = ["ada", "bela", "chen"].map((name) => s.seal(name, early));
    const x = s.close("ada", seals);
    const y = s.close("dora", [...seals.slice(1), s.seal("dora", [s.ballot("dora", "no"), ...early])]);
    const ada = s.attest("ada", x, 1, [], [x]);
    const chen = s.attest("chen", y, 1, [], [y]);
    const dora = [x, y].map((close) => s.attest("dora", close, 1, [], [close]));
    const heard = [ada, chen, ...dora];
    const second = { type: "attest" as const, ...s.attestation(y, 2, heard) };
    expect(s.faultOf("chen", second, [y, ...heard])).toBe("TooFewListed");
    const bela = s.attest("bela", x, 1, [], [x]);
    expect(s.certificate()).toMatchObject({ is: "certified", result: s.result(x).hash });
    const all = [ada, bela, chen];
    expect(s.faultOf("chen", { type: "attest", ...s.attestation(y, 2, all) }, [y, ...all, ...dora])).toBe("NotMostAttested");
    expect(s.faultOf("chen", { type: "attest", ...s.attestation(x, 2, all) }, [x, ...all, ...dora])).toBeNull();
  });
});

describe("rules of the other acts", () => {
  it("[POLL-2] a ballot replaces only ballots of its own member, in its past", () => {
    const s = scene(["ada", "bela"]);
    const ada = s.ballot("ada", "yes");
    const bela = s.ballot("bela", "yes");
    const replacing = (id: typeof ada.id) => ({ type: "ballot" as const, motion: s.view.id, replaces: [id], choice: null });
    expect(s.faultOf("ada", replacing(bela.id), [bela])).toBe("ReplacesWrong");
    expect(s.faultOf("ada", replacing(ada.id), [], [])).toBe("ReplacesWrong");
    expect(s.faultOf("ada", replacing(ada.id), [ada])).toBeNull();
  });

  it("[POLL-3] a member seals once; [POLL-4] a close names seals in its past; both are for the roll alone", () => {
    const s = scene(["ada", "bela"]);
    const seal = { type: "seal" as const, motion: s.view.id };
    const sealed = s.seal("ada");
    expect(s.faultOf("ada", seal)).toBe("SealedBefore");
    expect(s.faultOf("zoe", seal)).toBe("NotOnRoll");
    const closing = (seals: readonly typeof sealed.id[]) => ({ type: "close" as const, motion: s.view.id, seals });
    expect(s.faultOf("bela", closing([]), [sealed])).toBe("NoSeals");
    expect(s.faultOf("bela", closing([sealed.id]))).toBe("SealNotInPast");
    expect(s.faultOf("bela", closing([s.motion.id]))).toBe("SealNotInPast");
    expect(s.faultOf("zoe", closing([sealed.id]), [sealed])).toBe("NotOnRoll");
    expect(s.faultOf("bela", closing([sealed.id]), [sealed])).toBeNull();
  });

  it("[POLL-1] a motion has a roll, the right number of options and the hash of its text; [MEM-7] names fit its kind", () => {
    const s = scene(["ada"]);
    const fault = (change: object) => s.faultOf("ada", { ...s.motion.record, ...change });
    expect(fault({ roll: [] })).toBe("EmptyRoll");
    expect(fault({ title: "Another" })).toBe("WrongTextHash");
    expect(fault({ method: "schulze" })).toBe("WrongNumberOfOptions");
    const options = [{ title: "Ada", text: "", necessity: "", practicality: "" }, { title: "Bela", text: "", necessity: "", practicality: "" }]; // prettier-ignore
    const textHash = motionTextHash({ ...s.motion.record, options });
    expect(fault({ method: "stv-meek", options, textHash, seats: 2 })).toBe(null);
    for (const wrong of [{ method: "stv-meek", options }, { method: "stv-meek", options, seats: 3 }, { method: "irv", options, seats: 1 }] as const) expect(fault(wrong)).toBe("WrongSeats");
    for (const wrong of [{ method: "dots", options }, { method: "score", options, dots: 3 }] as const) expect(fault(wrong)).toBe("WrongDots");
    for (const wrong of [{ method: "sign-up", options }, { method: "approval", options: options.map((one) => ({ ...one, places: 2 })) }] as const) expect(fault(wrong)).toBe("WrongPlaces");
    expect(fault({ names: [memberNamed("bela")] })).toBe("NamesWrong");
    expect(fault({ kind: "naming" })).toBe("NamesWrong");
    expect(fault({ kind: "naming", names: [memberNamed("bela")] })).toBeNull();
  });
});

it("[COUNTEREXAMPLES B6] q tolerates 0, 0, 0, 1, 1, 1, 2 absent of 1 to 7; two certificates in one round need 2q−N double attesters", () => {
  const sizes = [1, 2, 3, 4, 5, 6, 7];
  expect(sizes.map((n) => n - certifyingNumber(n))).toEqual([0, 0, 0, 1, 1, 1, 2]);
  expect([4, 5, 6, 7].map((n) => 2 * certifyingNumber(n) - n)).toEqual([2, 3, 4, 3]);
});
