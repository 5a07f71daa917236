/** POLL-9. What was found of a decision, put into the form of a report. */
import { hex } from "./bytes.ts";
import type { Past, Placed } from "./graph.ts";
import { mandateOf } from "./mandate.ts";
import type { Membership } from "./membership.ts";
import type { Offices } from "./offices.ts";
import type { Motion } from "./poll.ts";
import type { Problem } from "./problem.ts";
import type { BallotStatus, Person, Place, Report, Row, State } from "./report.ts";
import { onPaper } from "./sheets.ts";
import type { Standing } from "./standing.ts";
import type { Standings } from "./standings.ts";

interface Checked {
  readonly membership: Membership;
  readonly standings: Standings;
  readonly offices: Offices;
  readonly all: Past;
  readonly problems: readonly Problem[];
}

const byId = (a: { readonly act: Placed }, b: { readonly act: Placed }): number => (a.act.id < b.act.id ? -1 : 1);

export function reportOf(checked: Checked, motion: Motion, group: string | null): Report {
  const { membership, standings, all, problems } = checked;
  const person = (id: string): Person => ({ id, name: membership.nameOf(id), me: false });
  const { act, record } = motion;
  const certificate = motion.certificateIn(null);
  const count = "close" in certificate ? motion.resultOf(certificate.close) : motion.countIn(null);
  const draw = motion.drawIn(null);
  const agreed = "result" in certificate ? certificate.result : null;
  const files = (record.files ?? []).map(({ name, size, content }) => ({ name, size, content }));
  const mover = membership.authorIn(act.device, act.past);
  return {
    valid: problems.length === 0,
    problems,
    group: { id: membership.group, name: membership.genesis?.name ?? "" },
    groupChecked: group === null ? "stated" : "given",
    motion: { id: act.id, title: record.title, situation: record.situation, options: record.options, files, mover: mover === null ? "?" : membership.nameOf(mover), opened: act.time, deadline: record.deadline, advice: record.advice === true, kind: record.kind },
    mandate: problems.length === 0 && certificate.is === "certified" ? mandateOf(checked, motion) : null,
    state: stateOf(motion, person),
    result: draw?.drawn?.decided ?? count.decided,
    draw: draw === null ? null : drawOf(draw, person),
    rollCall: record.roll.map((member) => rowOf(motion, person(member), count)),
    handCounts: motion.handCounts.toSorted(byId).map((one) => ({
      id: one.act.id,
      teller: person(one.member),
      votes: one.record.votes,
      seconds: motion.secondCounts
        .filter(({ record: said }) => said.count === one.act.id)
        .sort(byId)
        .map((second) => ({ teller: person(second.member), votes: second.record.votes, agrees: String(second.record.votes) === String(one.record.votes) })),
    })),
    paper: { tellers: (record.tellers ?? []).map(person), lines: count.paper.map(({ member, said, is }) => ({ member: person(member), said: said.map(({ teller, choice }) => ({ teller: person(teller), choice })), is })) },
    attesters: motion.attestations.toSorted((a, b) => b.record.round - a.record.round).map(({ member, record: said }) => ({ name: membership.nameOf(member), round: said.round, agrees: said.result === agreed })),
    gone: gone(membership, standings.in(all)).map(([member, is]) => ({ member: person(member), is })),
    unseen: [...(group === null ? (["GroupUnchecked"] as const) : []), "RestOfLog", "LaterEntries", ...(membership.devices.forks.length > 0 ? (["OtherBranches"] as const) : [])],
  };
}

function drawOf({ thrown, drawn }: NonNullable<ReturnType<Motion["drawIn"]>>, person: (id: string) => Person): Report["draw"] {
  const lots = (drawn?.lots ?? []).map(({ option, order, taken }) => ({ option, taken, order: order.map(({ item, number }) => ({ item: typeof item === "string" ? person(item) : item, number })) }));
  return { thrown: thrown.map(({ member, value }) => ({ member: person(member), value: value === null ? null : hex(value) })), seed: drawn?.seed ?? null, lots };
}

/** Ascending. */
function gone({ admissions }: Membership, standing: Standing): readonly (readonly [member: string, is: Exclude<Place, "active">])[] {
  return [...new Set(admissions.map(({ member }) => member))].sort().flatMap((member) => {
    const place = standing.of(member);
    return place === null || place === "active" ? [] : [[member, place] as const];
  });
}

function stateOf(motion: Motion, person: (id: string) => Person): State {
  const certificate = motion.certificateIn(null);
  const [roll, needed] = [motion.record.roll.length, motion.q];
  const [withdrawn] = motion.withdrawals;
  if (withdrawn !== undefined && certificate.is !== "certified" && certificate.is !== "contradicted") return { is: "withdrawn", by: person(withdrawn.member) };
  switch (certificate.is) {
    case "none":
      return { is: "closing", sealed: motion.sealers.size, needed, roll, missing: motion.record.roll.filter((member) => !motion.sealers.has(member)).map(person) };
    case "contradicted":
      return { is: "contradicted", doubleAttesters: certificate.doubleAttesters.map(person) };
    case "certified":
      return { is: "certified", by: certificate.by.length, roll, needed, round: certificate.round };
    case "counted":
    case "provisional":
      return { is: certificate.is, by: certificate.by.length, roll, needed };
  }
}

function rowOf(motion: Motion, member: Person, { counted, excluded, paper }: ReturnType<Motion["countIn"]>): Row {
  const ballots = [...motion.ballots.values()].filter((ballot) => ballot.member === member.id).sort((a, b) => b.act.lamport - a.act.lamport || (a.act.id < b.act.id ? -1 : 1));
  const reasonFor = (id: string | undefined) => excluded.find(({ ballot }) => ballot === id)?.reason;
  const counts = counted.find((one) => one.member === member.id);
  const paperVote = onPaper(paper).find((one) => one.member === member.id);
  const out = ballots.filter(({ act }) => reasonFor(act.id) !== undefined);
  const shown = ballots.find(({ act }) => act.id === counts?.ballot) ?? out[0] ?? ballots[0];
  const reason = reasonFor(shown?.act.id);
  const status: BallotStatus = counts !== undefined ? "counted" : paperVote !== undefined ? "onPaper" : shown === undefined ? "none" : reason === undefined ? "late" : reason === "notOnRoll" ? "invalid" : reason;
  return {
    member,
    choice: paperVote?.choice ?? shown?.record.choice ?? null,
    time: shown?.act.time ?? null,
    changed: shown !== undefined && ballots.some(({ act }) => shown.act.past.has(act)),
    sealed: motion.sealers.has(member.id),
    status,
    conflicting: out.filter(({ act }) => ["conflict", "forked"].includes(reasonFor(act.id)!)).flatMap(({ record }) => record.choice ?? []),
  };
}

export const failed = (problems: readonly Problem[], group: string | null): Report => ({
  valid: false,
  problems,
  group: null,
  groupChecked: group === null ? "stated" : "given",
  motion: null,
  mandate: null,
  state: null,
  result: null,
  draw: null,
  rollCall: [],
  handCounts: [],
  paper: { tellers: [], lines: [] },
  attesters: [],
  gone: [],
  unseen: [],
});
