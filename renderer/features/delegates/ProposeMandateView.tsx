/** Putting an office to the vote: what for, what it may do, who gives it and until when, and who is to hold it. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote, useRefusalSentence } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { Kept } from "../discussions/Composer.tsx";
import type { Draft } from "../discussions/draft.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";
import { HolderFields } from "./HolderFields.tsx";
import { mostRenewalDays, mostSeats, seatsOf, type MandateDraft, type Missing } from "./mandate-draft.ts";
import { OfficeFields } from "./OfficeFields.tsx";
import { TermsFields } from "./TermsFields.tsx";
import styles from "./Delegates.module.css";

export interface ProposeMandateSnapshot {
  readonly group: string;
  readonly draft: MandateDraft;
  readonly state: Draft["state"];
  /** Who can be named. */
  readonly members: readonly MemberRow[];
  /** Days the vote is open, by the bylaws. */
  readonly days: number;
  readonly voters: number;
  /** Why I cannot put anything to the vote yet. */
  readonly barred: Refusal | null;
  readonly missing: Missing | null;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface ProposeMandateActions {
  write(change: Partial<MandateDraft>): void;
  clear(): void;
  open(): void;
}

export function ProposeMandateView({ snapshot, actions }: { readonly snapshot: ProposeMandateSnapshot; readonly actions: ProposeMandateActions }) {
  const { t } = useTranslation("delegates");
  const sentence = useRefusalSentence();
  const { group, draft, members, days, voters, barred, missing, state, busy, refusal } = snapshot;
  const crumbs = [{ name: t("title"), to: paths.place(group, "delegates") }, { name: t("new.crumb") }];
  if (barred !== null) {
    return (
      <Page title={t("new.title")} crumbs={crumbs}>
        <Empty title={t("new.notYet")}>{sentence(barred)}</Empty>
      </Page>
    );
  }
  const waits = busy ? t("new.busy") : missing && t(`new.missing.${missing}`, { count: seatsOf(draft, members) ?? 1, most: missing === "renewal" ? mostRenewalDays : mostSeats });
  return (
    <Page title={t("new.title")} crumbs={crumbs} under={t("new.lead")}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null) actions.open();
        }}
      >
        <OfficeFields draft={draft} onWrite={actions.write} />
        <TermsFields draft={draft} members={members} onWrite={actions.write} />
        <HolderFields draft={draft} members={members} missing={missing} onWrite={actions.write} />
        <div className={styles.fields}>
          <p className={styles.faint}>{[t("new.voters", { count: voters }), t("new.days", { count: days })].join(" ")}</p>
          <RefusalNote refusal={refusal} />
          <div className={styles.acts}>
            <Button kind="first" type="submit" waits={waits}>
              {t("new.open")}
            </Button>
            <Kept state={state} />
            {state !== "empty" && (
              <Button kind="quiet" small onPress={actions.clear}>
                {t("new.clear")}
              </Button>
            )}
          </div>
        </div>
      </form>
    </Page>
  );
}
