/** `veche pair`: connects this machine with another by two texts, without any server (SYNC-9). */
import { seconds } from "../../shared/base/units.ts";
import type { PairingSnapshot } from "../../shared/contract/snapshots.ts";
import { command, groupHelp, inGroup, Refused } from "../command.ts";
import { groupOf, withSession, type Session } from "../session.ts";
import { formatTime } from "../times.ts";

const preparing = seconds(10);
const connecting = seconds(40);

const failures: Readonly<Record<Extract<PairingSnapshot, { is: "failed" }>["why"], string>> = {
  noAddress: "This machine has no address at which another could reach it, or the code was made up.",
  late: "Nobody answered in time, and the code has lapsed; show a new one.",
  noWay: "The answer was understood, but no way leads from one machine to the other; bring both onto one network and show a new code.",
  lost: "The connection made by hand has ended; show a new code to connect again.",
};

export default command({
  name: "pair",
  usage: "[CODE]",
  summary: "Connects with another machine by two texts, without any server.",
  help: `
Without CODE it prints the first code, for the other machine to take in. With the other's first code it prints the
answer; with an answer it connects. Codes live in a running 'veche serve' of this profile, for a quarter of an hour.
It works for members, and for who has asked to join ('veche join LINK --timeout 0').

${groupHelp}

On one machine 'veche pair', on the other 'veche pair' with what the first printed, and on the first again with the answer.

Example: veche pair veche:pair#mQF…`,
  options: { ...inGroup },
  words: [0, 1],
  run: ({ values, words: [code], out }) =>
    withSession(values, out, async (session) => {
      if (!session.served) throw new Refused("Codes live in a running program: start 'veche serve' for this profile first.");
      if (code === undefined) await session.run({ type: "pair.show", of: await circleOf(session, values.group) });
      else await session.run({ type: "pair.take", code });
      const begun = await session.until({ query: "pairing" }, ({ is }) => is !== "preparing" && is !== "none", preparing);
      const state = begun?.is === "connecting" ? await session.until({ query: "pairing" }, ({ is }) => is !== "connecting", connecting) : begun;
      if (state === null || state.is === "failed") throw new Refused(failures[state?.why ?? "noAddress"]);
      if (state.is === "connected") return out.answer({ connected: true }, () => "The two machines are connected.");
      if (state.is !== "showing" && state.is !== "answering") throw new Refused("The code was taken back.");
      out.answer({ code: state.code, until: state.until }, () => state.code);
      out.note(`The other machine takes it in with 'veche pair', or under Connection; it works until ${formatTime(state.until)}.`);
      if (state.is === "answering" && state.old) out.note(`That code was made at ${formatTime(state.made)} by the other machine's clock; if that clock is right, it works no longer.`);
    }),
});

/** A group, or where the profile is in none the one it asks to join. */
async function circleOf(session: Session, named: string | undefined): Promise<string> {
  const joins = (await session.look({ query: "joins" })).filter(({ state }) => state.is !== "joined" && state.is !== "refused");
  if (named === undefined && joins.length === 1 && (await session.look({ query: "groups" })).length === 0) return joins[0]!.group;
  return groupOf(session, named);
}
