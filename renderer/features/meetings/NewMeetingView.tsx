/** Calling a meeting: when, where, and what is to be talked about. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import text from "../../design/text.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { Kept } from "../discussions/Composer.tsx";
import type { Draft } from "../discussions/draft.ts";
import type { MeetingDraft } from "./meeting-draft.ts";
import styles from "./Meetings.module.css";

export interface NewMeetingSnapshot {
  readonly group: string;
  readonly draft: MeetingDraft;
  readonly state: Draft["state"];
  readonly waits: "title" | "time" | null;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

export interface NewMeetingActions {
  write(change: Partial<MeetingDraft>): void;
  call(): void;
}

export function NewMeetingView({ snapshot, actions }: { readonly snapshot: NewMeetingSnapshot; readonly actions: NewMeetingActions }) {
  const { t } = useTranslation("meetings");
  const { group, draft, waits, busy } = snapshot;
  const field = (name: keyof MeetingDraft) => ({ value: draft[name], onChange: (words: string) => actions.write({ [name]: words }) });
  return (
    <Page title={t("call")} crumbs={[{ name: t("agenda"), to: paths.place(group, "agenda") }, { name: t("title"), to: paths.meetings(group) }, { name: t("call") }]}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null && !busy) actions.call();
        }}
      >
        <TextField label={t("new.title")} {...field("title")} required autoFocus />
        <div className={styles.two}>
          <TextField label={t("new.date")} type="date" {...field("date")} required />
          <TextField label={t("new.time")} type="time" {...field("time")} required />
        </div>
        <TextField label={t("new.place")} {...field("place")} hint={t("new.placeHelp")} />
        <TextArea label={t("new.items")} {...field("items")} hint={t("new.itemsHelp")} rows={4} people />
        <TextArea label={t("new.about")} {...field("about")} rows={2} people />
        <RefusalNote refusal={snapshot.refusal} />
        <div className={text.line}>
          <Button kind="first" type="submit" waits={busy ? "" : waits === null ? null : t(`waits.${waits}`)}>
            {t("new.call")}
          </Button>
          <Kept state={snapshot.state} />
        </div>
      </form>
    </Page>
  );
}
