/** SYNC-6 in the window: two who are never there at the same time again meet through a relay that knows nothing of them. */
import { expect, it, onTestFinished } from "vitest";
import { runRelay } from "../../host/relay/run.ts";
import { minutes, seconds } from "../../shared/base/units.ts";
import { temporaryDirectory } from "../host/temporary-directory.ts";
import { AppWindow, openBrowser } from "./app-window.ts";
import { found, invite, join, unlock, welcome } from "./steps/first-steps.ts";
import { fitsNarrow, looksRight, noErrors } from "./steps/look.ts";
import { post, sees, startThread } from "./steps/talk.ts";

it("[SYNC-6] what one writes alone, the other reads alone, and answers", { timeout: minutes(3) }, async () => {
  const relay = await runRelay({ directory: temporaryDirectory(), port: 0, host: "127.0.0.1" });
  if (!relay.ok) throw new Error(relay.error.kind);
  onTestFinished(() => relay.value.close());
  const address = `http://127.0.0.1:${relay.value.server.port}`;
  const browser = await openBrowser();
  let ada = await AppWindow.open(browser);
  const group = await welcome(ada, "Ada").then(() => found(ada, "Harbour Street"));
  const thread = await startThread(ada, "The rent", "What do we do?");
  await ada.go(`/g/${group}/connection`);
  await ada.page.getByLabel("Address of a relay").fill(address);
  await ada.page.getByRole("button", { name: "Use this relay" }).click();
  await ada.page.getByText("Reached.").waitFor();
  let bela = await AppWindow.open(browser);
  await welcome(bela, "Bela");
  await join(bela, await invite(ada)); // which brings the relay's address
  await bela.go(thread);
  await sees(bela, "What do we do?");
  await bela.close();

  const { desk } = relay.value;
  const keptFor = async ({ page }: AppWindow): Promise<void> => page.getByRole("contentinfo").getByText("kept at a relay for 1 who is away", { exact: true }).waitFor({ timeout: seconds(20) });
  /** Whose foot says that all is kept has nothing more to put there: the next that lies there is what is written now. */
  const writes = async (one: AppWindow, text: string): Promise<void> => {
    await keptFor(one);
    const { blobs } = desk.load;
    await post(one, text);
    await expect.poll(() => desk.load.blobs, { timeout: seconds(20) }).toBeGreaterThan(blobs);
    await keptFor(one);
  };
  await ada.go(thread);
  await writes(ada, "Written while Bela was away");
  await ada.go(`/g/${group}/connection`);
  await looksRight(ada, "by-relay");
  await fitsNarrow(ada, "by-relay");
  await ada.close();

  bela = await AppWindow.open(browser, { profileDir: bela.profileDir });
  await unlock(bela);
  await bela.page.getByRole("navigation", { name: "Places" }).waitFor();
  await bela.go(thread);
  await sees(bela, "Written while Bela was away");
  await writes(bela, "We refuse");
  await bela.close();

  ada = await AppWindow.open(browser, { profileDir: ada.profileDir });
  await unlock(ada);
  await ada.page.getByRole("navigation", { name: "Places" }).waitFor();
  await ada.go(thread);
  await sees(ada, "We refuse");
  noErrors([ada, bela]);
});
