/** The margin of a counted motion: who counted alike, what follows, and the record to take along. */
import { useState, type ReactNode } from "react";
import { Trans, useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import { Roll } from "../../design/Roll.tsx";
import { useWhen } from "../../design/Time.tsx";
import { Checkbox } from "../../design/Checkbox.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MethodName } from "../../../shared/contract/commands.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { isRanked } from "./motion-words.ts";
import styles from "./CountMargin.module.css";

/** How far the record's export is. */
export interface Exporting {
  readonly busy: boolean;
  /** The name it was saved under. */
  readonly saved: string | null;
  readonly refusal: Refusal | null;
}

interface CountMarginProps {
  readonly group: string;
  readonly motion: MotionSnapshot;
  readonly exporting: Exporting;
  readonly onExport: () => void;
  readonly onBallots: (form: "csv" | "blt", names: boolean) => void;
  /** What ended it, or how it can be ended. */
  readonly repeal: ReactNode;
}

export function CountMargin({ group, motion, exporting, onExport, onBallots, repeal }: CountMarginProps) {
  if (motion.state.is === "withdrawn") return null;
  return (
    <>
      <CountedAlike motion={motion} />
      <WhatFollows group={group} motion={motion} />
      <div className={styles.screen}>
        {repeal}
        <Record group={group} exporting={exporting} onExport={onExport} />
        <Sheets method={motion.method} busy={exporting.busy} onBallots={onBallots} />
      </div>
    </>
  );
}

function CountedAlike({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const { state, attestations, rollCall, doubleAttesters, replacedRounds } = motion;
  if (state.is === "open" || state.is === "closing" || state.is === "contradicted" || state.is === "withdrawn") return null;
  const counted = new Set(attestations.map((each) => each.member.id));
  const waiting = rollCall.filter((row) => !counted.has(row.member.id)).map((row) => row.member);
  const differing = attestations.filter((each) => !each.agrees).map((each) => each.member);
  const certified = state.is === "certified";
  const strokes = Array.from({ length: state.roll }, (_, at) => ({ voted: at < state.by, me: false }));
  return (
    <Part title={t("count.title", { by: state.by, count: state.roll })} tone="done">
      <p className={styles.roll}>
        <Roll strokes={strokes} quorum={state.needed}>
          {t("count.needed", { count: state.needed })}
        </Roll>
      </p>
      <p>{t(certified ? "count.howCertified" : "count.how")}</p>
      {differing.length > 0 && <p>{t("count.differs", { names: names(differing, 20) })}</p>}
      {replacedRounds.length > 0 && <p>{t("count.replaced", { count: replacedRounds.length, round: replacedRounds[0] })}</p>}
      {doubleAttesters.length > 0 && <p>{t("count.double", { names: names(doubleAttesters, 20) })}</p>}
      <p>{waiting.length === 0 ? t("count.all") : t(certified ? "count.waitingCertified" : "count.waiting", { names: names(waiting, 20) })}</p>
    </Part>
  );
}

function WhatFollows({ group, motion }: { readonly group: string; readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const { implementer, reportBy, outcome, state, kind } = motion;
  if (kind !== "ordinary") return null;
  if ((outcome?.is !== "adopted" && outcome?.is !== "elected") || state.is === "contradicted") {
    return (
      <Part title={t("follows.title")}>
        <p>{t("follows.nothing")}</p>
      </Part>
    );
  }
  return (
    <Part title={t("follows.title")}>
      <p>
        {implementer.me ? t("follows.youImplement") : <Trans t={t} i18nKey="follows.implements" components={{ who: <Strong>{implementer.name}</Strong> }} />}{" "}
        {reportBy !== null && <Trans t={t} i18nKey="follows.report" components={{ when: <Strong>{when.date(reportBy)}</Strong> }} />}
      </p>
      {state.is === "certified" ? (
        <p className={styles.acts}>
          <Link href={paths.decision(group, motion.id)}>{t("follows.decision")}</Link>
        </p>
      ) : (
        <p>{t("follows.waits")}</p>
      )}
    </Part>
  );
}

function Strong({ children }: { readonly children: string }) {
  return (
    <b>
      <bdi>{children}</bdi>
    </b>
  );
}

function Record({ group, exporting, onExport }: { readonly group: string; readonly exporting: Exporting; readonly onExport: () => void }) {
  const { t } = useTranslation("motions");
  return (
    <Part title={t("record.title")}>
      <p>{t("record.say")}</p>
      <p className={styles.acts}>
        <Button small icon="save" onPress={onExport} waits={exporting.busy ? t("record.exporting") : null}>
          {t("record.export")}
        </Button>
        <Link href={paths.place(group, "records")}>{t("record.check")}</Link>
      </p>
      <p role="status">{exporting.saved !== null && t("record.exported", { file: exporting.saved })}</p>
      <RefusalNote refusal={exporting.refusal} />
    </Part>
  );
}

/** The page as it stands, on paper or as PDF; without names it keeps the numbers and leaves the roll call out. */
function printDecision(names: boolean): void {
  document.documentElement.toggleAttribute("data-without-names", !names);
  window.print();
}

/** The ballots to count elsewhere, and the page to print; whether it says who voted how is asked, since a file travels further than a group. */
function Sheets({ method, busy, onBallots }: { readonly method: MethodName; readonly busy: boolean; readonly onBallots: CountMarginProps["onBallots"] }) {
  const { t } = useTranslation("motions");
  const [names, setNames] = useState(false);
  return (
    <Part title={t("record.ballots")}>
      <p>{t("record.ballotsSay")}</p>
      <Checkbox checked={names} onChange={setNames}>
        {t("record.names")}
      </Checkbox>
      <p className={styles.acts}>
        <Button small icon="save" onPress={() => onBallots("csv", names)} waits={busy ? "" : null}>
          CSV
        </Button>
        <Button small icon="paper" onPress={() => printDecision(names)}>
          {t("record.print")}
        </Button>
        {!names && (isRanked(method) || method === "approval") && (
          <Button small icon="save" onPress={() => onBallots("blt", false)} waits={busy ? "" : null}>
            BLT
          </Button>
        )}
      </p>
    </Part>
  );
}
