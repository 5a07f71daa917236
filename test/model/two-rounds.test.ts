/**
 * One member who attests twice, and results certified in two rounds (decision 138). Every way the honest can have counted in the
 * first round, and every list of what each may have heard of it, with the rules' own code.
 */
import { expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { certifiedIn, replacedRounds } from "../../shared/poll/certificate.ts";
import { certifyingNumber, doubleAttesters } from "../../shared/poll/motion-view.ts";
import type { PollActOf } from "../../shared/poll/records.ts";
import { deviceNamed, firstMembers, memberNamed, scene, type Scene } from "../poll/scene.ts";
import { subsets } from "./steps.ts";

await cryptoReady;

type Attest = PollActOf<"attest">;

interface FirstRound {
  readonly s: Scene;
  readonly y: PollActOf<"close">;
  /** Attestations of x by the honest, of y by the honest, and of both by the last member. */
  readonly forX: readonly Attest[];
  readonly forY: readonly Attest[];
  readonly cheat: readonly [x: Attest, y: Attest];
}

/** A ballot that its own seal alone holds gives two closes; `counted` tells which of the honest counted the one without it. */
function firstRound(size: number, counted: readonly boolean[]): FirstRound {
  const names = firstMembers(size);
  const s = scene(names);
  const honest = names.slice(0, -1);
  const last = names[size - 1]!;
  const early = honest.map((name) => s.ballot(name, "yes"));
  const seals = honest.slice(0, certifyingNumber(size)).map((name) => s.seal(name, early));
  const x = s.close(honest[0]!, seals);
  const y = s.close(last, [...seals.slice(1), s.seal(last, [s.ballot(last, "no"), ...early])]);
  // Neither of the two that one member writes knows the other.
  const attest = (name: string, close: PollActOf<"close">): Attest => s.attest(name, close, 1, [], [close]);
  const given = honest.map((name, i) => attest(name, counted[i]! ? x : y));
  return { s, y, forX: given.filter((_, i) => counted[i]), forY: given.filter((_, i) => !counted[i]), cheat: [attest(last, x), attest(last, y)] };
}

/** What a member may have heard of the first round, their own word in it, so that they attest y in the second; null: nothing makes them. */
function misled({ s, y, forX, forY, cheat }: FirstRound, member: string, own: Attest, withCheat: boolean): Attest | null {
  const heard = [...forX, ...forY, ...(withCheat ? [cheat[1]] : [])];
  for (const list of subsets(heard)) {
    if (!list.includes(own)) continue;
    const record = { type: "attest" as const, ...s.attestation(y, 2, list) };
    if (s.faultOf(member, record, [y, ...list], [y, ...list]) === null) return s.act(member, record, [y, ...list], [y, ...list]) as Attest;
  }
  return null;
}

/** Whether some honest machine can see x certified, and all others certify y in the next round. */
function isOverruled(size: number, counted: readonly boolean[], withCheat: boolean): boolean {
  const round = firstRound(size, counted);
  const { s, y, forX, forY, cheat } = round;
  const names = firstMembers(size);
  const x = certifiedIn(s.view, null).find(({ result }) => result !== s.result(y).hash);
  if (x === undefined) return false;
  // The one who saw it certified stays with it.
  const followers = [...forX.slice(1), ...forY].flatMap((own) => misled(round, nameOf(names, own), own, withCheat) ?? []);
  if (withCheat) misled(round, names[size - 1]!, cheat[1], true);
  const certified = certifiedIn(s.view, null);
  const other = certified.find(({ round, result }) => round === 2 && result === s.result(y).hash);
  if (other === undefined) return false;
  expect(followers.length).toBeGreaterThan(0);
  expect(s.certificate()).toMatchObject({ is: "certified", round: 2, result: other.result });
  expect(replacedRounds(s.view)).toEqual([1]);
  expect([...doubleAttesters(s.view.attestationsIn(1))]).toEqual([memberNamed(names[size - 1]!)]);
  return true;
}

const nameOf = (names: readonly string[], { device }: Attest): string => names.find((name) => deviceNamed(name) === device)!;

const waysToCount = (size: number): boolean[][] => subsets(Array.from({ length: size - 1 }, (_, i) => i)).map((x) => Array.from({ length: size - 1 }, (_, i) => x.includes(i)));

it("[POLL-5, POLL-6] one double attester can have a second result certified in the next round among 4, 5, 7 and 8, not among 6, and is exposed each time", () => {
  const sizes = [4, 5, 6, 7, 8].filter((size) => waysToCount(size).some((counted) => isOverruled(size, counted, true)));
  expect(sizes).toEqual([4, 5, 7, 8]);
});

it("[POLL-6] without one, what is certified is certified in every later round", () => {
  for (const size of [4, 5, 6, 7]) for (const counted of waysToCount(size)) expect(isOverruled(size, counted, false), `${size}: ${counted}`).toBe(false);
});
