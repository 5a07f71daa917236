/** The lock screen: one field. What happened and what can be lost is said below. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Icon } from "../../design/Icon.tsx";
import { EraseDialog } from "./EraseDialog.tsx";
import styles from "./Lock.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";

export interface LockSnapshot {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** When it was locked, as a clock time; null when the app has just started. */
  readonly lockedAt: string | null;
}

export interface LockActions {
  open(passphrase: string): void;
  erase(): void;
}

export function LockView({ snapshot, actions }: { readonly snapshot: LockSnapshot; readonly actions: LockActions }) {
  const { t } = useTranslation("lock");
  const [passphrase, setPassphrase] = useState("");
  const [forgotten, setForgotten] = useState(false);
  const [asking, setAsking] = useState(false);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== "" && !snapshot.busy) actions.open(passphrase);
  };

  return (
    <div className={styles.locked}>
      <main className={styles.main}>
        <span className={styles.sign}>
          <Icon name="bell" />
        </span>
        <h1>{t("title")}</h1>
        <p className={styles.dim}>{t("what")}</p>
        <form className={styles.form} onSubmit={submit}>
          <TextField label={t("passphrase")} type="password" autoComplete="current-password" value={passphrase} onChange={setPassphrase} autoFocus />
          <Button kind="first" type="submit" waits={snapshot.busy ? t("opening") : null}>
            {t("open")}
          </Button>
          {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
        </form>
        <button type="button" className={styles.link} aria-expanded={forgotten} onClick={() => setForgotten(!forgotten)}>
          {t("forgotten")}
        </button>
        {forgotten && <p className={styles.dim}>{t("forgottenWhy")}</p>}
      </main>
      <footer className={styles.footer}>
        <p>{snapshot.lockedAt === null ? t("foot") : t("footSince", { time: snapshot.lockedAt })}</p>
        <button type="button" className={styles.link} onClick={() => setAsking(true)}>
          {t("erase")}
        </button>
      </footer>
      <EraseDialog open={asking} onKeep={() => setAsking(false)} onErase={actions.erase} />
    </div>
  );
}
