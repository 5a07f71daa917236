/** Two 'veche serve': what one prints is typed at the other. */
import { expect, it } from "vitest";
import type { ThreadRow } from "../../shared/contract/snapshots.ts";
import { vecheProgram } from "./program.ts";

const { person } = vecheProgram();

it("[SYNC-9] connects two machines by texts, and says what is wrong with a wrong one", async () => {
  const [ada, bela] = [person("ada"), person("bela")];
  await ada.veche("found", "--name", "Harbour Street", "--as", "Ada");
  await ada.serve();
  const { link } = await ada.answer<{ link: string }>("invite");
  await bela.veche("join", link, "--as", "Bela", "--timeout", "0"); // kept, and gone on with
  await bela.serve();
  const first = await bela.answer<{ code: string }>("pair");
  expect(await bela.veche("pair", first.code)).toMatchObject({ code: 1, stderr: "This is the code this machine shows itself. Take in the one on the other machine.\n" });
  const second = await ada.answer<{ code: string }>("pair", first.code);
  expect((await bela.veche("pair", second.code)).stdout).toBe("The two machines are connected.\n");
  await ada.veche("post", "--title", "By hand", "Carried by ourselves.");
  await bela.sees<ThreadRow[]>(["threads"], (rows) => rows[0]?.title === "By hand");
  await Promise.all([ada.stop(), bela.stop()]);
});
