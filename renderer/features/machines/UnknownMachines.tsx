/** Beside the agenda: a machine that writes as this person and that they have not looked at (ID-6). Nothing where there is none. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Part } from "../../design/Part.tsx";
import { useMachines } from "./machines-model.ts";

export function UnknownMachines({ group }: { readonly group: string }) {
  const { t } = useTranslation("machines");
  const count = useMachines(group).machines.filter(({ unknown }) => unknown).length;
  if (count === 0) return null;
  return (
    <Part title={t("unknown.title", { count })}>
      <p>{t("unknown.what")}</p>
      <p>
        <Link href={paths.settings}>{t("unknown.look")}</Link>
      </p>
    </Part>
  );
}
