/** Elections whose outcome is known, each counted by the method it was held under. Sources: data/README.md. */
import { describe, expect, it } from "vitest";
import { countPublished, named, votesIn } from "./published.ts";

describe("[POLL-8] yes, no, abstain", () => {
  it("counts the General Assembly's vote on ES-11/1: 141, 5, 35", () => {
    const count = countPublished("yes-no-abstain", "un-es-11-1.json");
    expect(votesIn(count, 0)).toEqual({ yes: "141", no: "5", abstain: "35" });
    expect(named(count, count.elected)).toEqual(["yes"]);
  });
});

describe("[POLL-8] approval", () => {
  it("sends Jones and Spencer on from the primary of St. Louis, 2021", () => {
    const count = countPublished("approval", "st-louis-2021.csv", 2);
    expect(named(count, count.elected)).toEqual(["Tishaura O. Jones", "Cara Spencer"]);
    expect(votesIn(count, 0)).toEqual({ "Tishaura O. Jones": "25388", "Cara Spencer": "20659", "Lewis Reed": "17186", "Andrew Jones": "6428" });
  });
});

describe("[POLL-8] score", () => {
  it("gives the Heisman Trophy of 2009 to Mark Ingram by 28 points", () => {
    const count = countPublished("score", "heisman-2009.abif");
    expect(count.ranking!.map((place) => named(count, place))).toEqual(["Mark Ingram", "Toby Gerhart", "Colt McCoy", "Ndamukong Suh", "Tim Tebow", "C.J. Spiller", "Kellen Moore", "Case Keenum", "Mardy Gilyard", "Golden Tate"].map((name) => [name])); // prettier-ignore
    expect(Object.values(votesIn(count, 0)).map(Number)).toEqual([1304, 1276, 1145, 815, 390, 223, 100, 37, 23, 21]);
  });

  it("[POLL-7] finds the four winners of Eurovision 1969, whoever stands first in the list", () => {
    const count = countPublished("score", "eurovision-1969.csv");
    expect(count.elected).toEqual([]);
    expect(named(count, count.tied)).toEqual(["Spain", "United Kingdom", "Netherlands", "France"]);
    expect(count.ballots).toBe(160);
  });
});

describe("[POLL-8] instant run-off", () => {
  it("elects Mary Robinson President of Ireland, 1990, in the second count", () => {
    const count = countPublished("irv", "ireland-1990.csv");
    expect(votesIn(count, 0)).toEqual({ "Brian Lenihan": "694484", "Mary Robinson": "612265", "Austin Currie": "267902" });
    expect(votesIn(count, 1)).toEqual({ "Brian Lenihan": "731273", "Mary Robinson": "817830" });
    expect(count.rounds.map(({ exhausted }) => exhausted)).toEqual(["0", "25548"]);
    expect(named(count, count.elected)).toEqual(["Mary Robinson"]);
  });

  it("elects Bob Kiss in Burlington, 2009, though Andy Montroll beats him in the pair", () => {
    const count = countPublished("irv", "burlington-2009.abif");
    expect(votesIn(count, 1)).toEqual({ "Bob Kiss": "4314", "Kurt Wright": "4064" });
    expect(named(count, count.elected)).toEqual(["Bob Kiss"]);
  });
});

describe("[POLL-8] Schulze", () => {
  it("elects Andy Montroll in Burlington, 2009: he wins each pair", () => {
    const count = countPublished("schulze", "burlington-2009.abif");
    const [kiss, montroll, wright] = ["Bob Kiss", "Andy Montroll", "Kurt Wright"].map((name) => count.candidates.indexOf(name)) as [number, number, number];
    expect(named(count, count.elected)).toEqual(["Andy Montroll"]);
    const pair = (a: number, b: number): number[] => [count.pairwise![a]![b]!, count.pairwise![b]![a]!];
    expect([pair(montroll, kiss), pair(montroll, wright), pair(kiss, wright)]).toEqual([[4067, 3477], [4597, 3668], [4314, 4064]]); // prettier-ignore
  });
});

