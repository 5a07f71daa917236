/** What of a discussion is shown, folded or waits while one reads it. */
import { describe, expect, it } from "vitest";
import { arrive, folded, items, openReading, showWaiting, unfold, waiting, type OpenedMotion } from "../../renderer/features/discussions/reading-order.ts";
import type { PostView } from "../../shared/contract/snapshots.ts";

const post = (id: string, time: number, me = false): PostView => ({
  id,
  author: { id: me ? "me" : "ada", name: me ? "Me" : "Ada", me },
  time,
  text: id,
  replyTo: null,
  quote: null,
  retracted: false,
  earlier: [],
  reactions: [],
  files: [],
  filesComing: 0,
  muted: false,
  reachedMembers: null,
  ahead: false,
  outside: false,
});
const thread = (n: number): PostView[] => Array.from({ length: n }, (_, i) => post(`p${i}`, i));
const keys = (posts: readonly PostView[], reading: ReturnType<typeof openReading>, motions: readonly OpenedMotion[] = []) => items(reading, posts, motions).map((item) => item.key);

describe("opening a discussion", () => {
  it("shows one read post, the line, and what is new", () => {
    const posts = thread(23);
    const reading = openReading(posts, "p20", null);
    expect(keys(posts, reading)).toEqual(["p19", "line", "p20", "p21", "p22"]);
    expect(folded(reading, posts)).toHaveLength(19);
  });

  it("shows the last posts when all are read, and no line", () => {
    const posts = thread(40);
    const shown = keys(posts, openReading(posts, null, null));
    expect(shown).toHaveLength(12);
    expect(shown).not.toContain("line");
  });

  it("folds nothing away when that would save only two posts", () => {
    const posts = thread(4);
    expect(folded(openReading(posts, "p3", null), posts)).toEqual([]);
  });

  it("begins at the post a link led to", () => {
    const posts = thread(30);
    expect(keys(posts, openReading(posts, null, "p10"))[0]).toBe("p9");
  });
});

describe("reading the newest while the history comes", () => {
  it("[SYNC-8] folds what comes in between, and asks for nothing", () => {
    const all = thread(100);
    const ahead = [all[0]!, ...all.slice(90)].map((post) => ({ ...post, ahead: true }));
    const reading = openReading(ahead, "p0", null);
    const now = [...all.slice(0, 50), ...ahead.slice(1)];
    const next = arrive(reading, now);
    expect(keys(now, next)).toEqual(["line", "p0", ...ahead.slice(1).map(({ id }) => id)]);
    expect(folded(next, now)).toHaveLength(49);
    expect(waiting(next, now)).toEqual([]);
    expect(arrive(next, now)).toBe(next);
    expect(keys(all, unfold(arrive(next, all))).slice(1)).toEqual(all.map(({ id }) => id));
  });

  it("[SYNC-8] leaves out what turned out to have no place", () => {
    const posts = thread(5).map((post) => ({ ...post, ahead: true }));
    const reading = openReading(posts, "p0", null);
    const fewer = posts.slice(0, 4);
    expect(keys(fewer, arrive(reading, fewer))).toEqual(["line", "p0", "p1", "p2", "p3"]);
  });
});

describe("while one reads", () => {
  const posts = thread(10);
  const reading = openReading(posts, "p8", null);

  it("later posts join below the line", () => {
    const now = [...posts, post("new", 11)];
    expect(keys(now, arrive(reading, now)).at(-1)).toBe("new");
  });

  it("what I have just written stands in its place, even when a later post came in first", () => {
    const theirs = [...posts, post("theirs", 12)];
    const after = arrive(reading, theirs);
    const both = [...posts, post("mine", 11, true), post("theirs", 12)];
    expect(keys(both, arrive(after, both)).slice(-2)).toEqual(["mine", "theirs"]);
  });

  it("a first new post of others begins the line, mine does not", () => {
    const read = openReading(posts, null, null);
    const mine = [...posts, post("mine", 11, true)];
    const after = arrive(read, mine);
    expect(after.line).toBeNull();
    expect(arrive(after, [...mine, post("theirs", 12)]).line).toBe("theirs");
  });

  it("posts that sort earlier wait until they are asked for", () => {
    const now = [...posts.slice(0, 9), post("x", 8.5), post("y", 8.6), ...posts.slice(9)];
    const after = arrive(reading, now);
    expect(keys(now, after)).toEqual(keys(posts, reading));
    expect(waiting(after, now).map(({ id }) => id)).toEqual(["x", "y"]);
    const shown = showWaiting(after, now);
    expect(keys(now, shown)).toEqual(["p7", "line", "p8", "x", "y", "p9"]);
    expect(folded(shown, now)).toHaveLength(7);
  });

  it("the fold opens when one of those waiting belongs behind it", () => {
    const now = [post("x", -1), ...posts];
    const after = arrive(reading, now);
    expect(waiting(after, now)).toHaveLength(1);
    expect(folded(showWaiting(after, now), now)).toEqual([]);
    expect(keys(now, showWaiting(after, now))[0]).toBe("x");
  });

  it("unfolding puts all earlier posts above", () => {
    expect(keys(posts, unfold(reading))).toEqual([...posts.slice(0, 8).map(({ id }) => id), "line", "p8", "p9"]);
  });

  it("an opened motion stands where its time puts it", () => {
    const motion: OpenedMotion = { id: "m", number: 1, title: "m", mover: posts[0]!.author, opened: 8.5 };
    expect(keys(posts, reading, [motion])).toEqual(["p7", "line", "p8", "motion:m", "p9"]);
    expect(keys(posts, reading, [{ ...motion, opened: 3 }])).not.toContain("motion:m");
    expect(keys(posts, unfold(reading), [{ ...motion, opened: 3.5 }]).indexOf("motion:m")).toBe(4);
  });
});
