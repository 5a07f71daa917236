/** SYNC-9. By hand: this machine shows a code and takes in the other's answer, or the other way round. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { TextField } from "../../design/Field.tsx";
import { useWhen } from "../../design/Time.tsx";
import { CodeSource } from "../codes/CodeSource.tsx";
import { QrCode } from "../codes/QrCode.tsx";
import styles from "./Pairing.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { PairingSnapshot } from "../../../shared/contract/snapshots.ts";

export interface ByHandSnapshot {
  readonly pairing: PairingSnapshot;
  /** The codes are for another group than the one of this page: its name, "" where it is not known yet. */
  readonly elsewhere: string | null;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface ByHandActions {
  show(): void;
  /** True when it was understood. */
  take(code: string): Promise<boolean>;
  stop(): void;
  copy(code: string): void;
}

interface ByHandProps {
  readonly snapshot: ByHandSnapshot;
  readonly actions: ByHandActions;
}

export function ByHandView({ snapshot, actions }: ByHandProps) {
  const { t } = useTranslation("pairing");
  const { pairing, elsewhere } = snapshot;
  const out = pairing.is === "showing" || pairing.is === "answering" || pairing.is === "preparing" || pairing.is === "connecting";
  return (
    <div className={styles.byHand}>
      <p className={styles.dim}>{t("what")}</p>
      {elsewhere !== null && <p>{elsewhere === "" ? t("elsewhere.joining") : t("elsewhere", { group: elsewhere })}</p>}
      <div role="status" className={styles.state}>
        <State pairing={pairing} />
      </div>
      {(pairing.is === "showing" || pairing.is === "answering") && <Code pairing={pairing} copy={actions.copy} />}
      {pairing.is !== "answering" && pairing.is !== "connecting" && pairing.is !== "preparing" && <Take snapshot={snapshot} actions={actions} />}
      {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
      {out && (
        <Button small onPress={actions.stop}>
          {t("stop")}
        </Button>
      )}
    </div>
  );
}

function State({ pairing }: { readonly pairing: PairingSnapshot }) {
  const { t } = useTranslation("pairing");
  switch (pairing.is) {
    case "none":
      return null;
    case "connected":
      return <p>{t("connected")}</p>;
    case "failed":
      return <ErrorNote>{t(`failed.${pairing.why}`)}</ErrorNote>;
    case "preparing":
    case "showing":
    case "answering":
    case "connecting":
      return <p>{t(pairing.is)}</p>;
  }
}

function Code({ pairing, copy }: { readonly pairing: Extract<PairingSnapshot, { code: string }>; readonly copy: (code: string) => void }) {
  const { t } = useTranslation("pairing");
  const when = useWhen();
  const { is, code } = pairing;
  return (
    <div className={styles.codeRow}>
      <QrCode text={code} label={t(`code.${is}`)} />
      <div className={styles.beside}>
        <ol className={styles.steps}>
          <li>{t(`${is}.step1`)}</li>
          <li>{t(`${is}.step2`)}</li>
        </ol>
        <div className={styles.textRow}>
          <code title={code}>{code}</code>
          <Button small onPress={() => copy(code)}>
            {t("copy")}
          </Button>
        </div>
        <p className={styles.dim}>{t("until", { at: when.at(pairing.until) })}</p>
        {is === "answering" && pairing.old && <ErrorNote>{t("old", { ago: when.ago(pairing.made) })}</ErrorNote>}
      </div>
    </div>
  );
}

/** Two things to begin with; once a code is shown, only its answer is awaited. */
function Take({ snapshot: { pairing, busy }, actions }: ByHandProps) {
  const { t } = useTranslation("pairing");
  const [asked, setAsked] = useState(false);
  const showing = pairing.is === "showing";
  return (
    <>
      {!showing && (
        <div className={styles.acts}>
          <Button onPress={actions.show} waits={busy ? t("wait") : null}>
            {t("show")}
          </Button>
          <Button onPress={() => setAsked(!asked)}>{t("take")}</Button>
        </div>
      )}
      {(showing || asked) && <TakeForm answer={showing} busy={busy} take={actions.take} />}
    </>
  );
}

function TakeForm({ answer, busy, take }: { readonly answer: boolean; readonly busy: boolean; readonly take: ByHandActions["take"] }) {
  const { t } = useTranslation("pairing");
  const [text, setText] = useState("");
  const tried = async (code: string): Promise<void> => setText((await take(code)) ? "" : code);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== "" && !busy) void tried(text);
  };
  const title = t(answer ? "take.answer" : "take.first");
  return (
    <form className={styles.take} onSubmit={submit} aria-label={title}>
      <p className={styles.strong}>{title}</p>
      <CodeSource first={text === ""} onCode={(code) => void tried(code)} />
      <TextField label={t("paste")} value={text} onChange={setText} placeholder={answer ? "veche:answer#…" : "veche:pair#…"} />
      <Button type="submit" kind={text === "" ? "outlined" : "first"} waits={busy ? t("wait") : text.trim() === "" ? t("take.after") : null}>
        {t("take.act")}
      </Button>
    </form>
  );
}
