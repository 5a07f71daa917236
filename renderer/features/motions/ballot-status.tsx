/** Why a ballot does not count: its mark and the sentence that says it, with the ballots as evidence. */
import { Fragment, type ReactNode } from "react";
import { Trans, useTranslation } from "react-i18next";
import { StateMark, type Mark } from "../../design/StateMark.tsx";
import type { Choice } from "../../../shared/contract/commands.ts";
import type { BallotStatus, RollCallRow } from "../../../shared/contract/snapshots.ts";
import { ChoiceMark } from "./ChoiceMark.tsx";

export type Uncounted = Exclude<BallotStatus, "counted" | "onPaper" | "none">;

export const isUncounted = (status: BallotStatus): status is Uncounted => status !== "counted" && status !== "onPaper" && status !== "none";

const marks: Record<Exclude<Uncounted, "withdrawn">, Mark> = { conflict: "conflict", forked: "conflict", late: "late", afterSeal: "late", invalid: "void", expelled: "void", revoked: "void" };

/** A withdrawn ballot is no trouble, so it has a word and no mark. */
export function StatusMark({ status }: { readonly status: Uncounted }) {
  const { t } = useTranslation("motions");
  return status === "withdrawn" ? <b>{t("status.withdrawn")}</b> : <StateMark mark={marks[status]} />;
}

interface WhyProps {
  readonly row: RollCallRow;
  readonly name: string;
  /** The count is closed: what was not settled stays so. */
  readonly closed: boolean;
}

export function Why({ row, name, closed }: WhyProps): ReactNode {
  const { t } = useTranslation("motions");
  const { status, conflicting, choice } = row;
  if (!isUncounted(status)) return null;
  const ballots = conflicting.length > 0 ? conflicting : choice === null ? [] : [choice];
  const key = status === "conflict" && closed ? "why.conflictClosed" : ballots.length === 0 && status === "forked" ? "why.forkedPlain" : (`why.${status}` as const);
  const who = (
    <b>
      <bdi>{name}</bdi>
    </b>
  );
  return <Trans t={t} i18nKey={key} components={{ who, ballots: <Ballots choices={ballots} /> }} />;
}

function Ballots({ choices }: { readonly choices: readonly Choice[] }) {
  const { t } = useTranslation("motions");
  return choices.map((choice, at) => (
    <Fragment key={at}>
      {at > 0 && <> {t("why.and")} </>}
      <ChoiceMark choice={choice} />
    </Fragment>
  ));
}
