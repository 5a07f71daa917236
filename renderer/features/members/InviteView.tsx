/** Letting the next member in: a code to show, a link to send, who has come, eight words to compare. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Initials } from "../../design/Person.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import { WordList } from "../../design/WordList.tsx";
import { QrCode } from "../codes/QrCode.tsx";
import styles from "./Members.module.css";
import type { History } from "../../../shared/contract/bylaws.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { InviteRow, MemberRow } from "../../../shared/contract/snapshots.ts";

export interface InviteSnapshot {
  readonly group: string;
  readonly name: string;
  readonly constituted: boolean;
  readonly iAmFounder: boolean;
  readonly history: History;
  readonly eightWords: readonly string[];
  /** Newest first. */
  readonly open: readonly InviteRow[];
  /** Members who do not vote yet, newest first. */
  readonly arrived: readonly MemberRow[];
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface InviteActions {
  create(): void;
  copy(link: string): void;
  revoke(invite: string): void;
}

interface InviteProps {
  readonly snapshot: InviteSnapshot;
  readonly actions: InviteActions;
}

export function InviteView({ snapshot, actions }: InviteProps) {
  const { t } = useTranslation("members");
  const when = useWhen();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = snapshot.open.find((invite) => invite.id === chosen) ?? snapshot.open.find((invite) => invite.link !== null);
  return (
    <Page
      title={t("invite.title")}
      under={shown ? t("invite.under", { at: when.at(shown.expires) }) : t("invite.underNone")}
      crumbs={[{ name: t("members"), to: paths.place(snapshot.group, "members") }, { name: t("invite") }]}
      margin={<InviteMargin snapshot={snapshot} />}
    >
      <Part title={t("invite.code")}>
        {shown?.link ? (
          <Invitation key={shown.id} invite={shown.id} link={shown.link} snapshot={snapshot} actions={actions} />
        ) : (
          <Button kind="first" onPress={actions.create} waits={snapshot.busy ? t("invite.making") : null}>
            {t("invite.make")}
          </Button>
        )}
        <RefusalNote refusal={snapshot.refusal} />
        <OtherInvites invites={snapshot.open.filter((invite) => invite.id !== shown?.id)} show={setChosen} />
      </Part>
      <Part title={t("arrived")} {...(snapshot.arrived.length > 0 && { count: snapshot.arrived.length })}>
        {snapshot.arrived.length === 0 && <p className={styles.dim}>{t("arrived.none")}</p>}
        <ul className={styles.arrived} aria-live="polite">
          {snapshot.arrived.map((member) => (
            <li key={member.id}>
              <Initials name={member.name} />
              <span>
                <b dir="auto">{member.name}</b> {t("arrived.joined")} <Time at={member.joined} />
              </span>
            </li>
          ))}
        </ul>
        {snapshot.arrived.length > 0 && (
          <p className={styles.next}>
            <Link href={paths.place(snapshot.group, "members")}>
              {snapshot.constituted ? t("arrived.name") : snapshot.iAmFounder ? t("arrived.constitute") : t("arrived.founder")}
            </Link>
          </p>
        )}
      </Part>
    </Page>
  );
}

function Invitation({ invite, link, snapshot, actions }: InviteProps & { readonly invite: string; readonly link: string }) {
  const { t } = useTranslation("members");
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles.qrRow}>
      <QrCode text={link} label={t("invite.codeOf", { name: snapshot.name })} />
      <div className={styles.beside}>
        <p className={styles.strong}>{t("invite.other")}</p>
        <ol className={styles.steps}>
          <li>{t("invite.step1")}</li>
          <li>{t("invite.step2")}</li>
          <li>{t("invite.step3")}</li>
        </ol>
        <div className={styles.linkRow}>
          <code title={link}>{link}</code>
          <Button small onPress={() => actions.copy(link)}>
            {t("invite.copy")}
          </Button>
        </div>
        <div className={styles.acts2}>
          <Button kind="quiet" small icon="plus" onPress={actions.create} waits={snapshot.busy ? t("invite.making") : null}>
            {t("invite.another")}
          </Button>
          <Button kind="quiet" small icon="void" onPress={() => setAsking(true)}>
            {t("invite.revoke")}
          </Button>
        </div>
      </div>
      <Dialog
        open={asking}
        title={t("revoke.ask")}
        keep={t("revoke.keep")}
        act={t("revoke.act")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          actions.revoke(invite);
        }}
      >
        <p>{t("revoke.what")}</p>
      </Dialog>
    </div>
  );
}

function OtherInvites({ invites, show }: { readonly invites: readonly InviteRow[]; readonly show: (invite: string) => void }) {
  const { t } = useTranslation("members");
  const when = useWhen();
  const mine = invites.filter((invite) => invite.link !== null);
  if (mine.length === 0) return null;
  return (
    <p className={styles.others}>
      {t("invite.others", { count: mine.length })}{" "}
      {mine.map((invite) => (
        <button key={invite.id} type="button" className={styles.textLink} onClick={() => show(invite.id)}>
          {t("invite.of", { ago: when.ago(invite.created) })}
        </button>
      ))}
    </p>
  );
}

function InviteMargin({ snapshot }: { readonly snapshot: InviteSnapshot }) {
  const { t } = useTranslation("members");
  return (
    <>
      <Part title={t("invite.compare")}>
        <WordList words={snapshot.eightWords} label={t("words")} />
        <p>{t("invite.compareHow")}</p>
      </Part>
      <Part title={t("invite.sees")}>
        <p>{t("invite.seesWhat", { context: snapshot.history })}</p>
      </Part>
    </>
  );
}
