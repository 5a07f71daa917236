/** Coming back with one's words: the words first, then a code of any member of each group. */
import { useState, type FormEvent } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Checkbox } from "../../design/Checkbox.tsx";
import { TextField } from "../../design/Field.tsx";
import { CodeSource } from "../codes/CodeSource.tsx";
import { JoinProgress } from "./JoinProgress.tsx";
import { isWhole, lookAt, WordsField } from "./WordsField.tsx";
import styles from "./Onboarding.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { JoinRow } from "../../../shared/contract/snapshots.ts";

export interface BackSnapshot {
  /** The words of this machine are on paper: they were typed here, or written down here. */
  readonly haveWords: boolean;
  /** Words of one group were typed: the next link is of that group. */
  readonly ofOneGroup: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly joins: readonly JoinRow[];
}

export interface BackActions {
  /** True when the words were taken in; `replace`: in place of others that groups here rest on. */
  enter(words: string, replace: boolean): Promise<boolean>;
  comeBack(link: string, lost: boolean): void;
  cancel(join: string): void;
}

interface BackProps {
  readonly snapshot: BackSnapshot;
  readonly actions: BackActions;
}

export function BackDoor({ snapshot, actions }: BackProps) {
  const { t } = useTranslation("onboarding");
  const [others, setOthers] = useState(false);
  const [open, setOpen] = useState(false);
  const asksWords = (!snapshot.haveWords && !snapshot.ofOneGroup) || others;
  return (
    <section className={styles.door} aria-labelledby="back">
      <h2 id="back">{t("back")}</h2>
      <p className={styles.dim}>{t("back.what")}</p>
      {!open && snapshot.joins.length === 0 ? (
        <Button onPress={() => setOpen(true)}>{t("back.open")}</Button>
      ) : asksWords ? (
        <Words snapshot={snapshot} enter={async (words, replace) => setOthers(!(await actions.enter(words, replace)) && others)} />
      ) : (
        <>
          <p>
            {t(snapshot.ofOneGroup ? "back.taken.ofOne" : "back.taken")}{" "}
            <Button small kind="quiet" onPress={() => setOthers(true)}>
              {t("back.other")}
            </Button>
          </p>
          <Group snapshot={snapshot} actions={actions} />
        </>
      )}
      {snapshot.joins.map((join) => (
        <JoinProgress key={join.id} join={join} cancel={() => actions.cancel(join.id)} />
      ))}
      <p className={styles.dim}>
        <Trans t={t} i18nKey="back.machine" components={{ settings: <Link href={paths.settings} /> }} />
      </p>
      <details className={styles.template}>
        <summary>{t("back.none")}</summary>
        <p>{t("back.none.what")}</p>
      </details>
    </section>
  );
}

function Words({ snapshot: { busy, refusal }, enter }: { readonly snapshot: BackSnapshot; readonly enter: (words: string, replace: boolean) => Promise<void> }) {
  const { t } = useTranslation("onboarding");
  const [typed, setTyped] = useState("");
  const [replace, setReplace] = useState(false);
  const { count, unknown } = lookAt(typed);
  const waits = busy ? t("asking") : !isWhole(count) || unknown !== null ? t("back.afterWords") : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (waits === null) void enter(typed, replace);
  };
  return (
    <form className={styles.entry} onSubmit={submit}>
      <WordsField value={typed} onChange={setTyped} />
      {(replace || refusal?.kind === "OtherWords") && (
        <Checkbox checked={replace} onChange={setReplace} explained={t("back.replace.what")}>
          {t("back.replace")}
        </Checkbox>
      )}
      <Button type="submit" kind={waits === null ? "first" : "outlined"} waits={waits}>
        {t("back.take")}
      </Button>
      {!busy && <RefusalNote refusal={refusal} />}
    </form>
  );
}

function Group({ snapshot: { busy, refusal }, actions }: BackProps) {
  const { t } = useTranslation("onboarding");
  const [link, setLink] = useState("");
  const [lost, setLost] = useState(true);
  const waits = busy ? t("asking") : link.trim() === "" ? t("afterLink") : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (waits === null) actions.comeBack(link.trim(), lost);
  };
  return (
    <form className={styles.entry} onSubmit={submit}>
      <CodeSource first={link === ""} onCode={setLink} />
      <TextField label={t("back.link")} value={link} onChange={setLink} placeholder="veche:join…" />
      <Checkbox checked={lost} onChange={setLost} explained={t("back.lost.what")}>
        {t("back.lost")}
      </Checkbox>
      <Button type="submit" kind={link === "" ? "outlined" : "first"} waits={waits}>
        {t("back.act")}
      </Button>
      {!busy && <RefusalNote refusal={refusal} />}
    </form>
  );
}