describe("[POLL-8] single transferable vote, Scottish rules", () => {
  const count = countPublished("stv-scottish", "gpus-2005.blt");

  it("elects Rotzler, LaMarche, Kramer and Sevigny", () => {
    expect(named(count, count.elected)).toEqual(["Rebecca Rotzler", "Pat LaMarche", "Steve Kramer", "Tom Sevigny"]);
    expect([count.tied, count.rounds[0]!.quota]).toEqual([[], "19.00000"]);
  });

  it("has the published votes of each stage", () => {
    expect(votesIn(count, 0)).toEqual({ "Budd Dickinson": "6.00000", "Kirit Mookerjee": "3.00000", "Tom Sevigny": "8.00000", "Pat LaMarche": "22.00000", "Michael Piacsek": "2.00000", "Rebecca Rotzler": "33.00000", "Kristen Olsen": "1.00000", "Jason Jones": "1.00000", "Steve Kramer": "18.00000" }); // prettier-ignore
    expect(votesIn(count, 1)).toEqual({ "Budd Dickinson": "6.84848", "Kirit Mookerjee": "3.42424", "Tom Sevigny": "8.42424", "Pat LaMarche": "22.00000", "Michael Piacsek": "2.42424", "Rebecca Rotzler": "19.00000", "Kristen Olsen": "12.45448", "Jason Jones": "1.42424", "Steve Kramer": "18.00000" }); // prettier-ignore
    expect(votesIn(count, 2)).toEqual({ "Budd Dickinson": "7.80300", "Kirit Mookerjee": "3.56060", "Tom Sevigny": "9.24240", "Pat LaMarche": "19.00000", "Michael Piacsek": "2.69696", "Rebecca Rotzler": "19.00000", "Kristen Olsen": "12.72720", "Jason Jones": "1.42424", "Steve Kramer": "18.54544" }); // prettier-ignore
    expect(votesIn(count, 7)).toMatchObject({ "Kristen Olsen": "14.15144" });
    expect(votesIn(count, 8)).toMatchObject({ "Budd Dickinson": "8.80300", "Kirit Mookerjee": "3.69696", "Kristen Olsen": "14.57568", "Steve Kramer": "19.68180" });
    expect(votesIn(count, 9)).toMatchObject({ "Budd Dickinson": "9.01084", "Kirit Mookerjee": "3.95360", "Tom Sevigny": "9.45496", "Steve Kramer": "19.00000" });
    expect(votesIn(count, 10)).toMatchObject({ "Budd Dickinson": "9.36448", "Tom Sevigny": "10.59132", "Kristen Olsen": "15.61032" });
    expect(votesIn(count, 11)).toMatchObject({ "Tom Sevigny": "16.62204", "Kristen Olsen": "16.59988" });
    expect(count.rounds).toHaveLength(12);
    // Non-transferable votes 3.77788 and 0.00020 of remainders that rule 48(3) ignores.
    expect(count.rounds[11]!.exhausted).toBe("3.77808");
  });

  it("says whose surplus moves, who is excluded, and that the order of those without votes changes nothing", () => {
    const happens = count.rounds.map(({ surplusOf, excluded }) => named(count, surplusOf === null ? excluded : [surplusOf])[0]);
    expect([happens[0], happens[1], happens[8]]).toEqual(["Rebecca Rotzler", "Pat LaMarche", "Steve Kramer"]);
    expect([happens[6], happens[7], ...happens.slice(9)]).toEqual(["Jason Jones", "Michael Piacsek", "Kirit Mookerjee", "Budd Dickinson", "Kristen Olsen"]);
    expect(count.rounds.slice(2, 5).map(({ lot }) => lot?.idle)).toEqual([true, true, true]);
  });

  it("moves a surplus that the last votes needed, and stops at the quota", () => {
    const weak = countPublished("stv-scottish", "weak-surplus.blt");
    // A 10, B 8, C 6, D 5, E 3, F 3; the quota is 35/5 + 1 = 8. C reaches it by A's surplus of 2, in parts of 0.2.
    expect(named(weak, weak.elected)).toEqual(["A", "B", "C", "D"]);
    expect(weak.rounds.slice(0, 2).map((round) => named(weak, round.elected))).toEqual([["A", "B"], ["C"]]);
    expect(votesIn(weak, 1)).toMatchObject({ A: "8.00000", B: "8.00000", C: "8.00000" });
  });

  it("of equals excludes who was behind most recently (rule 51(2))", () => {
    const weak = countPublished("stv-scottish", "weak-defeat.blt");
    // A goes first; then B has 3 like C, but had 2 before.
    expect(weak.rounds.slice(0, 2).map((round) => named(weak, round.excluded))).toEqual([["A"], ["B"]]);
    expect(weak.rounds[1]).toMatchObject({ lot: null });
    expect(votesIn(weak, 1)).toMatchObject({ B: "3.00000", C: "3.00000" });
  });
});

