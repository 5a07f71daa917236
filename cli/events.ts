/** What `veche serve` tells while it runs: who is reached, what is written, how motions go. One line an event. */
import type { MandateEnd } from "../shared/contract/mandate-names.ts";
import type { ChronicleRow, ConnectionSnapshot, FootSnapshot, MotionRow, ThreadRow } from "../shared/contract/snapshots.ts";
import type { Event, Output } from "./output.ts";
import { shortId, type Session } from "./session.ts";
import { formatClock } from "./times.ts";
import { list } from "./words/lists.ts";
import { reasonClause } from "./words/reasons.ts";
import { outcomeBriefly, stateSentence, titleOf } from "./words/motions.ts";

type Tell = (event: Event, words: string) => void;

/** Resolves when the profile's groups are watched; the answer stops it. */
export async function tellEvents(session: Session, port: number, out: Output): Promise<() => void> {
  const tell: Tell = (event, words) => out.event(event, () => `${formatClock(Date.now())}  ${words}`);
  const profile = await session.look({ query: "profile" });
  const groups = await session.look({ query: "groups" });
  const names = groups.map((group) => group.name);
  tell({ event: "online", name: profile.name, port, addresses: profile.ownAddresses, groups }, `${profile.name} is online for ${names.length === 0 ? "no group yet" : list(names)}; meeting point at port ${port}`);
  const watched = new Set<string>();
  const stops: (() => void)[] = [];
  stops.push(
    session.engine.watch({ query: "groups" }, (rows) => {
      for (const { id } of rows) {
        if (watched.has(id)) continue;
        watched.add(id);
        stops.push(...watchGroup(session, id, tell));
      }
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

function watchGroup(session: Session, group: string, tell: Tell): (() => void)[] {
  const { engine } = session;
  return [
    engine.watch({ query: "connection", group }, connectionTeller(group, tell)),
    engine.watch({ query: "agenda", group }, chronicleTeller(group, tell)),
    engine.watch({ query: "threads", group }, threadTeller(group, tell)),
    engine.watch({ query: "motions", group }, motionTeller(group, tell)),
  ];
}

const troubles: Readonly<Record<NonNullable<FootSnapshot["trouble"]>, string>> = {
  alone: "Nobody else has joined yet",
  noServer: "No meeting point is reached",
  noMember: "No other member is online",
};

function connectionTeller(group: string, tell: Tell): (snapshot: ConnectionSnapshot) => void {
  let reached = new Map<string, string>();
  let trouble: FootSnapshot["trouble"] = null;
  /** Told anew when somebody is reached. */
  let told = false;
  return ({ members, foot }) => {
    const now = new Map(members.filter((m) => m.link !== null).map((m) => [m.member.id, m.member.name] as const));
    for (const [member, name] of now) {
      if (reached.has(member)) continue;
      tell(about("reached", { group, member, name }), `Connected to ${name}`);
      told = false;
    }
    for (const [member, name] of reached) if (!now.has(member)) tell(about("lost", { group, member, name }), `No longer connected to ${name}`);
    reached = now;
    if (foot.trouble !== trouble && foot.trouble !== null) tell(about("trouble", { group, trouble: foot.trouble }), troubles[foot.trouble]);
    trouble = foot.trouble;
    if (foot.allHere && !told) {
      tell(about("level", { group, reached: now.size }), now.size === 1 ? "Everything this member holds is here" : `Everything these ${now.size} members hold is here`);
      told = true;
    }
  };
}

/** What had happened before is not told. */
function chronicleTeller(group: string, tell: Tell): (snapshot: { readonly chronicle: readonly ChronicleRow[] }) => void {
  let told: Set<string> | null = null;
  return ({ chronicle }) => {
    const before = told;
    told = new Set(chronicle.map((row) => row.id));
    if (before === null) return;
    for (const row of [...chronicle].reverse()) if (!before.has(row.id)) tell(about("happened", { group, ...row.what }), chronicleWords(row));
  };
}

function threadTeller(group: string, tell: Tell): (rows: readonly ThreadRow[]) => void {
  let posts: Map<string, number> | null = null;
  return (rows) => {
    const before = posts;
    posts = new Map(rows.map((row) => [row.id, row.posts]));
    if (before === null) return;
    for (const { id, title, posts: count, last } of rows) {
      const more = count - (before.get(id) ?? 0);
      if (more > 0) tell(about("posted", { group, thread: id, title, posts: count, author: last.author.name, text: last.text }), `${last.author.name} in “${title}”: ${last.text.split("\n")[0]}${more > 1 ? ` (and ${more - 1} more)` : ""}`);
    }
  };
}

function motionTeller(group: string, tell: Tell): (rows: readonly MotionRow[]) => void {
  let known: Map<string, string> | null = null;
  const mark = (row: MotionRow): string => `${stateSentence(row.state)}; ${row.turnout.voted}`;
  return (rows) => {
    const before = known;
    known = new Map(rows.map((row) => [row.id, mark(row)]));
    if (before === null) return;
    for (const row of rows) {
      if (before.get(row.id) === mark(row)) continue;
      const { id, number, state, outcome, turnout } = row;
      const ending = outcome === null ? "" : `, ${outcomeBriefly(outcome)}`;
      tell(about("motion", { group, motion: id, number, title: titleOf(row), state, outcome, voted: turnout.voted, roll: turnout.roll }), `#${number} ${titleOf(row)}: ${stateSentence(state)}${ending}; ${turnout.voted} of ${turnout.roll} voted`);
    }
  };
}

const about = (event: string, values: object): Event => ({ event, ...values });

const mandateEnds: Readonly<Record<MandateEnd, string>> = {
  recall: "recalled",
  lapse: "support was lost",
  resignation: "laid it down",
  replacement: "others were elected",
  gone: "no active member any more",
};

function chronicleWords({ what }: ChronicleRow): string {
  switch (what.is) {
    case "founded":
      return `Founded by ${what.by.name}`;
    case "joined":
      return `${what.who.name} joined, let in by ${what.by.name}`;
    case "named":
      return `${list(what.who.map((m) => m.name))} may vote from now on`;
    case "sponsored":
      return `${what.by.name} stands for ${what.who.name}`;
    case "motionOpened":
      return `${what.by.name} opened “${titleOf({ ...what, advice: false })}” (${shortId(what.motion)})`;
    case "bylawsChanged":
      return `The bylaws changed by “${what.title}” (${shortId(what.motion)})`;
    case "invited":
      return `${what.by.name} made an invitation`;
    case "inviteRevoked":
      return `${what.by.name} took an invitation back`;
    case "machineLinked":
      return `${what.who.name} linked another machine, “${what.machine}”`;
    case "machineShutOut":
      return `${what.who.name} shut out a machine, “${what.machine}”`;
    case "elected":
      return `“${what.title}” is held by ${list(what.who.map((m) => m.name))} from now on (${shortId(what.motion)})`;
    case "mandateEnded":
      return `${what.who.name} no longer holds “${what.title}”: ${mandateEnds[what.by]}`;
    case "meetingCalled":
      return `${what.by.name} called a meeting, “${what.title}” (${shortId(what.meeting)})`;
    case "meetingEnded":
      return `The meeting “${what.title}” is over (${shortId(what.meeting)})`;
    case "votedTwice":
      return `${what.who.name} cast two different ballots on “${what.title}”`;
    case "proposed":
      return `${what.by.name} proposed to ${what.what === "expulsion" ? "expel" : "take back"} ${what.who.name} (${shortId(what.motion)})`;
    case "removed":
      return what.stands ? `${what.who.name} is expelled (${shortId(what.motion)})` : `${what.who.name} is suspended: their expulsion is disputed (${shortId(what.motion)})`;
    case "reinstated":
      return `${what.who.name} is taken back (${shortId(what.motion)})`;
    case "left":
      return `${what.who.name} left the group`;
    case "keysRenewed":
      return what.without.length === 0 ? "The group's keys changed" : `The group's keys changed: ${list(what.without.map((m) => m.name))} cannot read what is written from now on`;
    case "motionDecided":
      return `“${titleOf({ ...what, advice: false })}” is ${what.adopted ? "adopted" : "not adopted"}`;
    case "forked":
      return `${what.who.name}'s machine wrote two histories (fork): it was copied, or cheats`;
    case "rejected":
      return `Something${what.who === null ? "" : ` of ${what.who.name}`} was refused: ${reasonClause(what.reason)}`;
    case "doubleAttested":
      return `${what.who.name} signed two counts of “${what.title}”`;
    case "inviteDoubled":
      return `${list(what.who.map((m) => m.name))} joined with one and the same invite; a motion must choose`;
  }
}
