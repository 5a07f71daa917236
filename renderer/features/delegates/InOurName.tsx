/** MAN-6. What a delegate did in the name of those who sent them, said by themselves: which of the acts the terms allow, and what. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { Select } from "../../design/Select.tsx";
import type { MandateActName } from "../../../shared/contract/mandate-names.ts";
import type { OfficeView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions } from "./delegates-snapshot.ts";
import styles from "./Delegates.module.css";

export function InOurName({ office, actions }: { readonly office: OfficeView; readonly actions: DelegatesActions }) {
  const { t } = useTranslation("delegates");
  const [act, setAct] = useState<MandateActName | null>(null);
  const [text, setText] = useState("");
  /** Written or put aside: the focus goes back to where it came from. */
  const [back, setBack] = useState(false);
  const [first] = office.acts;
  if (first === undefined) return null;
  if (act === null) {
    return (
      <p className={styles.acts}>
        <Button small autoFocus={back} onPress={() => setAct(first)}>
          {t("did.begin")}
        </Button>
      </p>
    );
  }
  const end = (): void => {
    setAct(null);
    setText("");
    setBack(true);
  };
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === "") return;
        actions.did(office.id, act, text);
        end();
      }}
    >
      {office.acts.length > 1 && <Select label={t("did.which")} value={act} onChange={setAct} options={office.acts.map((value) => ({ value, name: t(`did.${value}`) }))} />}
      <TextArea label={t("did.what")} value={text} onChange={setText} people rows={3} hint={t("did.seen")} autoFocus />
      <p className={styles.acts}>
        <Button kind="first" type="submit" waits={text.trim() === "" ? t("did.waits") : null}>
          {t("did.write")}
        </Button>
        <Button kind="quiet" onPress={end}>
          {t("petition.keep")}
        </Button>
      </p>
    </form>
  );
}
