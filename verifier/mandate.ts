/** MAN-9. What a record shows of an office: who holds it as far as the file knows, what ended, and what all that rests on. */
import type { Past, Placed } from "./graph.ts";
import type { Membership } from "./membership.ts";
import type { End, Office, Offices } from "./offices.ts";
import type { Motion } from "./poll.ts";
import type { Mandate } from "./report.ts";
import type { Standings } from "./standings.ts";

interface Checked {
  readonly membership: Membership;
  readonly standings: Standings;
  readonly offices: Offices;
  readonly all: Past;
}

/** The office a motion makes, gives or takes back; null where it is about none, or there is none. */
export function officeOf({ offices, all }: Checked, { act }: Motion): Office | null {
  const office = offices.of(act.id);
  return office === null ? null : offices.at(office, all);
}

export function mandateOf(checked: Checked, motion: Motion): Mandate | null {
  const office = officeOf(checked, motion);
  if (office === null) return null;
  const { membership, standings, all } = checked;
  const person = (id: string) => ({ id, name: membership.nameOf(id) });
  const { title, scope, acts } = office.terms;
  const words = endsByWord(office).map(({ act }) => act);
  const ended = office.inForce.flatMap((certificate) =>
    office.electedBy(certificate).flatMap((member): Mandate["ended"] => {
      const [end] = office.ends(member, certificate);
      if (end !== undefined) return [{ ...person(member), by: end.by, time: timeOf(end, office) }];
      return standings.in(all).of(member) === "active" ? [] : [{ ...person(member), by: "gone", time: certificate.act.time }];
    }),
  );
  return {
    office: office.id,
    title,
    scope,
    acts,
    disputed: office.inForce.length > 1,
    holders: office.holders.map((member) => ({ ...person(member), devices: membership.devices.ofMember(member) })),
    ended,
    decided: [...new Set([...office.carried.map(({ act }) => act), ...words].map(({ id }) => id))].sort(),
    asOf: Math.max(...office.carried.map(lastAttested), ...words.map(({ time }) => time)),
  };
}

/** Everything the record of a mandate holds besides its motion: the office's decisions, what ended mandates, and leaves of those elected. */
export function restsOn(checked: Checked, motion: Motion): readonly Placed[] {
  const office = officeOf(checked, motion);
  if (office === null) return [];
  const elected = new Set(office.carried.flatMap((one) => office.electedBy(one)));
  const leaves = checked.membership.leaves.filter(({ member }) => elected.has(member));
  return [...office.carried.flatMap(({ acts }) => acts), ...endsByWord(office).map(({ act }) => act), ...leaves.map(({ act }) => act)];
}

/** Lapses and resignations, of whatever mandate. */
function endsByWord(office: Office): readonly End[] {
  const ends = office.carried.flatMap((motion) => office.electedBy(motion).flatMap((member) => office.ends(member, motion)));
  return ends.filter(({ by }) => by === "lapse" || by === "resignation");
}

/** A recall counts from its last attestation, as the machines say. */
function timeOf({ by, act }: End, { carried }: Office): number {
  return by === "recall" ? lastAttested(carried.find((motion) => motion.act === act)!) : act.time;
}

const lastAttested = ({ act, attestations }: Motion): number => Math.max(act.time, ...attestations.map((one) => one.act.time));
