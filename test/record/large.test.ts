/** [POLL-9, POLL-4] Records and motions of more parts than one call takes arguments. */
import { expect, it } from "vitest";
import { verify } from "../../verifier/verify.ts";
import { ready } from "../../verifier/sodium.ts";
import { encodeCbor } from "../../shared/base/cbor.ts";
import { read } from "../../verifier/cbor.ts";
import { scene } from "../poll/scene.ts";

it("the page reads a file of as many parts as the largest record has", async () => {
  await ready;
  const parts = encodeCbor(Array.from({ length: 200_000 }, (_, i) => i));
  expect(read(parts)).toHaveProperty("value.length", 200_000);
  expect(verify(parts, null).problems).toEqual([{ kind: "NotARecord" }]);
});

it("a member who casts a flood of ballots that are none keeps nobody from counting", () => {
  const s = scene(["ada", "bela", "cyn"]);
  const bad = s.ballot("bela", { method: "approval", approved: [] });
  s.ballot("ada", "yes");
  for (let i = 0; i < 150_000; i++) s.view.add({ ...bad, id: i.toString(16).padStart(64, "0") as typeof bad.id });
  const { counted, excluded } = s.counts.running();
  expect([counted.length, excluded.length]).toEqual([1, 150_001]);
});
