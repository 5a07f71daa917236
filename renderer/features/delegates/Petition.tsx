/**
 * MAN-5. A petition: for a recall, whose last missing name opens the vote, or for giving an office anew though its holders are
 * supported. Who signed, why, and how many names are missing.
 */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { MemberRef, OfficeView, SignatureView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions } from "./delegates-snapshot.ts";
import styles from "./Delegates.module.css";

interface PetitionProps {
  readonly group: string;
  /** Whom it would recall; null: it asks for a vote on who holds the office. */
  readonly of: MemberRef | null;
  readonly signatures: readonly SignatureView[];
  /** The vote that is open on it. */
  readonly recall: string | null;
  readonly office: OfficeView;
  readonly actions: DelegatesActions;
}

export function Petition({ group, of, signatures, recall, office, actions }: PetitionProps) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const [text, setText] = useState<string | null>(null);
  /** Written or put aside: the focus goes back to where it came from. */
  const [back, setBack] = useState(false);
  const iSigned = signatures.some((one) => one.member.me);
  const what = of === null ? "anew" : "petition";
  const end = (): void => {
    setText(null);
    setBack(true);
  };
  const sign = (words: string, signs: boolean): void => {
    end();
    actions.petition(office.id, of?.id ?? null, words, signs);
  };
  if (recall !== null && of !== null) {
    return (
      <p role="status">
        <Link href={paths.motion(group, recall)}>{t("petition.voting", { name: of.name })}</Link>
      </p>
    );
  }
  return (
    <div className={styles.petition}>
      {signatures.length > 0 && (
        <h3 className={styles.petitionTitle}>
          {t(`${what}.title`)} <span className={styles.faint}>{t("petition.progress", { count: signatures.length, needed: office.petitionSize })}</span>
        </h3>
      )}
      {signatures.map((one) => (
        <div key={one.member.id}>
          {one.text !== "" && <PeopleText text={one.text} />}
          <p className={styles.faint}>
            <bdi>{one.member.name}</bdi> · {when.short(one.time)}
          </p>
        </div>
      ))}
      {office.iDecide && of?.me !== true && text === null && (
        <p className={styles.acts}>
          <Button small autoFocus={back} onPress={() => (iSigned ? sign("", false) : setText(""))}>
            {iSigned ? t("petition.unsign") : signatures.length > 0 ? t("petition.sign") : of === null ? t("anew.begin") : t("petition.begin", { name: of.name })}
          </Button>
        </p>
      )}
      {text !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            sign(text, true);
          }}
        >
          <TextArea label={t("petition.why")} value={text} onChange={setText} people rows={3} hint={t(`${what}.seen`, { count: office.petitionSize })} autoFocus />
          <p className={styles.acts}>
            <Button kind="first" type="submit">
              {t("petition.sign")}
            </Button>
            <Button kind="quiet" onPress={end}>
              {t("petition.keep")}
            </Button>
          </p>
        </form>
      )}
    </div>
  );
}
