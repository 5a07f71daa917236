/** `veche bundle open`: takes what bundles bring (SYNC-5). */
import { open } from "node:fs/promises";
import { mib } from "../../shared/base/units.ts";
import type { CarriedReport } from "../../shared/contract/carrying-snapshots.ts";
import { command, maybeCopy, copyHelp, Refused } from "../command.ts";
import { withSession, type Session } from "../session.ts";
import { reason } from "../passphrase.ts";
import { reportWords } from "../words/bundles.ts";

const piece = mib(1);

export default command({
  name: "bundle open",
  usage: "FILE…",
  summary: "Takes what bundles bring, and says what came.",
  help: `
${copyHelp}

A bundle is opened by whoever it is for, as often as one likes: what is here already is not taken twice.

Exit code 0: all of them were read. 1: one was not, or not all of it, and why.

Example: veche bundle open /media/stick/*.veche`,
  options: maybeCopy,
  words: [1, 10_000],
  run: ({ values, words, out }) =>
    withSession(values, out, async (session) => {
      const opened: (CarriedReport & { readonly file: string })[] = [];
      for (const file of words) opened.push({ file, ...(await take(session, file)) });
      const lines = opened.map((report) => `${report.file}: ${reportWords(report)}`);
      const failed = opened.some(({ end }) => end !== "whole");
      if (out.json || !failed) out.answer(opened, () => lines.join("\n"));
      if (failed) throw new Refused(lines.filter((_, i) => out.json === false || opened[i]!.end !== "whole").join("\n"));
    }),
});

async function take(session: Session, path: string): Promise<CarriedReport> {
  const { bundle } = await session.run({ type: "bundle.open" });
  try {
    await using file = await open(path, "r");
    for (let at = 0, goesOn = true; goesOn; ) {
      const { bytesRead, buffer } = await file.read(new Uint8Array(piece), 0, piece, at);
      if (bytesRead === 0) break;
      ({ goesOn } = await session.run({ type: "bundle.take", bundle, bytes: buffer.subarray(0, bytesRead) }));
      at += bytesRead;
    }
  } catch (error) {
    await session.engine.run({ type: "bundle.drop", bundle });
    if (error instanceof Refused) throw error;
    throw new Refused(`The bundle ${path} cannot be read (${reason(error)}); nothing that came of it is lost.`);
  }
  return session.run({ type: "bundle.finish", bundle });
}
