/** [MEM-4, MEM-6, MEM-8] Going and coming back, by command line, as far as one person alone gets; the votes are in test/engine/membership.test.ts. */
import { expect, it } from "vitest";
import { vecheProgram } from "./program.ts";

const { person } = vecheProgram();

it("says in one sentence why nobody can be expelled or taken back, and lets one leave", { timeout: 120_000 }, async () => {
  const ada = person("ada");
  await ada.veche("found", "--name", "Harbour Street", "--as", "Ada");
  await ada.veche("constitute");
  expect((await ada.veche("expel", "Ada", "Why not.")).stderr).toBe("To expel somebody takes two voting members besides them.\n");
  expect((await ada.veche("reinstate", "Ada", "Why not.")).stderr).toBe("Only a member can be expelled, and only who was expelled, is suspended or has left can be taken back.\n");
  expect(await ada.veche("expel", "Zoe", "Why not.")).toMatchObject({ code: 1, stderr: "There is no member “Zoe” here.\n" });
  expect(await ada.veche("leave")).toMatchObject({ code: 2, stderr: expect.stringContaining("veche leave --yes") as string });
  expect((await ada.veche("leave", "--yes")).stdout).toBe("You have left the group.\n");
  expect((await ada.veche("leave", "--yes")).stderr).toBe("You are no longer a member of this group.\n");
});
