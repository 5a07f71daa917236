/** The twelve words: shown when asked for, printed, and three of them asked back. */
import { Fragment, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { WordList } from "../../design/WordList.tsx";
import { Covered } from "./Covered.tsx";
import styles from "./Identity.module.css";
import type { IdentitySnapshot } from "../../../shared/contract/identity-snapshot.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";

export interface Answer {
  readonly place: number;
  readonly word: string;
}

export interface WordsSnapshot {
  readonly identity: IdentitySnapshot;
  readonly name: string;
  /** Null until they are asked for; first the twelve, then those of each group that has its own. */
  readonly words: readonly { readonly group: string | null; readonly words: readonly string[] }[] | null;
  /** Places that are asked back; null: they are not. */
  readonly asked: readonly number[] | null;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface WordsActions {
  show(): void;
  hide(): void;
  print(): void;
  /** Hides the words and asks for three of them. */
  ask(): void;
  confirm(answers: readonly Answer[]): void;
}

export function WordsView({ snapshot, actions }: { readonly snapshot: WordsSnapshot; readonly actions: WordsActions }) {
  const { t } = useTranslation("identity");
  const { identity, name, words, asked, busy, refusal } = snapshot;
  return (
    <Page title={t("title")} crumbs={[{ name: t("settings"), to: paths.settings }, { name: t("title") }]} under={t("under", { name })}>
      <Part title={t("can")}>
        <div className={styles.words}>
          <p>{t("can.what")}</p>
          <p>{t("cannot.what")}</p>
          <Covered identity={identity} />
        </div>
      </Part>
      <Part title={t("list")}>
        <div className={styles.words}>
          {words === null ? (
            <div className={styles.acts}>
              <Button kind={identity.written === null && asked === null ? "first" : "outlined"} onPress={actions.show} waits={busy ? "" : null}>
                {t("show")}
              </Button>
            </div>
          ) : (
            <>
              {words.map(({ group, words: some }) => (
                <Fragment key={group ?? ""}>
                  {group !== null && <h3>{t("list.of", { group })}</h3>}
                  <WordList words={some} label={group === null ? t("list") : t("list.of", { group })} />
                </Fragment>
              ))}
              <div className={styles.acts}>
                <Button kind="first" onPress={actions.ask}>
                  {t("haveThem")}
                </Button>
                <Button icon="paper" onPress={actions.print}>
                  {t("print")}
                </Button>
                <Button onPress={actions.hide}>{t("hide")}</Button>
              </div>
            </>
          )}
          {asked !== null && <AskedBack key={asked.join()} places={asked} busy={busy} refusal={refusal} confirm={actions.confirm} />}
        </div>
      </Part>
    </Page>
  );
}

interface AskedBackProps {
  readonly places: readonly number[];
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly confirm: (answers: readonly Answer[]) => void;
}

function AskedBack({ places, busy, refusal, confirm }: AskedBackProps) {
  const { t } = useTranslation("identity");
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const answers = places.map((place) => ({ place, word: typed[place] ?? "" }));
  const waits = busy ? "" : answers.some(({ word }) => word.trim() === "") ? t("ask.empty") : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (waits === null) confirm(answers);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t("ask")}</p>
      {answers.map(({ place, word }) => (
        <TextField key={place} label={t("ask.word", { place })} value={word} onChange={(next) => setTyped({ ...typed, [place]: next })} />
      ))}
      <Button kind="first" type="submit" waits={waits}>
        {t("ask.act")}
      </Button>
      {!busy && <RefusalNote refusal={refusal} />}
    </form>
  );
}
