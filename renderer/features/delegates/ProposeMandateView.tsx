/** Putting an office to the vote: what for, what it may do, and who is to hold it. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Checkbox } from "../../design/Checkbox.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Select } from "../../design/Select.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import styles from "./Delegates.module.css";

export interface Terms {
  readonly title: string;
  readonly scope: string;
  readonly instructions: string;
  readonly grounds: string;
  /** Null: nobody yet. */
  readonly holder: string | null;
  readonly speak: boolean;
  readonly sign: boolean;
  readonly lapses: boolean;
}

export interface ProposeMandateSnapshot {
  readonly group: string;
  readonly terms: Terms;
  readonly candidates: readonly { readonly value: string; readonly name: string }[];
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface ProposeMandateActions {
  change(part: Partial<Terms>): void;
  open(): void;
}

export function ProposeMandateView({ snapshot, actions }: { readonly snapshot: ProposeMandateSnapshot; readonly actions: ProposeMandateActions }) {
  const { t } = useTranslation("delegates");
  const { group, terms, candidates, busy, refusal } = snapshot;
  const { change } = actions;
  const waits = busy ? t("new.busy") : terms.title.trim() === "" || terms.scope.trim() === "" ? t("new.waits") : null;
  return (
    <Page title={t("new.title")} crumbs={[{ name: t("title"), to: paths.place(group, "delegates") }, { name: t("new.crumb") }]} under={t("new.lead")}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null) actions.open();
        }}
      >
        <Part title={t("new.office")}>
          <div className={styles.fields}>
            <TextField label={t("new.name")} value={terms.title} onChange={(title) => change({ title })} autoFocus />
            <TextArea label={t("new.scope")} value={terms.scope} onChange={(scope) => change({ scope })} hint={t("new.scopeHint")} rows={2} people />
            <TextArea label={t("new.instructions")} value={terms.instructions} onChange={(instructions) => change({ instructions })} rows={2} people />
            <Checkbox checked={terms.speak} onChange={(speak) => change({ speak })}>
              {t("new.speak")}
            </Checkbox>
            <Checkbox checked={terms.sign} onChange={(sign) => change({ sign })}>
              {t("new.sign")}
            </Checkbox>
            <Checkbox checked={terms.lapses} onChange={(lapses) => change({ lapses })} explained={t("new.lapsesHint")}>
              {t("new.lapses")}
            </Checkbox>
          </div>
        </Part>
        <Part title={t("new.who")}>
          <div className={styles.fields}>
            <Select label={t("new.holder")} value={terms.holder} onChange={(holder) => change({ holder })} options={candidates} placeholder={t("new.nobody")} />
            <TextArea label={t("new.grounds")} value={terms.grounds} onChange={(grounds) => change({ grounds })} rows={2} people />
          </div>
        </Part>
        <RefusalNote refusal={refusal} />
        <Button kind="first" type="submit" waits={waits}>
          {t("new.open")}
        </Button>
      </form>
    </Page>
  );
}
