/**
 * Putting it to the vote whether a member goes, or is taken back: why, who decides, that the member can answer, that it
 * is not quick, and what will happen.
 */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Kept } from "../discussions/Composer.tsx";
import type { Draft } from "../discussions/draft.ts";
import styles from "./Members.module.css";
import type { History } from "../../../shared/contract/bylaws.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MemberSnapshot, Proposal } from "../../../shared/contract/snapshots.ts";

export interface ProposeSnapshot {
  readonly group: string;
  readonly what: Proposal;
  readonly member: MemberSnapshot;
  readonly history: History;
  readonly grounds: Draft;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface ProposeActions {
  open(): void;
}

export function ProposeView({ snapshot, actions }: { readonly snapshot: ProposeSnapshot; readonly actions: ProposeActions }) {
  const { t } = useTranslation("members");
  const { group, what, member, grounds, busy, refusal } = snapshot;
  const { name } = member;
  const title = t(`${what}.title`, { name });
  const barred = member.barred[what];
  const waits = busy ? t("founding.busy") : barred !== null ? t(`propose.${barred}`) : grounds.text.trim() === "" ? t(`${what}.noGrounds`) : null;
  return (
    <Page
      title={title}
      crumbs={[{ name: t("members"), to: paths.place(group, "members") }, { name, to: paths.member(group, member.id) }, { name: t("propose.crumb") }]}
      under={t(`${what}.lead`)}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (waits === null) actions.open();
        }}
      >
        <Part title={t(`${what}.grounds`)}>
          <TextArea label={t(`${what}.groundsField`)} labelHidden value={grounds.text} onChange={grounds.write} hint={t(`${what}.groundsHelp`)} rows={5} people autoFocus />
        </Part>
        <Part title={t("propose.how")}>
          <HowItGoes what={what} member={member} history={snapshot.history} />
        </Part>
        <RefusalNote refusal={refusal} />
        <div className={styles.sendLine}>
          <Button kind="first" type="submit" waits={waits}>
            {t(`${what}.open`)}
          </Button>
          <Kept state={grounds.state} />
        </div>
      </form>
    </Page>
  );
}

function HowItGoes({ what, member, history }: Pick<ProposeSnapshot, "what" | "member" | "history">) {
  const { t } = useTranslation("members");
  const names = useNames();
  const { voters, openDays, noticeDays, name } = member;
  return (
    <ol className={styles.law}>
      <li>{t("propose.who", { names: names(voters, 8), count: voters.length })}</li>
      {what === "expulsion" && <li>{t("expulsion.answer", { name })}</li>}
      <li>{t(`${what}.time`, { count: openDays })}</li>
      {what === "expulsion" && noticeDays > 0 && <li>{t("expulsion.notice", { count: noticeDays })}</li>}
      {voters.length <= 3 && <li>{t("propose.everyone", { count: voters.length })}</li>}
      <li>{t(`${what}.then`, { name, context: history })}</li>
      {what === "expulsion" && <li>{t("expulsion.back")}</li>}
    </ol>
  );
}
