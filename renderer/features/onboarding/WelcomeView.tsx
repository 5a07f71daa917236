/** First start: who you are on this machine, and the passphrase that locks it. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { lackOf, PassphraseFields } from "./PassphraseFields.tsx";
import { Start } from "./Start.tsx";
import styles from "./Onboarding.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";

export interface WelcomeSnapshot {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** An invitation waits to be used once there is a profile. */
  readonly invited: boolean;
}

export interface WelcomeActions {
  begin(name: string, passphrase: string): void;
}

export function WelcomeView({ snapshot, actions }: { readonly snapshot: WelcomeSnapshot; readonly actions: WelcomeActions }) {
  const { t } = useTranslation("onboarding");
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState({ first: "", again: "" });

  const lack = name.trim() === "" ? ("name.missing" as const) : lackOf(passphrase);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (lack === null && !snapshot.busy) actions.begin(name.trim(), passphrase.first);
  };

  return (
    <Start>
      <div className={styles.intro}>
        <h1>{t("claim")}</h1>
        {snapshot.invited && <p className={styles.dim}>{t("invitationWaits")}</p>}
      </div>
      <form className={styles.entry} onSubmit={submit} aria-label={t("you")}>
        <TextField label={t("name")} value={name} onChange={setName} hint={t("name.hint")} autoFocus maxLength={80} />
        <PassphraseFields label={t("passphrase")} value={passphrase} onChange={setPassphrase} />
        <Button kind="first" type="submit" waits={snapshot.busy ? t("beginning") : lack === null ? null : t(lack)}>
          {t("begin")}
        </Button>
        {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
      </form>
    </Start>
  );
}
