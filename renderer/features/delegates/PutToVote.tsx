/** MAN-1, MAN-5. Putting to the vote who holds an office from now on: where a seat is free or support was lost, else on petition. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { listWords, useNames } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import type { OfficeView } from "../../../shared/contract/snapshots.ts";
import { ElectionNotice } from "../motions/ElectionNotice.tsx";
import type { DelegatesActions } from "./delegates-snapshot.ts";
import { electionMethod, type Choosing } from "./election.ts";
import { ElectionChoice } from "./ElectionChoice.tsx";
import { PeopleField } from "./PeopleField.tsx";
import { Petition } from "./Petition.tsx";
import styles from "./Delegates.module.css";

interface PutToVoteProps {
  readonly group: string;
  readonly office: OfficeView;
  readonly days: number;
  readonly actions: DelegatesActions;
}

export function PutToVote({ group, office, days, actions }: PutToVoteProps) {
  const { t } = useTranslation("delegates");
  const [writing, setWriting] = useState<boolean | null>(null);
  const { holders, candidates, seats, petition, petitionSize, iDecide } = office;
  const isDue = holders.length < seats || holders.some(({ lost }) => lost);
  const someStand = candidates.some(({ stands }) => stands);
  const may = isDue || petition.length >= petitionSize;
  if (!iDecide) return null;
  return (
    <>
      {!isDue && (someStand || petition.length > 0) && <Petition group={group} of={null} signatures={petition} recall={null} office={office} actions={actions} />}
      {may && (someStand || holders.length > 0) && writing !== true && (
        <p className={styles.acts}>
          <Button onPress={() => setWriting(true)} autoFocus={writing === false}>{t("vote.begin")}</Button>
        </p>
      )}
      {may && writing === true && <ElectionForm office={office} days={days} actions={actions} onEnd={() => setWriting(false)} />}
    </>
  );
}

function ElectionForm({ office, days, actions, onEnd }: Pick<PutToVoteProps, "office" | "days" | "actions"> & { readonly onEnd: () => void }) {
  const { t } = useTranslation("delegates");
  const names = useNames();
  const locale = useLocale();
  const { holders, seats, constituents } = office;
  const standing = office.candidates.filter(({ stands }) => stands);
  const [chosen, setChosen] = useState<readonly string[]>(() => standing.map(({ member }) => member.id));
  const [choosing, setChoosing] = useState<Choosing>("ranking");
  const [instructions, setInstructions] = useState(office.instructions);
  const [grounds, setGrounds] = useState("");
  const support = (count: number): string => t("supported", { count, of: office.deciding });
  const people = [...holders.map((one) => ({ ...one.member, also: `${t("vote.holds")} ${support(one.supports.length)}` })), ...standing.map((one) => ({ ...one.member, also: support(one.supports.length) }))];
  const nominees = people.filter(({ id }) => chosen.includes(id));
  const replaced = holders.map(({ member }) => member).filter(({ id }) => !chosen.includes(id));
  const isElection = nominees.length > seats;
  const putToVote = (): void =>
    actions.putToVote(office.id, {
      nominees: nominees.map(({ id }) => id),
      ...(isElection && { method: electionMethod(seats, choosing), ...(choosing === "lot" && { lots: true as const }) }),
      ...(instructions !== office.instructions && { instructions }),
      grounds,
    });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (nominees.length > 0) putToVote();
      }}
    >
      <PeopleField autoFocus label={t("vote.who")} people={people} chosen={chosen} onChange={setChosen} />
      {nominees.length > 0 && !isElection && <p role="status">{t("vote.together", { names: names(nominees, 20), count: nominees.length })}</p>}
      {isElection && <ElectionChoice seats={seats} choosing={choosing} onChange={setChoosing} />}
      {replaced.length > 0 && <p role="status">{t("vote.replaces", { names: listWords(replaced.map(({ name }) => name), locale), count: replaced.length })}</p>}
      {/* An office of some keeps the terms that all gave it (MAN-4). */}
      {constituents.length === 0 && <TextArea label={t("new.instructions")} value={instructions} onChange={setInstructions} rows={2} people />}
      <TextArea label={t("new.grounds")} value={grounds} onChange={setGrounds} rows={2} people />
      <ElectionNotice />
      <p className={styles.faint}>{[t("new.voters", { count: office.deciding }), t("new.days", { count: days })].join(" ")}</p>
      <p className={styles.acts}>
        <Button kind="first" type="submit" waits={nominees.length === 0 ? t("vote.waits") : null}>
          {t("new.open")}
        </Button>
        <Button kind="quiet" onPress={onEnd}>
          {t("petition.keep")}
        </Button>
      </p>
    </form>
  );
}
