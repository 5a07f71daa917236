/** MAN-5. A petition for recall: who signed, why, how many names are missing, and that the last one opens the vote. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { HolderView, OfficeView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";
import styles from "./Delegates.module.css";

interface PetitionProps {
  readonly holder: HolderView;
  readonly office: OfficeView;
  readonly snapshot: DelegatesSnapshot;
  readonly actions: DelegatesActions;
}

export function Petition({ holder, office, snapshot, actions }: PetitionProps) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const [text, setText] = useState<string | null>(null);
  const { member, petition, recall } = holder;
  const iSigned = petition.some((one) => one.member.me);
  const sign = (words: string, signs: boolean): void => {
    setText(null);
    actions.petition(office.id, member.id, words, signs);
  };
  if (recall !== null) {
    return (
      <p role="status">
        <Link href={paths.motion(snapshot.group, recall)}>{t("petition.voting", { name: member.name })}</Link>
      </p>
    );
  }
  return (
    <div className={styles.petition}>
      {petition.length > 0 && (
        <h3 className={styles.petitionTitle}>
          {t("petition.title")} <span className={styles.faint}>{t("petition.progress", { count: petition.length, needed: office.petitionSize })}</span>
        </h3>
      )}
      {petition.map((one) => (
        <div key={one.member.id}>
          {one.text !== "" && <PeopleText text={one.text} />}
          <p className={styles.faint}>
            <bdi>{one.member.name}</bdi> · {when.short(one.time)}
          </p>
        </div>
      ))}
      {office.iDecide && !member.me && text === null && (
        <p className={styles.acts}>
          {iSigned ? (
            <Button small onPress={() => sign("", false)}>
              {t("petition.unsign")}
            </Button>
          ) : (
            <Button small onPress={() => setText("")}>
              {t(petition.length > 0 ? "petition.sign" : "petition.begin", { name: member.name })}
            </Button>
          )}
        </p>
      )}
      {text !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            sign(text, true);
          }}
        >
          <TextArea label={t("petition.why")} value={text} onChange={setText} people rows={3} hint={t("petition.seen")} autoFocus />
          <p className={styles.acts}>
            <Button kind="first" type="submit">
              {t("petition.sign")}
            </Button>
            <Button kind="quiet" onPress={() => setText(null)}>
              {t("petition.keep")}
            </Button>
          </p>
        </form>
      )}
    </div>
  );
}
