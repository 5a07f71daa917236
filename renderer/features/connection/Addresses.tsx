/** Addresses entered by hand: meeting points where machines find each other, and STUN servers. Invitations carry them. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import styles from "./Connection.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";

interface AddressesProps {
  readonly signalling: readonly string[];
  readonly stun: readonly string[];
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly set: (signalling: readonly string[], stun: readonly string[]) => void;
}

export function Addresses({ signalling, stun, busy, refusal, set }: AddressesProps) {
  const { t } = useTranslation("connection");
  const [points, setPoints] = useState(signalling.join("\n"));
  const [stunServers, setStunServers] = useState(stun.join("\n"));
  const changed = points !== signalling.join("\n") || stunServers !== stun.join("\n");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (changed && !busy) set(lines(points), lines(stunServers));
  };
  return (
    <form className={styles.addresses} onSubmit={submit}>
      <p className={styles.dim}>{t("addresses.what")}</p>
      <TextArea label={t("addresses.signalling")} rows={2} value={points} onChange={setPoints} placeholder="ws://192.168.1.20:4444" hint={t("addresses.perLine")} />
      <TextArea label={t("addresses.stun")} rows={2} value={stunServers} onChange={setStunServers} placeholder="stun:192.168.1.20:3478" hint={t("addresses.stunWhat")} />
      <Button type="submit" waits={busy ? t("addresses.keeping") : changed ? null : t("addresses.unchanged")}>
        {t("addresses.keep")}
      </Button>
      {!busy && <RefusalNote refusal={refusal} />}
    </form>
  );
}

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
