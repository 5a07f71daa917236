/** Starting a discussion: its title and the first post. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea, TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { Attaching } from "../files/attaching.ts";
import { AttachButton, Attachments, fileEvents } from "../files/Attachments.tsx";
import { Kept } from "./Composer.tsx";
import type { Draft } from "./draft.ts";
import styles from "./NewThread.module.css";

export interface NewThreadSnapshot {
  readonly group: string;
  readonly title: string;
  readonly text: string;
  readonly state: Draft["state"];
  readonly attaching: Attaching;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

export interface NewThreadActions {
  writeTitle(title: string): void;
  writeText(text: string): void;
  start(): void;
}

export function NewThreadView({ snapshot, actions }: { readonly snapshot: NewThreadSnapshot; readonly actions: NewThreadActions }) {
  const { t } = useTranslation("discussions");
  const { group, title, text, attaching, refusal } = snapshot;
  const waits = title.trim() === "" ? t("start.waitsSubject") : text.trim() === "" ? t("start.waitsText") : attaching.reading ? t("composer.reading") : null;
  return (
    <Page title={t("start.title")} crumbs={[{ name: t("title"), to: paths.place(group, "discussions") }, { name: t("start.title") }]}>
      <form
        className={styles.form}
        {...fileEvents(attaching.attach)}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null) actions.start();
        }}
      >
        <TextField label={t("start.subject")} value={title} onChange={actions.writeTitle} hint={t("start.subjectHelp")} autoFocus required />
        <TextArea
          label={t("start.text")}
          value={text}
          onChange={actions.writeText}
          rows={8}
          people
          required
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && waits === null) actions.start();
          }}
        />
        <Attachments attaching={attaching} />
        <RefusalNote refusal={refusal} />
        <div className={styles.line}>
          <Button kind="first" type="submit" waits={snapshot.busy ? "" : waits}>
            {t("start.post")}
          </Button>
          <AttachButton onFiles={attaching.attach} />
          <Kept state={snapshot.state} />
        </div>
      </form>
    </Page>
  );
}
