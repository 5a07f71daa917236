/** The meeting point of a group dies and comes back: members stay connected meanwhile, and new ones join afterwards. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { it, onTestFinished } from "vitest";
import { minutes } from "../../shared/base/units.ts";
import { builtProgram } from "../host/built-program.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { inSeconds } from "./steps/figures.ts";
import { found, groupOf, invite, join, welcome } from "./steps/first-steps.ts";
import { noErrors } from "./steps/look.ts";
import { withoutOwn } from "./steps/meeting-points.ts";
import { post, sees, startThread } from "./steps/talk.ts";

it("new members join after the only signalling server was killed and restarted", { timeout: minutes(3) }, async () => {
  const program = await builtProgram(new URL("./steps/signal-program.ts", import.meta.url));
  const first = await startServer(program, 0);
  const browser = await openBrowser();
  // Nobody is told of the servers inside the apps: everyone meets at the address that Ada enters.
  const [ada, bela, clara] = await Promise.all([0, 1, 2].map(() => AppWindow.open(browser, { meeting: withoutOwn })));
  await Promise.all([welcome(ada!, "Ada"), welcome(bela!, "Bela"), welcome(clara!, "Clara")]);
  await found(ada!, "Harbour Street");
  await enterAddress(ada!, `ws://127.0.0.1:${first.port}`);
  await join(bela!, await invite(ada!));
  const thread = await startThread(ada!, "The meeting point", "It is still there.");
  await bela!.go(thread);
  await sees(bela!, "It is still there.");
  const link = await invite(ada!);

  await kill(first.process);
  await ada!.go(`/g/${groupOf(ada!)}/connection`);
  await ada!.page.getByText("does not answer").waitFor({ timeout: minutes(1) });
  await ada!.go(thread);
  await post(ada!, "It is gone, and we still talk.");
  await sees(bela!, "It is gone, and we still talk.");

  await startServer(program, first.port);
  const start = performance.now();
  await join(clara!, link, minutes(1));
  await clara!.go(thread);
  await sees(clara!, "It is gone, and we still talk.");
  console.log(`signalling server restarted: a new member has joined and read everything after ${inSeconds(performance.now() - start)}`);
  noErrors([ada!, bela!, clara!]);
});

async function enterAddress(window: AppWindow, address: string): Promise<void> {
  const { page } = window;
  await window.go(`/g/${groupOf(window)}/connection`);
  await page.getByRole("textbox", { name: "Meeting points" }).fill(address);
  await page.getByRole("button", { name: "Keep these" }).click();
  await page.getByText("reached", { exact: true }).first().waitFor();
}

async function startServer(program: string, port: number): Promise<{ readonly process: ChildProcess; readonly port: number }> {
  const child = spawn(process.execPath, [program, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { process: child, port: Number(line) };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
