/**
 * Two machines with the real app, their cable pulled and put back: both sides are complete again within 10 s. One cut of
 * 20 s by default; VECHE_PROOF=1 makes five of 20 s and five of 60 s.
 */
import { setTimeout as pass } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { minutes, seconds } from "../../shared/base/units.ts";
import { layCable, whyNoNetns } from "../rtc/netns.ts";
import { hostProgram, openApart } from "./steps/apart.ts";
import { figures, inSeconds } from "./steps/figures.ts";
import { found, invite, join, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { post, sees, startThread } from "./steps/talk.ts";

const proof = process.env["VECHE_PROOF"] === "1";
const cuts = proof ? [20, 60, 20, 60, 20, 60, 20, 60, 20, 60] : [20];
const within = seconds(10);
const reason = whyNoNetns();
if (reason !== null) console.log(`not run: cutting two machines off from each other (${reason})`);

describe.skipIf(reason !== null)("two machines cut off from each other", () => {
  it(`for ${cuts.join(", ")} s: what each wrote meanwhile is on both within 10 s`, { timeout: minutes(15) }, async () => {
    const cable = await layCable();
    onTestFinished(() => cable.close());
    const program = await hostProgram();
    const machines = await Promise.all([cable.a, cable.b].map((machine) => openApart(machine, program)));
    const [ada, bela] = machines.map(({ window }) => window) as [typeof machines[0]["window"], typeof machines[0]["window"]];
    await Promise.all([welcome(ada, "Ada"), welcome(bela, "Bela")]);
    await found(ada, "Two houses");
    await join(bela, await invite(ada));
    const thread = await startThread(ada, "Across the street", "Can you read this?");
    await bela.go(thread);
    await sees(bela, "Can you read this?");

    const took: number[] = [];
    for (const [at, length] of cuts.entries()) {
      await cable.cut();
      await pass(seconds(length / 2));
      await post(ada, `Ada alone, ${at}`);
      await post(bela, `Bela alone, ${at}`);
      await pass(seconds(length / 2));
      for (const { page } of [ada, bela]) await page.getByText(/not reachable now|cannot be reached/u).first().waitFor({ timeout: seconds(20) });
      await cable.restore();
      const start = performance.now();
      await Promise.all([sees(ada, `Bela alone, ${at}`, minutes(2)), sees(bela, `Ada alone, ${at}`, minutes(2))]);
      took.push(performance.now() - start);
      console.log(`cut for ${length} s: complete again after ${inSeconds(took.at(-1)!)}`);
    }
    console.log(figures("cuts", took, within));
    expect(Math.max(...took)).toBeLessThan(within);
    noErrors([ada, bela]);
  });
});
