/** A decision of two people, each with a profile and processes of their own, over WebRTC; and what goes wrong by hand. */
import { cpSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import type { MotionRow, MotionSnapshot, ThreadRow, ThreadSnapshot } from "../../shared/contract/snapshots.ts";
import { readLink } from "../../shared/governance/invite.ts";
import { vecheProgram } from "./program.ts";

const { veche, person, path, file } = vecheProgram();
const minutes = (n: number): number => n * 60_000;

describe("the command line", () => {
  it("takes two people through a whole decision, one beside a running 'veche serve'", async () => {
    const [ada, bela] = [person("ada"), person("bela")];
    const founded = await ada.veche("found", "--name", "Harbour Street", "--as", "Ada");
    expect(founded.code).toBe(0);
    expect(founded.stdout).toMatch(/^Founded Harbour Street\.\nGroup: [0-9a-f]{64}\nEight words: (\w+ ){7}\w+\n$/u);
    const group = /Group: (\w+)/u.exec(founded.stdout)![1]!;

    const online = await ada.serve();
    expect(online).toMatchObject({ event: "online", name: "Ada", groups: [{ id: group, name: "Harbour Street" }] });
    expect(statSync(path("ada/control")).mode & 0o777).toBe(0o600);
    expect((await ada.veche("serve")).stderr).toBe("'veche serve' runs already for this profile.\n");

    const invited = await ada.veche("invite", "--days", "2");
    expect(invited.stdout).toMatch(/^veche:join#[\w-]+\n$/u); // the link and nothing else
    const link = invited.stdout.trim();
    const joined = await bela.answer<{ group: string; eightWords: string[]; members: string[] }>("join", link, "--as", "Bela");
    expect(joined).toMatchObject({ group, members: ["Ada", "Bela"] });
    expect(joined.eightWords).toHaveLength(8);
    expect(await bela.veche("join", link)).toMatchObject({ code: 1, stdout: "", stderr: "You are a member of this group already.\n" });

    expect((await bela.veche("motion", "open", "--title", "Too early", "--wait", "0")).stderr).toContain("No motion can be opened before the founding act");
    expect((await ada.veche("constitute")).stdout).toBe("The group is constituted. Voting members: Ada and Bela.\n");
    const { thread } = await ada.answer<{ thread: string }>("post", "--title", "The rent", "It rises. What do we do?");

    // Bela is only ever here for a moment, and hands over what she writes.
    const posted = await bela.veche("post", "--thread", thread.slice(0, 6), "We refuse.", "--wait", "20");
    expect(posted).toMatchObject({ code: 0, stdout: `Posted in ${thread.slice(0, 8)}.\n`, stderr: "Handed to 1 of 1 other member.\n" });
    const threads = await ada.sees<ThreadRow[]>(["threads"], (rows) => rows[0]?.posts === 2);
    expect(threads).toMatchObject([{ title: "The rent", posts: 2, last: { author: { name: "Bela" }, text: "We refuse." } }]);
    expect((await ada.answer<ThreadSnapshot>("threads", thread)).posts.map((post) => post.text)).toEqual(["It rises. What do we do?", "We refuse."]);

    expect((await ada.veche("search", "refu", "--by", "bela", "--since", "1h")).stdout).toMatch(/^[0-9a-f]{8}  post  in “The rent”  \(Bela, .*\)\n          We \*refuse\*\.\n$/u);
    expect((await ada.veche("search", "rent", "--until", "1h")).stdout).toBe("Nothing found.\n");
    expect(await bela.answer("search", "it ris", "--place", "discussions")).toMatchObject({ hits: [{ is: "thread", id: thread }], pending: 0 });
    expect(await ada.veche("search", "rent", "--place", "kitchen")).toMatchObject({ code: 2, stderr: "--place takes one of discussions, motions, decisions, documents, library, files, members, not “kitchen”.\n" });

    await bela.serve();
    const opened = await ada.answer<{ motion: string }>(
      ...["motion", "open", "--title", "Where do we meet?", "--method", "schulze", "--option", "Library|Main hall|dry|free", "--option", "Yard"],
      ...["--quorum", "1/2", "--threshold", ">1/2", "--base", "cast", "--deadline", "+2d", "--implementer", "bela", "--report-by", "+3d", "--thread", thread],
    );
    await bela.sees<MotionRow[]>(["motion", "list"], (rows) => rows.length === 2);
    expect((await bela.veche("vote", "2", "A > C")).stderr).toBe("The motion has no option “C”; its options are A (Library), B (Yard).\n");
    expect((await bela.veche("vote", "2", "Yard > none")).stdout).toBe("Your ballot on “Where do we meet?”: Yard > None of these.\n");
    expect((await bela.veche("vote", "Where do we meet?", "Library > none > B")).code).toBe(0);
    expect((await ada.veche("vote", "2", "A", "--done")).code).toBe(0);
    expect((await ada.veche("vote", "2", "B")).stderr).toBe("You have promised to cast no further ballot on this motion.\n");
    expect((await ada.veche("record", "export", "2")).stderr).toBe("The motion has not been counted yet, so there is no record of it.\n");

    const tooEarly = await ada.veche("close", "2");
    expect(tooEarly).toMatchObject({ code: 1, stdout: "" });
    expect(tooEarly.stderr).toMatch(/^The motion cannot be closed yet: 1 of 2 have promised .* and 2 are needed before .*; missing: Bela\.\n$/u);
    await bela.sees<MotionSnapshot>(["motion", "show", "2"], (m) => m.turnout.voted === 2 && m.rollCall.some((row) => row.sealed));
    expect((await bela.veche("close", "2")).code).toBe(0);
    const decided = await ada.sees<MotionSnapshot>(["motion", "show", opened.motion.slice(0, 8)], (m) => m.state.is === "certified");
    expect(decided).toMatchObject({ outcome: { is: "adopted", option: 0 }, implementer: { name: "Bela" }, fromThread: { title: "The rent" }, result: { counted: 2, tally: { ranking: [[0], [2], [1]] } } });
    expect((await ada.veche("motion", "show", "2")).stdout).toContain("Bela: Library > None of these > Yard (changed; done)");

    const record = path("decision.veche-record");
    expect(await bela.veche("record", "export", "2", "-o", record)).toMatchObject({ code: 0, stdout: `${record}\n`, stderr: "" });
    const report = JSON.parse((await veche("verify", record, "--group", group, "--json")).stdout) as RecordReport;
    expect(report).toMatchObject({ valid: true, problems: [], groupChecked: "given", state: { is: "certified", by: 2 }, motion: { title: "Where do we meet?" } });
    expect((await veche("verify", record)).stdout).toContain("Counted alike by Ada and Bela.");
    expect(await veche("verify", record, "--group", "0".repeat(64))).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^The record is of another group: /u) as string });
    const altered = Uint8Array.from(readFileSync(record));
    altered[altered.length - 300]! ^= 4;
    const refused = await veche("verify", file("altered", altered));
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^The record [^\n]+\n$/u);

    expect([await ada.stop(), await bela.stop()]).toEqual([0, 0]);

    // Offline: kept, and said so.
    expect(await ada.veche("post", "--thread", "The rent", "Done.", "--wait", "0")).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Kept on this machine/u) as string });

    // LOG-7: a copy elsewhere asks before it writes.
    cpSync(path("ada"), path("copied"), { recursive: true });
    const copied = person("copied");
    const asked = await copied.veche("post", "--thread", "The rent", "From the copy.", "--wait", "0");
    expect(asked).toMatchObject({ code: 1, stdout: "" });
    expect(asked.stderr).toMatch(/nothing was written.*--copy no.*--copy yes/u);
    expect((await copied.veche("post", "--thread", "The rent", "Moved.", "--copy", "maybe")).code).toBe(2);
    expect((await copied.veche("post", "--thread", "The rent", "Moved.", "--copy", "no", "--wait", "0")).code).toBe(0);
    expect((await copied.veche("post", "--thread", "The rent", "And again.", "--wait", "0")).code).toBe(0);
  }, minutes(5));
});

