/** Records in Chromium: taking a decision along as a file, and reading in plain words what a given file proves. */
import { afterAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import type { MotionSnapshot } from "../../shared/contract/snapshots.ts";
import { expectAccessible, expectNoSidewaysScroll, usePages } from "./pages.ts";
import { group } from "./story/harbour-street.ts";
import { motionId } from "./story/motions.ts";

const pages = usePages();
const records = `/g/${group}/records`;

afterAll(() => {
  expect(pages.complaints).toEqual([]);
});

/** The report of motion 29 as the story tells it, changed as a test needs. */
const answerReport = (page: Page, change: Partial<RecordReport> = {}): Promise<void> =>
  page.evaluate(
    async ([id, motion, changed]) => {
      const snapshot = await new Promise<MotionSnapshot>((resolve) => window.desk.watch({ query: "motion", group: id, motion }, (seen) => seen && resolve(seen)));
      const report: RecordReport = {
        valid: true,
        problems: [],
        group: { id, name: "Harbour Street Tenants" },
        groupChecked: "given",
        motion: { id: motion, title: snapshot.title, files: [{ name: "costs.pdf", size: 48_000, content: "c".repeat(64) }], situation: snapshot.situation, options: snapshot.options, mover: "Tomasz Wróbel", opened: snapshot.opened, deadline: snapshot.deadline, advice: false, kind: "ordinary" },
        mandate: null,
        state: snapshot.state,
        result: snapshot.result,
        draw: null,
        rollCall: snapshot.rollCall,
        handCounts: [],
  paper: { tellers: [], lines: [] },
        attesters: snapshot.attestations.map((each) => ({ name: each.member.name, round: 1, agrees: true })),
        unseen: ["RestOfLog", "LaterEntries"],
      };
      window.desk.answer("record.verify", { ...report, ...changed });
    },
    [group, motionId(29), change] as const,
  );

async function give(page: Page): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Choose a file" }).click()]);
  await chooser.setFiles({ name: "repair-fund.record", mimeType: "application/octet-stream", buffer: Buffer.from([1, 2, 3]) });
}

describe("the place", () => {
  it("is accessible and fits, light and dark, wide and narrow", async () => {
    const page = await pages.open({ at: records });
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 360, height: 740 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it("explains itself before the first decision", async () => {
    const page = await pages.open({ state: "founding", at: records });
    await page.getByRole("heading", { name: "No decisions yet" }).waitFor();
  });

  it("exports a decision to one file", async () => {
    const page = await pages.open({ at: records });
    await page.evaluate(() => window.desk.answer("record.export", { file: new Uint8Array([7, 8, 9]), fileName: "repair-fund.record" }));
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("row", { name: /The repair fund/ }).getByRole("button", { name: "Export" }).click()]);
    expect(download.suggestedFilename()).toBe("repair-fund.record");
    await page.getByText("saved as repair-fund.record").waitFor();
  });
});

describe("checking a file", () => {
  it("says what a good one proves and what it cannot show [POLL-9]", async () => {
    const page = await pages.open({ at: records });
    await answerReport(page);
    await give(page);
    await page.getByText("This record checks out.").waitFor();
    await page.getByText("The decision is of the group “Harbour Street Tenants”, whose identity this machine knows.").waitFor();
    await page.getByText("8 counted ballots were each signed by the member they belong to, and are unchanged.").waitFor();
    await page.getByText(/9 of 11 members’ machines signed this result/).waitFor();
    await page.getByText("A ballot that somebody kept back would not be in the file.").waitFor();
    await page.getByRole("heading", { name: "The repair fund of 4,180 €: what first?" }).waitFor();
    await expectAccessible(page);
    const [sent] = await page.evaluate(() => window.desk.ran.filter((command) => command.type === "record.verify").map((command) => ({ ...command, file: [...(command as { file: Uint8Array }).file] })));
    expect(sent).toEqual({ type: "record.verify", group, file: [1, 2, 3] });
    await page.getByRole("button", { name: "Put the file away" }).click();
    expect(await page.getByText("This record checks out.").count()).toBe(0);
  });

  it("claims nothing for one that fails, and says what is wrong", async () => {
    const page = await pages.open({ at: records });
    await answerReport(page, { valid: false, problems: [{ kind: "WrongResult", stated: "a", counted: "b" }, { kind: "NotEnoughAttestations", have: 3, needed: 8 }] });
    await give(page);
    await page.getByText("This record does not check out.").waitFor();
    await page.getByText("Counting the ballots in the file gives another result than the file states.").waitFor();
    await page.getByText("Only 3 of the 8 signatures that certify a result are in the file.").waitFor();
    expect(await page.getByRole("heading", { name: "What it proves" }).count()).toBe(0);
  });

  it("of another group can be checked without comparing the group", async () => {
    const page = await pages.open({ at: records });
    await answerReport(page, { valid: false, problems: [{ kind: "WrongGroup", stated: "f".repeat(64) }] });
    await give(page);
    await page.getByText("It is the record of another group, not of “Harbour Street Tenants”.").waitFor();
    await answerReport(page, { groupChecked: "stated", unseen: ["GroupUnchecked"] });
    await page.getByRole("button", { name: "Check it without comparing the group" }).click();
    await page.getByText("Nothing here was compared with it.").waitFor();
    await page.getByText("Compare the group with a member.").waitFor();
  });

  it("that is no record at all changes nothing", async () => {
    const page = await pages.open({ at: records });
    await answerReport(page, { valid: false, problems: [{ kind: "NotARecord" }], group: null, motion: null, state: null, result: null, rollCall: [], attesters: [], unseen: [] });
    await give(page);
    await page.getByText("This is not a record file, or its beginning is damaged.").waitFor();
  });
});
