/**
 * When somebody cheats: each thing that can be shown in one sentence, what the app did about it, what the members can
 * decide, and the signed things themselves, side by side and to take along. Only what is proven is called so.
 */
import { useState } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { useReason } from "../../app/reason.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Page } from "../../design/Page.tsx";
import { Time, useWhen } from "../../design/Time.tsx";
import styles from "./Evidence.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { EvidenceRow, EvidenceSnapshot, SignedThing } from "../../../shared/contract/snapshots.ts";

export interface EvidenceViewSnapshot {
  readonly group: string;
  readonly evidence: EvidenceSnapshot;
  readonly refusal: Refusal | null;
}

export interface EvidenceActions {
  save(evidence: string): void;
}

export function EvidenceView({ snapshot, actions }: { readonly snapshot: EvidenceViewSnapshot; readonly actions: EvidenceActions }) {
  const { t } = useTranslation("members");
  const { group, evidence, refusal } = snapshot;
  return (
    <Page title={t("evidence.title")} crumbs={[{ name: t("members"), to: paths.place(group, "members") }, { name: t("evidence.title") }]} under={t("evidence.lead")}>
      <RefusalNote refusal={refusal} />
      {evidence.rows.length === 0 && <p>{t("evidence.none")}</p>}
      <ul className={styles.rows}>
        {evidence.rows.map((row) => (
          <li key={row.id}>
            <One group={group} row={row} save={() => actions.save(row.id)} />
          </li>
        ))}
      </ul>
      {evidence.more > 0 && <p>{t("evidence.more", { count: evidence.more })}</p>}
    </Page>
  );
}

function One({ group, row, save }: { readonly group: string; readonly row: EvidenceRow; readonly save: () => void }) {
  const { t } = useTranslation("members");
  const [open, setOpen] = useState(false);
  const { who, what, proven, proof, mayPropose } = row;
  return (
    <>
      <p className={styles.kicker}>
        <b>{t(proven ? "evidence.proven" : "evidence.unproven")}</b> <Time at={row.time} as="at" />
      </p>
      <h2 className={styles.done}>
        <Done group={group} row={row} />
      </h2>
      <p className={styles.says}>{t(`evidence.app.${what.is}`)}</p>
      <p className={styles.says}>{t(`evidence.may.${what.is}`)}</p>
      <div className={styles.acts}>
        <Button small kind="quiet" icon={open ? "void" : "clock"} onPress={() => setOpen(!open)}>
          {t(open ? "evidence.hide" : "evidence.show")}
        </Button>
        <Button small kind="quiet" icon="save" onPress={save}>
          {t("evidence.save")}
        </Button>
        {mayPropose && who !== null && (
          <LinkButton small kind="quiet" to={paths.propose(group, who.id, "expulsion")}>
            {t("propose.expulsion")}
          </LinkButton>
        )}
      </div>
      {open && (
        <div className={styles.pair}>
          {proof.map((thing) => (
            <Signed key={thing.entry} thing={thing} />
          ))}
        </div>
      )}
    </>
  );
}

function Done({ group, row: { who, what } }: { readonly group: string; readonly row: EvidenceRow }) {
  const { t } = useTranslation("members");
  const reason = useReason();
  const context = who === null ? "unknown" : who.me ? "me" : "other";
  const name = who?.name ?? "";
  if (what.is === "refused") return <>{t("evidence.refused", { context, name, reason: reason(what.reason) })}</>;
  if (what.is === "forked") return <>{t("evidence.forked", { context, name })}</>;
  const motion = (
    <Link href={paths.motion(group, what.motion)}>
      <bdi>{what.title}</bdi>
    </Link>
  );
  return <Trans t={t} i18nKey={`evidence.${what.is}`} context={context} values={{ name }} components={{ motion }} />;
}

function Signed({ thing }: { readonly thing: SignedThing }) {
  const { t } = useTranslation("members");
  const when = useWhen();
  return (
    <dl className={styles.signed}>
      <dt>{t("evidence.place")}</dt>
      <dd>{t("evidence.placeOf", { seq: thing.seq + 1, device: thing.device.slice(0, 8) })}</dd>
      <dt>{t("evidence.time")}</dt>
      <dd>{when.at(thing.time)}</dd>
      {thing.result !== null && (
        <>
          <dt>{t("evidence.result")}</dt>
          <dd className={styles.code}>{thing.result.slice(0, 32)}…</dd>
        </>
      )}
      <dt>{t("evidence.mark")}</dt>
      <dd className={styles.code}>{thing.entry.slice(0, 32)}…</dd>
      <dt>{t("evidence.signature")}</dt>
      <dd className={styles.code}>{thing.signature.slice(0, 64)}…</dd>
    </dl>
  );
}
