/** Proposing other rules: a form over the values in force, and below it what would read otherwise. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Select } from "../../design/Select.tsx";
import { Kept } from "../discussions/Composer.tsx";
import { useMotionWords } from "../motions/motion-words.ts";
import type { Bylaws } from "../../../shared/contract/bylaws.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { Difference } from "./BylawsText.tsx";
import { dayFields, petitions, quorums, shareNamed, shareOf, thresholds, wordFields, type ChangeDraft } from "./change-draft.ts";
import styles from "./Bylaws.module.css";

export interface ChangeSnapshot {
  readonly group: string;
  readonly from: Bylaws;
  readonly draft: ChangeDraft;
  readonly kept: Parameters<typeof Kept>[0]["state"];
  /** What the form says; null while a number is none. */
  readonly to: Bylaws | null;
  readonly isSame: boolean;
  /** Other bylaws came into force since the form was begun. */
  readonly moved: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface ChangeActions {
  write(change: Partial<ChangeDraft>): void;
  /** Goes on from the bylaws now in force; what was typed stays. */
  goOn(): void;
  clear(): void;
  open(): void;
}

export function ChangeView({ snapshot, actions }: { readonly snapshot: ChangeSnapshot; readonly actions: ChangeActions }) {
  const { t } = useTranslation("bylaws");
  const { share } = useMotionWords();
  const { group, from, draft, to, isSame, moved, busy, refusal } = snapshot;
  const waits = busy ? t("form.opening") : moved ? t("form.moved") : to === null ? t("form.number") : isSame ? t("form.same") : draft.title.trim() === "" ? t("form.noTitle") : null;
  const shares = (label: string, value: string, of: readonly string[], change: (value: string) => void) => (
    <Select label={label} value={value} onChange={change} options={[...new Set([...of, value])].map((each) => ({ value: each, name: share(shareOf(each)) }))} />
  );
  return (
    <Page title={t("form.title")} crumbs={[{ name: t("title"), to: paths.bylaws(group) }, { name: t("form.crumb") }]} under={t("form.under")}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null) actions.open();
        }}
      >
        <Part title={t("form.values")}>
          <div className={styles.fields}>
            {shares(t("form.quorum"), draft.quorum, quorums, (quorum) => actions.write({ quorum }))}
            {shares(t("form.threshold"), draft.threshold, thresholds, (threshold) => actions.write({ threshold }))}
            {shares(t("form.changing"), draft.changing, thresholds, (changing) => actions.write({ changing }))}
            {shares(t("form.expelling"), draft.expelling, thresholds, (expelling) => actions.write({ expelling }))}
            {shares(t("form.petition"), draft.petition, petitions.map(shareNamed), (petition) => actions.write({ petition }))}
          </div>
          <div className={styles.fields}>
            {dayFields.map((name) => (
              <TextField key={name} type="number" label={t(`form.${name}`)} value={draft[name]} onChange={(typed) => actions.write({ [name]: typed })} />
            ))}
          </div>
          <div className={styles.fields}>
            {wordFields.map(({ name, values }) => (
              <Select key={name} label={t(`form.${name}`)} value={draft[name]} onChange={(value: string) => actions.write({ [name]: value })} options={values.map((value) => ({ value, name: t(`form.${name}.${value}`) }))} />
            ))}
          </div>
        </Part>
        <Part title={t("difference")}>{to !== null && <Difference from={from} to={to} />}</Part>
        <Part title={t("form.why")}>
          <div className={styles.words}>
            <TextField label={t("form.motionTitle")} value={draft.title} onChange={(title) => actions.write({ title })} maxLength={200} />
            <TextArea label={t("form.grounds")} value={draft.grounds} onChange={(grounds) => actions.write({ grounds })} rows={4} people />
          </div>
        </Part>
        <RefusalNote refusal={refusal} />
        <div className={styles.send}>
          {moved && <Button onPress={actions.goOn}>{t("form.goOn")}</Button>}
          <Button kind="first" type="submit" waits={waits}>
            {t("form.open")}
          </Button>
          <Button kind="quiet" onPress={actions.clear}>
            {t("form.clear")}
          </Button>
          <Kept state={snapshot.kept} />
        </div>
      </form>
    </Page>
  );
}
