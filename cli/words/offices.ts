/** Offices, mandates and credentials in words (MAN-1…9). */
import type { MandateEnd } from "../../shared/contract/mandate-names.ts";
import type { OfficeView, PresentedView } from "../../shared/contract/mandate-snapshots.ts";
import type { RecordReport } from "../../shared/contract/record-report.ts";
import { formatTime } from "../times.ts";
import { list } from "./lists.ts";
import { recordProblemSentence } from "./records.ts";

export const endWords: Readonly<Record<MandateEnd, string>> = {
  recall: "recalled",
  lapse: "lapsed: support was lost",
  resignation: "laid it down",
  replacement: "others were elected",
  gone: "is no active member any more",
};

const names = (members: readonly { readonly name: string }[]): string => list(members.map(({ name }) => name));

export function officeText(office: OfficeView): string {
  const { holders, candidates, ended, deeds, petition, petitionSize } = office;
  return [
    `${office.title}  ${office.id.slice(0, 8)}`,
    `  ${office.scope}`,
    ...(office.instructions === "" ? [] : [`  Instructions: ${office.instructions}`]),
    `  Given by ${office.constituents.length === 0 ? "all members" : names(office.constituents)}; may ${office.acts.length === 0 ? "do nothing in their name" : list(office.acts)}.`,
    ...(office.disputed ? ["  In dispute: two certificates do not know each other, so nobody holds it until a later one does."] : []),
    ...(holders.length === 0 && !office.disputed ? ["  Nobody holds it."] : []),
    ...holders.flatMap((holder) => [
      `  ${holder.member.name} holds it since ${formatTime(holder.since)}; ${holder.supports.length} of ${office.deciding} support, ${holder.withdrew.length} withdrew${holder.lost ? ": support is lost, recall is open to petition" : ""}`,
      ...(holder.petition.length === 0 ? [] : [`    Petition for recall: ${holder.petition.length} of ${petitionSize} (${names(holder.petition.map((one) => one.member))})`]),
      ...(holder.recall === null ? [] : [`    A recall is being voted on: ${holder.recall.slice(0, 8)}`]),
    ]),
    ...(office.confirmBy === null ? [] : [`  To be confirmed anew ${formatTime(office.confirmBy)}: 'veche office certify' with who holds it.`]),
    ...candidates.map((one) => `  ${one.member.name} ${one.stands ? "stands" : `was asked to stand by ${names(one.askedBy)}`}; ${one.supports.length} support`),
    ...(petition.length === 0 ? [] : [`  Petition to give it anew: ${petition.length} of ${petitionSize}`]),
    ...deeds.map((deed) => `  ${formatTime(deed.time)} ${deed.member.name} (${deed.act}): ${deed.text}${deed.stands ? "" : " [void: the mandate had ended]"}`),
    ...ended.map((one) => `  Ended ${formatTime(one.time)}: ${one.member.name}, ${endWords[one.by]}`),
  ].join("\n");
}

export function presentedText({ group, mandate, by, time, bearer, lapsed, problems }: PresentedView): string {
  if (mandate === null) return `A file presented by ${by.name}, ${formatTime(time)}, does not check out: ${problems[0] === undefined ? "it is about no office" : recordProblemSentence(problems[0])}`;
  const holders = mandate.holders.length === 0 ? "nobody holds it" : `held by ${names(mandate.holders)}`;
  const ended = mandate.ended.map((one) => `; ${one.name} ${endWords[one.by]} (${formatTime(one.time)})`).join("");
  return `${group?.name ?? "?"}: ${mandate.title}, ${holders}${ended}${bearer === null ? "" : `; borne here by ${bearer.name}`}${lapsed ? " [LAPSED]" : ""}; presented by ${by.name}, ${formatTime(time)}`;
}

/** What a credential says, alone. */
export function credentialText({ group, mandate }: RecordReport): string {
  if (mandate === null) return "";
  const { title, scope, holders, ended, disputed, asOf } = mandate;
  return [
    `${title}, an office of ${group?.name ?? "?"} (${group?.id ?? "?"})`,
    `  ${scope}`,
    disputed ? "  In dispute: nobody holds it." : holders.length === 0 ? "  Nobody holds it any more." : `  Held by ${names(holders)}.`,
    ...ended.map((one) => `  ${one.name}: ${endWords[one.by]}, ${formatTime(one.time)}.`),
    `  As of ${formatTime(asOf)}, as its authors' machines say. A newer file may exist: ask for it.`,
  ].join("\n");
}
