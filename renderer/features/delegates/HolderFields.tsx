/** Who is to hold the office: one, several together, whoever is elected among several, or nobody yet (MAN-1). */
import { useTranslation } from "react-i18next";
import { TextArea } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { Select } from "../../design/Select.tsx";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";
import { ElectionNotice } from "../motions/ElectionNotice.tsx";
import { ElectionChoice } from "./ElectionChoice.tsx";
import { nomineesOf, seatsOf, stillHere, ways, type DraftPartProps, type Missing } from "./mandate-draft.ts";
import { PeopleField } from "./PeopleField.tsx";
import { SeatsField } from "./TermsFields.tsx";
import styles from "./Delegates.module.css";

interface HolderFieldsProps extends DraftPartProps {
  readonly members: readonly MemberRow[];
  readonly missing: Missing | null;
}

export function HolderFields({ draft, members, missing, onWrite }: HolderFieldsProps) {
  const { t } = useTranslation("delegates");
  const { way } = draft;
  const grounds = <TextArea label={t("new.grounds")} value={draft.grounds} onChange={(text) => onWrite({ grounds: text })} rows={2} people />;
  if (draft.bySome) {
    return (
      <Part title={t("new.who")}>
        <div className={styles.fields}>
          <p>{t("new.whoLater")}</p>
          {grounds}
        </div>
      </Part>
    );
  }
  const named = nomineesOf(draft, members);
  const wrong = missing === "tooMany" || (missing === "among" && named.length > 0);
  return (
    <Part title={t("new.who")}>
      <div className={styles.fields}>
        <RadioGroup label={t("new.who")} labelHidden row value={way} onChange={(next) => onWrite({ way: next })} options={ways.map((value) => ({ value, name: t(`new.way.${value}`) }))} />
        {way === "nobody" && <p>{t("new.nobodySay")}</p>}
        {way === "one" && (
          <Select label={t("new.holder")} value={named[0] ?? null} onChange={(holder) => onWrite({ people: [holder] })} options={members.map(({ id, name }) => ({ value: id, name }))} placeholder={t("new.choose")} />
        )}
        {way === "among" && <SeatsField draft={draft} members={members} onWrite={onWrite} />}
        {(way === "together" || way === "among") && <PeopleField label={t(`new.people.${way}`)} people={members} chosen={stillHere(draft.people, members)} onChange={(people) => onWrite({ people: [...people] })} />}
        {wrong && <p role="status">{t(`new.missing.${missing}`, { count: seatsOf(draft, members) ?? 1 })}</p>}
        {way === "among" && <ElectionChoice seats={seatsOf(draft, members) ?? 1} choosing={draft.choosing} onChange={(choosing) => onWrite({ choosing })} />}
        {grounds}
        {way !== "nobody" && <ElectionNotice />}
      </div>
    </Part>
  );
}
