/** First start, and the doors into a group: before the first one on a sheet of their own, later as a page. */
import { useTranslation } from "react-i18next";
import { Page } from "../../design/Page.tsx";
import { BackDoor } from "./BackDoor.tsx";
import { FoundDoor } from "./FoundDoor.tsx";
import { JoinDoor } from "./JoinDoor.tsx";
import { useBack, useFound, useJoin, useWelcome } from "./onboarding-model.ts";
import { Start } from "./Start.tsx";
import { WelcomeView } from "./WelcomeView.tsx";
import styles from "./Onboarding.module.css";

export function WelcomePage() {
  const { snapshot, actions } = useWelcome();
  return <WelcomeView snapshot={snapshot} actions={actions} />;
}

/** There is a profile and no group yet. */
export function FirstDoors({ name }: { readonly name: string }) {
  const { t } = useTranslation("onboarding");
  return (
    <Start settings>
      <div className={styles.intro}>
        <h1>{t("claim")}</h1>
      </div>
      <p className={styles.greeting}>
        <b dir="auto">{name}</b>
        <span>{t("name.hint")}</span>
      </p>
      <Doors />
    </Start>
  );
}

export function DoorsPage() {
  const { t } = useTranslation("onboarding");
  return (
    <Page title={t("another")} under={t("another.what")}>
      <div className={styles.pair}>
        <Doors />
      </div>
    </Page>
  );
}

function Doors() {
  const join = useJoin();
  const back = useBack(join.awaits);
  const { snapshot, found } = useFound();
  return (
    <>
      <div className={styles.column}>
        {/* A new link from outside fills the field anew. */}
        <JoinDoor key={join.snapshot.link} snapshot={join.snapshot} actions={join.actions} />
        <BackDoor snapshot={back.snapshot} actions={back.actions} />
      </div>
      <FoundDoor snapshot={snapshot} found={found} />
    </>
  );
}
