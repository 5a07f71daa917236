/** Connection: only what is known, since when and from whom. Meeting points and addresses stand in the margin. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import { Addresses } from "./Addresses.tsx";
import { MeetingPoints } from "./MeetingPoints.tsx";
import { Lanes } from "./Lanes.tsx";
import { LinkTable } from "./LinkTable.tsx";
import { OwnNetwork } from "./OwnNetwork.tsx";
import styles from "./Connection.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { ConnectionSnapshot, FootSnapshot } from "../../../shared/contract/snapshots.ts";

export interface ConnectionViewSnapshot {
  readonly foot: FootSnapshot;
  /** This machine's own and those entered by hand first. */
  readonly servers: ConnectionSnapshot["servers"];
  /** Others only; reached first, then by who was heard last. */
  readonly members: ConnectionSnapshot["members"];
  /** Whose entries wait for others that have not come. */
  readonly waiting: ConnectionSnapshot["waiting"];
  readonly lan: ConnectionSnapshot["ways"]["lan"];
  readonly incidents: ConnectionSnapshot["incidents"];
  readonly signalling: readonly string[];
  readonly stun: readonly string[];
  readonly ownAddresses: readonly string[];
  /** The browser hides this machine's address until a medium is allowed. */
  readonly mediaNeeded: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface ConnectionActions {
  allowMedia(): void;
  setAddresses(signalling: readonly string[], stun: readonly string[]): void;
}

interface ConnectionProps {
  readonly snapshot: ConnectionViewSnapshot;
  readonly actions: ConnectionActions;
}

/** `children`: the parts of ways besides links. */
export function ConnectionView({ snapshot, actions, children }: ConnectionProps & { readonly children?: ReactNode }) {
  const { t } = useTranslation("connection");
  return (
    <Page title={t("title")} under={<Truth snapshot={snapshot} />} margin={<ConnectionMargin snapshot={snapshot} actions={actions} />}>
      {snapshot.mediaNeeded && (
        <Part title={t("media")} tone="need">
          <p className={styles.media}>{t("media.what")}</p>
          <Button kind="red" onPress={actions.allowMedia}>
            {t("media.act")}
          </Button>
        </Part>
      )}
      {snapshot.members.length > 0 && (
        <Part title={t("who")}>
          <Lanes members={snapshot.members} />
          <LinkTable members={snapshot.members} />
        </Part>
      )}
      {children}
      <Part title={t("addresses")}>
        <Addresses
          key={JSON.stringify([snapshot.signalling, snapshot.stun])}
          signalling={snapshot.signalling}
          stun={snapshot.stun}
          busy={snapshot.busy}
          refusal={snapshot.refusal}
          set={actions.setAddresses}
        />
      </Part>
    </Page>
  );
}

/** The foot's clauses as whole sentences, with what cannot be known. */
function Truth({ snapshot }: { readonly snapshot: ConnectionViewSnapshot }) {
  const { t } = useTranslation("connection");
  const names = useNames();
  const { foot, members } = snapshot;
  const silent = members.filter(({ link }) => link === null || link.quiet).map(({ member }) => member);
  if (foot.others === 0) return <>{t("truth.alone")}</>;
  const sentences = [
    foot.reached > 0 ? t("truth.reached", { reached: foot.reached, count: foot.others }) : t(foot.trouble === "noServer" ? "truth.noServer" : "truth.noMember"),
    ...(foot.coming > 0 ? [t("truth.coming", { count: foot.coming })] : []),
    ...(foot.waiting > 0 ? [t("truth.waiting", { count: foot.waiting })] : foot.reached > 0 && foot.allHere ? [t("truth.allHere")] : []),
    ...(silent.length > 0 ? [t("truth.unknown", { names: names(silent), count: silent.length })] : []),
  ];
  return <>{sentences.join(" ")}</>;
}

function ConnectionMargin({ snapshot }: ConnectionProps) {
  const { t } = useTranslation("connection");
  const coming = snapshot.members.filter(({ link }) => link !== null && link.coming > 0);
  return (
    <>
      <Part title={t("coming")}>
        {coming.length === 0 && <p>{t("coming.none")}</p>}
        <NoteRows>
          {coming.map(({ member, link }) => (
            <NoteRow key={member.id} what={t("coming.entries", { count: link?.coming ?? 0 })} below={t("coming.from", { name: member.name })} />
          ))}
        </NoteRows>
      </Part>
      {snapshot.waiting.length > 0 && (
        <Part title={t("waiting")}>
          <p className={styles.explained}>{t(coming.length > 0 ? "waiting.coming" : snapshot.foot.reached > 0 ? "waiting.nobody" : "waiting.alone")}</p>
          <NoteRows>
            {snapshot.waiting.map(({ member, count }) => (
              <NoteRow key={member.id} what={t("coming.entries", { count })} below={t("waiting.of", { name: member.name })} />
            ))}
          </NoteRows>
        </Part>
      )}
      <OwnNetwork lan={snapshot.lan} />
      <Part title={t("servers")}>
        <p className={styles.explained}>{t("servers.what")}</p>
        {snapshot.servers.length === 0 ? <p>{t("servers.none")}</p> : <MeetingPoints servers={snapshot.servers} />}
      </Part>
      {snapshot.ownAddresses.length > 0 && (
        <Part title={t("own")}>
          <p className={styles.explained}>{t("own.what")}</p>
          <ul className={styles.list}>
            {snapshot.ownAddresses.map((address) => (
              <li key={address} className={styles.address}>
                {address}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {snapshot.incidents.length > 0 && (
        <Part title={t("incidents")} count={snapshot.incidents.length}>
          <NoteRows>
            {snapshot.incidents.map((incident, at) => (
              <NoteRow key={at} what={t(`incident.${incident.kind}`)} when={<Time at={incident.time} as="short" />} below={<bdi>{incident.from}</bdi>} />
            ))}
          </NoteRows>
        </Part>
      )}
    </>
  );
}
