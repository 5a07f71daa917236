/** [DEED-1, DEED-3, DEED-4, MEET-1…3] After the vote and at a meeting, by command line, in processes of its own. */
import { expect, it } from "vitest";
import { vecheProgram } from "./program.ts";

const { person } = vecheProgram();

it("keeps a decision's task, report and review, and a meeting with its minutes", { timeout: 240_000 }, async () => {
  const ada = person("ada");
  await ada.veche("found", "--name", "Harbour Street", "--as", "Ada");
  await ada.veche("constitute");
  const { motion } = await ada.answer<{ motion: string }>("motion", "open", "--title", "Print leaflets", "--method", "yes-no-abstain", "--deadline", "+1h", "--wait", "0");
  await ada.veche("vote", motion.slice(0, 8), "yes", "--wait", "0");
  await ada.veche("close", motion.slice(0, 8), "--wait", "0");
  await ada.answer("task", "add", motion.slice(0, 8), "Buy paper", "--wait", "0");
  await ada.answer("report", motion.slice(0, 8), "Half are printed.", "--next", "+7d", "--wait", "0");
  await ada.answer("review", motion.slice(0, 8), "--learnt", "Begin earlier.", "--wait", "0");
  const shown = (await ada.veche("decisions", "Print leaflets", "--wait", "0")).stdout;
  for (const words of ["reported, goes on", "Buy paper  (free)", "Half are printed.", "learnt: Begin earlier."]) expect(shown).toContain(words);

  await ada.answer("meeting", "call", "Assembly", "--at", "+1h", "--item", "The rent", "--wait", "0");
  const { word } = await ada.answer<{ word: string }>("meeting", "ask", "Assembly", "--guest", "Herr Vogt", "--wait", "0");
  await ada.answer("meeting", "spoke", "Assembly", word.slice(0, 8), "--for", "1:35", "--wait", "0");
  expect(await ada.answer("meeting", "minutes", "Assembly", "--wait", "0")).toHaveProperty("document");
  const meeting = (await ada.veche("meeting", "show", "Assembly", "--wait", "0")).stdout;
  for (const words of ["1. The rent", "Herr Vogt (guest), 1:35"]) expect(meeting).toContain(words);
});
