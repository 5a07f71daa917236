/** Shown where an address leads to nothing on this machine. */
import { useTranslation } from "react-i18next";
import { LinkButton } from "../design/Button.tsx";
import { Empty } from "../design/Empty.tsx";
import { Page } from "../design/Page.tsx";

export function Missing() {
  const { t } = useTranslation("app");
  return (
    <Page title={t("missing.title")}>
      <Empty title={t("missing.what")} acts={<LinkButton to="/">{t("missing.back")}</LinkButton>}>
        {t("missing.why")}
      </Empty>
    </Page>
  );
}
