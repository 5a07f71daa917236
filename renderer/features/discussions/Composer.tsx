/** Where one writes: the text, what it answers, that the draft is kept here, and Post. */
import { useEffect, useRef, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, IconButton } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import text from "../../design/text.module.css";
import { AttachButton, Attachments, fileEvents } from "../files/Attachments.tsx";
import { useMentions } from "./mention-field.tsx";
import type { Draft } from "./draft.ts";
import type { Answering, ComposerActions, ComposerSnapshot } from "./stream-model.ts";
import styles from "./Composer.module.css";

interface ComposerProps {
  readonly snapshot: ComposerSnapshot;
  readonly actions: ComposerActions;
  readonly placeholder: string;
  /** Quotes what is selected in a post; false when nothing is. */
  readonly onQuote: () => void;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** A motion may come of what is discussed here. */
  readonly mayPropose?: boolean;
}

export function Composer({ snapshot, actions, placeholder, onQuote, fieldRef, mayPropose = false }: ComposerProps) {
  const { t } = useTranslation("discussions");
  const { draft, answering, refusal, attaching, people, option, posted } = snapshot;
  const mentions = useMentions(draft.text, actions.write, people, fieldRef);
  return (
    <form
      className={styles.composer}
      data-composer=""
      {...fileEvents(attaching.attach)}
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.text.trim() === "" && attaching.uploads.length === 0) fieldRef.current?.focus();
        else actions.post();
      }}
    >
      {answering && <Answered answering={answering} onDrop={actions.answerNobody} />}
      {option !== null && <TextField label={t("composer.optionTitle")} value={option} onChange={actions.propose} hint={t("composer.optionHint")} />}
      {mentions.list}
      <textarea
        {...mentions.field}
        ref={fieldRef}
        className={styles.text}
        aria-label={t("composer.label")}
        placeholder={placeholder}
        value={draft.text}
        dir="auto"
        rows={2}
        autoComplete="off" // else browsers write what is typed to disk
        onChange={(event) => actions.write(event.target.value)}
        onKeyDown={(event) => {
          if (mentions.pressed(event) || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          actions.post();
        }}
      />
      <Attachments attaching={attaching} />
      <RefusalNote refusal={refusal} />
      <div className={styles.tools}>
        <AttachButton onFiles={attaching.attach} />
        <IconButton kind="quiet" small icon="quote" label={t("composer.quote")} onPress={onQuote} />
        {mayPropose && (
          <Button kind="quiet" small icon="hand" onPress={() => actions.propose(option === null ? "" : null)}>
            <span className={styles.word}>{t(option === null ? "composer.propose" : "composer.plain")}</span>
          </Button>
        )}
        <Kept state={draft.state} />
        <span className={styles.end}>
          <kbd>Ctrl Enter</kbd>
          <Button kind="first" type="submit" waits={attaching.reading ? t("composer.reading") : option !== null && option.trim() === "" ? t("composer.optionWaits") : null}>
            {t("composer.post")}
          </Button>
        </span>
      </div>
      <p className={text.hidden} role="status">
        {posted > 0 && draft.text === "" ? t("composer.posted") : ""}
      </p>
    </form>
  );
}

/** Where the draft is. Only a failure is announced. */
export function Kept({ state }: { readonly state: Draft["state"] }) {
  const { t } = useTranslation("discussions");
  if (state === "failed") {
    return (
      <strong className={styles.kept} role="alert">
        {t("composer.notKept")}
      </strong>
    );
  }
  return <span className={styles.kept}>{t(state === "empty" ? "composer.stays" : state === "keeping" ? "composer.keeping" : "composer.kept")}</span>;
}

function Answered({ answering, onDrop }: { readonly answering: Answering; readonly onDrop: () => void }) {
  const { t } = useTranslation("discussions");
  return (
    <div className={styles.answering}>
      <div className={styles.answered}>
        <span>{t(answering.quote === null ? "composer.replyTo" : "composer.quoteFrom", { who: answering.author.name })}</span>
        {answering.quote !== null && (
          <blockquote className={styles.quote} dir="auto">
            {answering.quote}
          </blockquote>
        )}
      </div>
      <IconButton kind="quiet" small icon="close" label={t("composer.drop")} onPress={onDrop} />
    </div>
  );
}

/** Choosing what to answer leads to the field where one answers. */
export function useFocusOnAnswer(answering: Answering | null): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (answering !== null) field.current?.focus();
  }, [answering]);
  return field;
}
