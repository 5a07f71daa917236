import { describe, expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { rollCall } from "../../shared/record/roll-call.ts";
import { memberNamed, scene, type Scene } from "../poll/scene.ts";

await cryptoReady;

const people = ["ada", "bela", "chen", "dora"];
const nameOf = (id: string): string => people.find((name) => memberNamed(name) === id)!;
const rowsOf = (s: Scene, count = s.counts.running()) => {
  const rows = rollCall(s, count, (id) => ({ id, name: nameOf(id), me: false }));
  return Object.fromEntries(rows.map((row) => [row.member.name, row]));
};

describe("[POLL-2…6] the roll call", () => {
  it("shows every member's ballot, counted or not, and why", () => {
    const s = scene(people);
    s.ballot("ada", "yes");
    s.ballot("ada", "no");
    const one = s.ballot("bela", "yes");
    const two = s.ballot("bela#2", "no");
    const seals = [s.seal("ada", [one, two]), s.seal("bela", [two]), s.seal("chen")];
    s.ballot("dora", "yes", [], []);
    const rows = rowsOf(s, s.result(s.close("ada", seals)));
    expect(rows["ada"]).toMatchObject({ status: "counted", choice: { vote: "no" }, changed: true, sealed: true, conflicting: [] });
    expect(rows["bela"]).toMatchObject({ status: "conflict", conflicting: [{ vote: "yes" }, { vote: "no" }] });
    expect(rows["chen"]).toMatchObject({ status: "none", choice: null, sealed: true });
    expect(rows["dora"]).toMatchObject({ status: "late", choice: { vote: "yes" }, sealed: false });
  });

  it("shows a fork even where a ballot from before it counts", () => {
    const s = scene(people);
    const first = s.ballot("ada", "abstain");
    s.ballot("ada", "yes", [], [first]);
    s.ballot("ada", "no", [], [first]);
    s.ballot("bela", "yes", [], []);
    s.ballot("bela", "no", [], []);
    const rows = rowsOf(s);
    expect(rows["ada"]).toMatchObject({ status: "counted", choice: { vote: "abstain" }, conflicting: [{ vote: "yes" }, { vote: "no" }] });
    expect(rows["bela"]).toMatchObject({ status: "forked", conflicting: [{ vote: "yes" }, { vote: "no" }] });
  });

  it("shows the newest ballot whatever the order of arrival", () => {
    const s = scene(people);
    const first = s.ballot("ada", "yes");
    s.ballot("ada", { method: "approval", approved: [] });
    expect(rowsOf(s)["ada"]).toMatchObject({ status: "counted", choice: { vote: "yes" }, changed: false });
    s.seal("bela", [first]);
    s.ballot("bela", "no");
    s.ballot("bela", null);
    expect(rowsOf(s)["bela"]).toMatchObject({ status: "afterSeal", choice: null });
  });
});
