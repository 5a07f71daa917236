/**
 * Machines of one network find each other by their announcements alone: how long until one that joins by a link without
 * addresses reads the first entry, and until two that know each other do. Both are in this process, with sockets between.
 */
import { setTimeout as pass } from "node:timers/promises";
import { readLink, writeLink } from "../shared/governance/invite.ts";
import { cryptoReady } from "../shared/crypto/sodium.ts";
import { passphrase } from "./archive.ts";
import { Ground } from "./ground.ts";
import { Member } from "./member.ts";
import { quantile, type Report } from "./report.ts";

const runs = Number(process.env["BENCH_RUNS"] ?? 5);
const near = { network: true, lan: true };

export async function nearby(): Promise<readonly Report[]> {
  await cryptoReady;
  await using ground = new Ground();
  const joining: number[] = [];
  const meeting: number[] = [];
  for (let run = 0; run < runs; run++) {
    const [ada, bela] = [ground.directory(), ground.directory()];
    const first = await Member.open(ada, near);
    await first.does({ type: "profile.create", name: "Ada", passphrase });
    const { group } = await first.does({ type: "group.found", name: "Harbour Street", template: "assembly" });
    const { thread } = await first.does({ type: "thread.start", group, title: "The rent", text: "It begins." });
    const { link } = await first.does({ type: "invite.create", group });
    const second = await Member.open(bela, near);
    await second.does({ type: "profile.create", name: "Bela", passphrase });
    await pass(3000); // announced in a burst when it began; a person pastes a link later
    joining.push(
      await timed(async () => {
        await second.does({ type: "group.join", link: withoutAddresses(link) });
        await second.until(() => second.has(group, 1));
      }),
    );
    await second.close();
    await first.does({ type: "post.write", group, thread, text: "While you were away." });
    await pass(3000);
    const back = await Member.open(bela, near);
    meeting.push(
      await timed(async () => {
        await back.does({ type: "profile.unlock", passphrase });
        await back.until(() => back.has(group, 2));
      }),
    );
    await back.close();
    await first.close();
    console.error(`run ${run + 1}: joined and read after ${joining.at(-1)!.toFixed(0)} ms, met again after ${meeting.at(-1)!.toFixed(0)} ms`);
  }
  return [
    {
      name: "nearby",
      about: `found on one network by announcements alone, to the first entry read, ${runs} runs`,
      rows: [
        { what: "joining by a link without addresses: p50", value: quantile(joining, 0.5), unit: "ms" },
        { what: "the longest", value: Math.max(...joining), unit: "ms" },
        { what: "meeting again, from unlocking: p50", value: quantile(meeting, 0.5), unit: "ms" },
        { what: "the longest of these", value: Math.max(...meeting), unit: "ms" },
      ],
    },
  ];
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function withoutAddresses(text: string): string {
  const link = readLink(text);
  if (typeof link === "string") throw new Error(link);
  return writeLink({ ...link, signalling: [], stun: [] });
}
