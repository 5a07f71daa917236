/** FILE-3 from the command line: a motion opened with a file says so wherever it is shown, and so does its record. */
import { expect, it } from "vitest";
import { vecheProgram } from "./program.ts";

const { person, file, path, veche } = vecheProgram();

it("[FILE-3] a file goes with a motion, and is named with its content on its page and in its record", async () => {
  const ada = person("ada");
  const budget = file("budget.txt", "heating 4,180\n");
  await ada.answer("found", "--name", "Harbour Street", "--as", "Ada");
  await ada.answer("constitute", "--wait", "0");
  const missing = await ada.veche("motion", "open", "--title", "The budget", "--file", path("nowhere"), "--wait", "0");
  expect(missing).toMatchObject({ code: 1, stdout: "", stderr: expect.stringContaining("cannot be read") as string });
  const { motion } = await ada.answer<{ motion: string }>("motion", "open", "--title", "The budget", "--file", budget, "--wait", "0");

  const { files } = await ada.answer<{ files: { name: string; size: number; content: string }[] }>("motion", "show", motion, "--wait", "0");
  expect(files).toMatchObject([{ name: "budget.txt", size: 14, content: expect.stringMatching(/^[0-9a-f]{64}$/u) as string }]);
  const line = `budget.txt  (14 bytes; content ${files[0]!.content})`;
  expect((await ada.veche("motion", "show", "The budget", "--wait", "0")).stdout).toContain(`\nFiles:\n${line}\n`);

  await ada.answer("vote", motion, "yes", "--wait", "0");
  await ada.answer("close", motion, "--wait", "0");
  await ada.answer("record", "export", motion, "-o", path("budget.record"));
  const checked = await veche("verify", path("budget.record"));
  expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining(`\nFile: ${line}\n`) as string });
}, 120_000);
