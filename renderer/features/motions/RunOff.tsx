/** POLL-7. A tie and its run-off lead to each other. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Part } from "../../design/Part.tsx";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";

export function RunOff({ group, motion: { runOff, runOffOf } }: { readonly group: string; readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const other = runOffOf ?? runOff;
  if (other === null) return null;
  return (
    <Part title={t("runOff.title")}>
      <p>{t(runOffOf === null ? "runOff.follows" : "runOff.of")}</p>
      <Link href={paths.motion(group, other.id)}>{t(runOffOf === null ? "runOff.there" : "runOff.back")}</Link>
    </Part>
  );
}
