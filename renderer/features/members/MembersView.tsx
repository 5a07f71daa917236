/** Members and bylaws: who is here, who votes, how the group decides, and the eight words to compare. */
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import { WordList } from "../../design/WordList.tsx";
import { BylawsInShort } from "../bylaws/BylawsText.tsx";
import { MemberTable } from "./MemberTable.tsx";
import { Waiting } from "./Waiting.tsx";
import { goneSince } from "./who-is-here.ts";
import styles from "./Members.module.css";
import type { Bylaws } from "../../../shared/contract/bylaws.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { InviteRow, MemberRow } from "../../../shared/contract/snapshots.ts";

export interface MembersViewSnapshot {
  readonly group: string;
  readonly constituted: boolean;
  readonly iAmFounder: boolean;
  readonly iVote: boolean;
  readonly bylaws: Bylaws | null;
  readonly eightWords: readonly string[];
  /** By name. */
  readonly members: readonly MemberRow[];
  /** Who left or was removed, newest first. */
  readonly gone: readonly MemberRow[];
  readonly invites: readonly InviteRow[];
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface MembersActions {
  /** Holds the founding act (MEM-7). */
  constitute(): void;
  /** Opens the motion that names all who do not vote yet. */
  name(): void;
  /** Stands for a newcomer. */
  sponsor(member: string): void;
  /** Opens the motion that admits one. */
  admit(member: string, name: string, grounds: string): void;
}

interface MembersProps {
  readonly snapshot: MembersViewSnapshot;
  readonly actions: MembersActions;
}

export function MembersView({ snapshot, actions }: MembersProps) {
  const { t } = useTranslation("members");
  const { group, members, constituted } = snapshot;
  return (
    <Page
      title={t("title")}
      under={t("under", { count: members.length })}
      titleActs={<LinkButton to={paths.invite(group)}>{t("invite")}</LinkButton>}
      margin={<MembersMargin snapshot={snapshot} />}
    >
      {!constituted && <FoundingAct snapshot={snapshot} actions={actions} />}
      {constituted && <Naming snapshot={snapshot} actions={actions} />}
      <Waiting members={members} iVote={snapshot.iVote} busy={snapshot.busy} sponsor={actions.sponsor} admit={actions.admit} />
      <Part title={t("bylaws")} aside={<Link href={paths.bylaws(group)}>{t("bylaws.all")}</Link>}>
        {snapshot.bylaws !== null && <BylawsInShort bylaws={snapshot.bylaws} />}
        <p className={styles.lawNote}>{t("law.small")}</p>
      </Part>
      <Part title={t("members")} count={members.length} aside={t("byName")}>
        <MemberTable group={group} members={members} />
      </Part>
    </Page>
  );
}

function FoundingAct({ snapshot, actions }: MembersProps) {
  const { t } = useTranslation("members");
  const names = useNames();
  const [asking, setAsking] = useState(false);
  const others = snapshot.members.filter((member) => !member.me);
  return (
    <Part title={t("founding")} {...(snapshot.iAmFounder && { tone: "need" as const })}>
      <p className={styles.words}>{t(snapshot.iAmFounder ? "founding.yours" : "founding.founders")}</p>
      {snapshot.iAmFounder && (
        <div className={styles.acts}>
          <Button
            kind="red"
            onPress={() => setAsking(true)}
            waits={snapshot.busy ? t("founding.busy") : others.length === 0 ? t("founding.alone") : null}
          >
            {t("founding.act")}
          </Button>
        </div>
      )}
      <RefusalNote refusal={snapshot.refusal} />
      <Dialog
        open={asking}
        title={t("founding.ask")}
        keep={t("founding.wait")}
        act={t("founding.act")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          actions.constitute();
        }}
      >
        <p>{t("founding.askWhat", { names: names(snapshot.members, 12), count: snapshot.members.length })}</p>
        <p>{t("founding.askLater")}</p>
      </Dialog>
    </Part>
  );
}

/** Members who joined later and are named by nobody yet. One tap opens the motion for all of them. */
function Naming({ snapshot, actions }: MembersProps) {
  const { t } = useTranslation("members");
  const names = useNames();
  const unnamed = snapshot.members.filter((member) => !member.votes && member.standing === "active" && member.awaits === null && member.namingMotion === null && !member.inviteDoubled);
  const iAmUnnamed = unnamed.some((member) => member.me);
  if (unnamed.length === 0) return null;
  return (
    <Part title={t("naming")} count={unnamed.length}>
      <p className={styles.words}>
        {iAmUnnamed && !snapshot.iVote ? t("naming.you") : t("naming.what", { names: names(unnamed, 8), count: unnamed.length })}
      </p>
      {snapshot.iVote && (
        <div className={styles.acts}>
          <Button onPress={actions.name} waits={snapshot.busy ? t("naming.busy") : null}>
            {t("naming.act", { count: unnamed.length })}
          </Button>
        </div>
      )}
      <RefusalNote refusal={snapshot.refusal} />
    </Part>
  );
}

function MembersMargin({ snapshot }: { readonly snapshot: MembersViewSnapshot }) {
  const { t } = useTranslation("members");
  const open = snapshot.invites.filter((invite) => invite.state === "open");
  return (
    <>
      <Part title={t("words")}>
        <WordList words={snapshot.eightWords} label={t("words")} />
        <p>{t("words.what")}</p>
      </Part>
      <Part title={t("invites")} {...(open.length > 0 && { count: open.length })}>
        {open.length === 0 && <p>{t("invites.none")}</p>}
        <NoteRows>
          {open.map((invite) => (
            <NoteRow
              key={invite.id}
              what={
                invite.link === null ? (
                  t("invites.by", { name: invite.by.name })
                ) : (
                  <Link href={paths.invite(snapshot.group)}>{t("invites.by", { name: invite.by.name, context: invite.by.me ? "me" : "other" })}</Link>
                )
              }
              when={<Time at={invite.expires} as="short" />}
              below={t("invites.lapses")}
            />
          ))}
        </NoteRows>
      </Part>
      <Part title={t("evidence.title")}>
        <p>
          <Link href={paths.evidence(snapshot.group)}>{t("evidence.link")}</Link>
        </p>
      </Part>
      {snapshot.gone.length > 0 && (
        <Part title={t("gone")}>
          <NoteRows>
            {snapshot.gone.map((member) => (
              <NoteRow
                key={member.id}
                what={
                  <Link href={paths.member(snapshot.group, member.id)}>
                    <bdi>{member.name}</bdi>
                  </Link>
                }
                when={<Time at={goneSince(member)} as="short" />}
                below={<HowGone group={snapshot.group} member={member} />}
              />
            ))}
          </NoteRows>
        </Part>
      )}
    </>
  );
}

function HowGone({ group, member }: { readonly group: string; readonly member: MemberRow }) {
  const { t } = useTranslation("members");
  const removal = member.removals.find(({ stands }) => stands);
  if (removal === undefined) return <>{t(`gone.${member.standing === "left" ? "left" : "notLetIn"}`)}</>;
  return (
    <Trans
      t={t}
      i18nKey="gone.removed"
      components={{
        motion: (
          <Link href={paths.motion(group, removal.motion)}>
            <bdi>{removal.title}</bdi>
          </Link>
        ),
      }}
    />
  );
}
