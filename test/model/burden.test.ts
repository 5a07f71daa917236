/** [LOG-8, MEM-5] What one member can make every machine work through: ten thousand acts in deep and wide graphs, after an expulsion. */
import { expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { inviteCodec, leaveCodec } from "../../shared/governance/records.ts";
import { kinds } from "../../shared/log/kind.ts";
import { encodePollRecord } from "../../shared/poll/records.ts";
import { fold } from "./folding.ts";
import { Village } from "./village.ts";

await cryptoReady;

it("folds 10,000 adversarial acts within 30 s and 300 MB, and they change nothing", { timeout: 120_000 }, () => {
  const v = new Village(["ada", "bela", "cyn", "dan", "eve", "fay", "gus"]);
  const sock = v.admit("bela", "sock", [v.base]);
  const removal = v.expel("bela", { after: [v.base], mover: "ada" });
  const known = [removal, sock];
  const invite = (i: number) => [kinds.invite, inviteCodec.encode({ seed: new Uint8Array(16).fill(i & 255), expires: i })] as const;
  const attestation = removal.acts.at(-1)!.record.bytes;
  const flood = [
    ...v.flood("sock", 2500, "deep", known, invite), // of whom nobody knows before that the admission is void
    ...v.flood("bela", 1500, "wide", [sock], invite), // beside the removal
    ...v.flood("gus", 2000, "wide", known, () => [kinds.leave, leaveCodec.encode({ nothing: [] })]),
    ...v.flood("gus", 2000, "wide", known, () => [kinds.attest, attestation]),
    ...v.flood("gus", 2000, "wide", [v.base], () => [kinds.dispute, encodePollRecord({ type: "dispute", motion: removal.motion!, text: "x", evidence: [] })]),
  ];
  const acts = [...v.actsOf(known), ...flood];
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const assembly = fold(v.group, acts);
  const standing = assembly.standing();
  expect(["bela", "sock", "gus"].map((name) => standing.of(v.member(name)))).toEqual(["removed", "void", "left"]);
  expect([...assembly.electorate()].sort()).toEqual(["ada", "cyn", "dan", "eve", "fay"].map((name) => v.member(name)).sort());
  const took = performance.now() - start;
  const kept = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  console.log(`${acts.length} acts in ${Math.round(took)} ms, ${Math.round(kept)} MB`);
  expect(took).toBeLessThan(30_000);
  expect(kept).toBeLessThan(300);
});