describe("by hand", () => {
  it("a profile that is not there, a wrong passphrase, a damaged database", async () => {
    const cyn = person("cyn", "usual");
    expect(await cyn.veche("threads")).toEqual({ code: 1, stdout: "", stderr: "There is no profile here yet: found a group with 'veche found' or join one with 'veche join'.\n" });
    expect((await veche("found", "--name", "X", "--as", "Cyn", "--profile", path("cyn"), "--passphrase-file", file("short", "short"))).stderr).toBe("The passphrase is too short: at least 8 characters are needed.\n");
    expect((await cyn.veche("found", "--name", "Harbour Street", "--as", "Cyn")).code).toBe(0);
    expect(await cyn.veche("found", "--name", "Other", "--as", "Dan")).toMatchObject({ code: 1, stderr: "This profile is Cyn's; leave out --as, or choose another --profile.\n" });
    expect(await veche("threads", "--profile", path("cyn"), "--passphrase-file", file("wrong", "something else"))).toEqual({ code: 1, stdout: "", stderr: "The passphrase is wrong.\n" });
    expect((await veche("threads", "--profile", path("cyn"))).stderr).toBe("There is no terminal to ask for the passphrase on; give --passphrase-file FILE.\n");
    expect((await veche("threads", "--profile", path("cyn"), "--passphrase-file", path("nothing"))).stderr).toMatch(/^The passphrase file .* cannot be read \(ENOENT\)\.\n$/u);
    for (const [args, words] of [
      [["join", "veche:join#pwEB"], "This is no whole invite link; copy it again from beginning to end.\n"],
      [["post", "--thread", "abcd", "text"], "There is no thread or motion “abcd” here.\n"],
      [["vote", "7", "yes"], "There is no motion “7” here.\n"],
      [["threads", "--group", "Elsewhere"], "There is no group “Elsewhere” here.\n"],
      [["post", "--title", " ", "text"], "The title must not be empty.\n"],
    ] as const) {
      expect(await cyn.veche(...args)).toEqual({ code: 1, stdout: "", stderr: words });
    }
    expect((await cyn.veche("invite", "--meet", "ftp://meet.example")).stderr).toBe("“ftp://meet.example” is no address at which members can meet.\n");
    const { link } = await cyn.answer<{ link: string }>("invite", "--meet", "wss://meet.example", "--stun", "stun:stun.example:3478");
    expect(readLink(link)).toMatchObject({ signalling: expect.arrayContaining(["wss://meet.example"]) as unknown, stun: ["stun:stun.example:3478"] });
    const database = readFileSync(path("cyn/database"));
    file("cyn/database", database.fill(0x55, 4096, 8192));
    expect(await cyn.veche("threads")).toMatchObject({ code: 1, stdout: "", stderr: "The profile is damaged and cannot be opened; nothing was changed.\n" });
  }, minutes(3));

  it("a record that is none", async () => {
    expect(await veche("verify", file("none", "no record"))).toEqual({ code: 1, stdout: "", stderr: "This file is no record of a decision.\n" });
    expect((await veche("verify", path("nothing"))).stderr).toMatch(/cannot be read: there is none\.\n$/u);
  });

  it("a meeting point alone needs no profile, and a port in use is said to be", async () => {
    const dan = person("dan");
    expect((await dan.veche("serve")).stderr).toContain("A meeting point alone needs --signal PORT.");
    const told = await dan.serve("--signal", "0");
    expect(told).toMatchObject({ event: "signalling", port: expect.any(Number) as number });
    const eve = person("eve");
    expect(await eve.veche("serve", "--signal", String(told["port"]))).toMatchObject({ code: 1, stdout: "", stderr: expect.stringMatching(/^Port \d+ cannot be used/u) as string });
    expect(await dan.stop()).toBe(0);
  });
});
