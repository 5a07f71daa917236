/** What is mostly as usual, folded away behind a line that says how it stands: who gives the office, its seats, and how it ends (MAN-4, MAN-7). */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { TextField } from "../../design/Field.tsx";
import { useNames } from "../../design/list-words.ts";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { Select } from "../../design/Select.tsx";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";
import { floors, mostRenewalDays, mostSeats, renewalOf, seatsOf, stillHere, type DraftPartProps } from "./mandate-draft.ts";
import { PeopleField } from "./PeopleField.tsx";
import styles from "./Delegates.module.css";

export function TermsFields({ draft, members, onWrite }: DraftPartProps & { readonly members: readonly MemberRow[] }) {
  const { t } = useTranslation("delegates");
  const names = useNames();
  const { bySome, floor, lapses, way } = draft;
  const [open, setOpen] = useState(bySome || lapses || floor !== "1-2" || draft.seats !== null || draft.renewal !== "");
  const seats = seatsOf(draft, members);
  const givers = stillHere(draft.givers, members);
  const called = names(members.filter(({ id }) => givers.includes(id)), 20);
  const says = [bySome ? t("new.givenBySome", { count: givers.length }) : t("new.givenByAll"), ...(seats === null ? [] : [t("new.seatsSay", { count: seats })]), t(lapses ? "new.endsBoth" : "new.endsRecall")];
  // Of an election the number of seats stands beside who is to be elected.
  const seatsHere = bySome || way !== "among";
  return (
    <details className={styles.more} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t("new.more")} <span className={styles.faint}>{says.join(" · ")}</span>
      </summary>
      <div className={styles.fields}>
        <RadioGroup
          label={t("new.by")}
          value={bySome ? "some" : "all"}
          onChange={(by) => onWrite({ bySome: by === "some" })}
          options={[
            { value: "all", name: t("new.byAll"), explained: t("new.byAllSay") },
            { value: "some", name: t("new.bySome"), explained: t("new.bySomeSay") },
          ]}
        />
        {bySome && <PeopleField label={t("new.givers")} people={members} chosen={givers} onChange={(chosen) => onWrite({ givers: [...chosen] })} />}
        {bySome && givers.length > 0 && <p role="status">{t("new.giversSay", { names: called, count: givers.length })}</p>}
        {seatsHere && <SeatsField draft={draft} members={members} onWrite={onWrite} />}
        <Select label={t("new.floor")} value={floor} onChange={(next) => onWrite({ floor: next })} options={floors.map((value) => ({ value, name: t(`new.floor.${value}`) }))} hint={t("new.floorHint")} />
        <Checkbox checked={lapses} onChange={(next) => onWrite({ lapses: next })} explained={t("new.lapsesHint")}>
          {t("new.lapses")}
        </Checkbox>
        <TextField type="number" label={t("new.renewal")} value={draft.renewal} onChange={(renewal) => onWrite({ renewal })} hint={t("new.renewalHint")} problem={renewalOf(draft) === undefined ? t("new.missing.renewal", { most: mostRenewalDays }) : null} />
      </div>
    </details>
  );
}

/** How many hold it. */
export function SeatsField({ draft, members, onWrite }: DraftPartProps & { readonly members: readonly MemberRow[] }) {
  const { t } = useTranslation("delegates");
  return (
    <div className={styles.seats}>
      <TextField type="number" label={t("new.seats")} value={draft.seats ?? String(seatsOf(draft, members))} onChange={(seats) => onWrite({ seats })} problem={seatsOf(draft, members) === null ? t("new.missing.seats", { most: mostSeats }) : null} />
    </div>
  );
}