describe("[POLL-8] single transferable vote, Meek", () => {
  const count = countPublished("stv-meek", "gpus-2005.blt");

  it("elects Rotzler, LaMarche, Kramer and Olsen", () => {
    expect(named(count, count.elected)).toEqual(["Rebecca Rotzler", "Pat LaMarche", "Steve Kramer", "Kristen Olsen"]);
    expect(count.tied).toEqual([]);
  });

  it("has the published votes and quotas of each round, to the ninth place", () => {
    expect(votesIn(count, 1)).toEqual({ "Pat LaMarche": "18.800000609", "Rebecca Rotzler": "18.800000299", "Budd Dickinson": "8.006073598", "Kirit Mookerjee": "3.232685848", "Tom Sevigny": "9.408174589", "Michael Piacsek": "2.759954125", "Kristen Olsen": "13.000470959", "Jason Jones": "1.435843893", "Steve Kramer": "18.556796080" }); // prettier-ignore
    expect(votesIn(count, 7)).toEqual({ "Pat LaMarche": "19.165213770", "Rebecca Rotzler": "18.800000299", "Steve Kramer": "19.718851196", "Budd Dickinson": "9.006073598", "Kirit Mookerjee": "3.394740964", "Tom Sevigny": "9.408174589", "Kristen Olsen": "14.506945584" }); // prettier-ignore
    expect(votesIn(count, 8)).toEqual({ "Pat LaMarche": "18.799133460", "Rebecca Rotzler": "18.799133416", "Steve Kramer": "18.799133497", "Budd Dickinson": "9.427381450", "Kirit Mookerjee": "3.730149807", "Tom Sevigny": "9.774255128", "Kristen Olsen": "14.666479770" }); // prettier-ignore
    expect(votesIn(count, 9)).toEqual({ "Pat LaMarche": "18.789719457", "Rebecca Rotzler": "18.789719396", "Steve Kramer": "18.789719467", "Budd Dickinson": "10.204118384", "Tom Sevigny": "11.498644230", "Kristen Olsen": "15.876675538" }); // prettier-ignore
    expect(votesIn(count, 10)).toEqual({ "Pat LaMarche": "19.087429756", "Rebecca Rotzler": "19.073682122", "Kristen Olsen": "19.085721549", "Steve Kramer": "19.202438090", "Tom Sevigny": "16.482212783" }); // prettier-ignore
    expect(count.rounds.slice(8).map(({ quota, exhausted }) => [quota, exhausted])).toEqual([
      ["18.799133306", "0.004333472"],
      ["18.789719295", "0.051403528"],
      ["18.586296861", "1.068515700"],
    ]);
    expect(count.rounds).toHaveLength(11);
  });
});
