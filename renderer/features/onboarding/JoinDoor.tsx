/** Joining a group: scan a code with the camera, take it from an image, or paste the link. Shows how the asking goes on. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { CodeSource } from "../codes/CodeSource.tsx";
import { JoinProgress } from "./JoinProgress.tsx";
import styles from "./Onboarding.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { JoinRow } from "../../../shared/contract/snapshots.ts";

export interface JoinSnapshot {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** From outside, to be filled in. */
  readonly link: string | null;
  readonly joins: readonly JoinRow[];
}

export interface JoinActions {
  join(link: string): void;
  cancel(join: string): void;
}

export function JoinDoor({ snapshot, actions }: { readonly snapshot: JoinSnapshot; readonly actions: JoinActions }) {
  const { t } = useTranslation("onboarding");
  const [link, setLink] = useState(snapshot.link ?? "");

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (link.trim() !== "" && !snapshot.busy) actions.join(link.trim());
  };

  return (
    <section className={styles.door} aria-labelledby="join">
      <h2 id="join">{t("join")}</h2>
      <p className={styles.dim}>{t("join.what")}</p>
      <form className={styles.entry} onSubmit={submit}>
        <CodeSource first={link === ""} onCode={setLink} />
        <TextField label={t("orPaste")} value={link} onChange={setLink} placeholder="veche:join…" />
        <Button type="submit" kind={link === "" ? "outlined" : "first"} waits={snapshot.busy ? t("asking") : link.trim() === "" ? t("afterLink") : null}>
          {t("join.act")}
        </Button>
        {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
      </form>
      {snapshot.joins.map((join) => (
        <JoinProgress key={join.id} join={join} cancel={() => actions.cancel(join.id)} />
      ))}
    </section>
  );
}
