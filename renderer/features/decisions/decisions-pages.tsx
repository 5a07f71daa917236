/** The register of decisions and the page of one, as the router shows them. */
import { useLocation } from "wouter";
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { Page } from "../../design/Page.tsx";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { DecisionSnapshot } from "../../../shared/contract/snapshots.ts";
import { useAside } from "../aside/aside-model.ts";
import { DecisionView } from "./DecisionView.tsx";
import { DecisionsView } from "./DecisionsView.tsx";
import { useDecision } from "./decision-model.ts";

export function DecisionsPage({ group }: { readonly group: string }) {
  const rows = useSnapshot({ query: "decisions", group });
  const aside = useAside(group, "deeds");
  return rows ? <DecisionsView snapshot={{ group, rows, aside }} /> : <main />;
}

export function DecisionPage({ group, motion }: { readonly group: string; readonly motion: string }) {
  const decision = useSnapshot({ query: "decision", group, motion });
  if (decision === undefined) return <main />;
  return decision === null ? <NotDecided group={group} motion={motion} /> : <Known group={group} decision={decision} />;
}

const Known = ({ group, decision }: { readonly group: string; readonly decision: DecisionSnapshot }) => <DecisionView {...useDecision(group, decision)} />;

function NotDecided({ group, motion }: { readonly group: string; readonly motion: string }) {
  const { t } = useTranslation("decisions");
  const [, go] = useLocation();
  return (
    <Page title={t("missing.title")}>
      <Empty title={t("missing.title")} acts={<Button onPress={() => go(paths.motion(group, motion))}>{t("motion")}</Button>}>
        {t("missing.text")}
      </Empty>
    </Page>
  );
}
