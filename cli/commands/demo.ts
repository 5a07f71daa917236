/** `veche demo`: a whole decision among five machines, or a whole election, on this machine. */
import { command } from "../command.ts";
import { runElection } from "../demo/election.ts";
import { runAssembly } from "../demo/assembly.ts";

export default command({
  name: "demo",
  usage: "[--ballots FILE]",
  summary: "Shows a whole decision among five processes on this machine.",
  help: `
  --ballots FILE          instead: every ballot of a tally sheet becomes a signed, encrypted ballot of its own member in one
                          group of so many, synced to a fresh machine that verifies everything, counts and attests

Every profile is temporary and removed at the end. Exit code 0: everything that was checked on the way held.

Example: veche demo --ballots leader2007_tally.txt`,
  options: { ballots: { type: "string" } },
  words: [0, 0],
  run: ({ values, out }) => (values.ballots === undefined ? runAssembly(out) : runElection(values.ballots, out)),
});
