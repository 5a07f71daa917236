/** One decision after the vote: what was decided, who carries it out, tasks, reports and reviews. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { StateMark } from "../../design/StateMark.tsx";
import { useWhen } from "../../design/Time.tsx";
import text from "../../design/text.module.css";
import type { DecisionSnapshot } from "../../../shared/contract/snapshots.ts";
import { markOf, useMotionWords } from "../motions/motion-words.ts";
import { Repeal } from "../motions/Repeal.tsx";
import type { DecisionActions, DecisionPageSnapshot } from "./decision-page.ts";
import { Hands } from "./Hands.tsx";
import { Reports } from "./Reports.tsx";
import { Reviews } from "./Reviews.tsx";
import { Tasks } from "./Tasks.tsx";
import styles from "./Decisions.module.css";

interface DecisionProps {
  readonly snapshot: DecisionPageSnapshot;
  readonly actions: DecisionActions;
}

export function DecisionView({ snapshot, actions }: DecisionProps) {
  const { t } = useTranslation("decisions");
  const words = useMotionWords();
  const when = useWhen();
  const { group, decision, beforeYou, refusals } = snapshot;
  const binds = decision.state !== null;
  const carried = binds && decision.state !== "inForce" && decision.state !== "repealed";
  return (
    <Page
      title={words.title({ ...decision, advice: false })}
      peopleTitle
      crumbs={[{ name: t("records"), to: paths.place(group, "records") }, { name: t("title"), to: paths.decisions(group) }, { name: t("list.number", { number: decision.number }) }]}
      kicker={<Standing decision={decision} />}
      under={[t("page.decided", { date: when.date(decision.decided) }), ...(binds && beforeYou !== null ? [beforeYou] : [])].join(" · ")}
      titleActs={<LinkButton to={paths.motion(group, decision.motion)}>{t("motion")}</LinkButton>}
      {...(binds && {
        margin: (
          <>
            {carried && <Hands decision={decision} refusal={refusals.hands} onOffer={actions.offerTo} />}
            <Repeal group={group} motion={{ ...decision, state: decision.certified, advice: false }} {...snapshot.repeal} onRepeal={actions.repeal} />
          </>
        ),
      })}
    >
      {decision.offer?.to.me === true && <Offered decision={decision} actions={actions} />}
      <Part title={t("page.what")}>
        <Chosen decision={decision} />
      </Part>
      {!binds && <p className={styles.none}>{t("page.bindsNothing")}</p>}
      {carried && <Tasks snapshot={snapshot} actions={actions} />}
      {carried && <Reports snapshot={snapshot} actions={actions} />}
      {binds && <Reviews snapshot={snapshot} actions={actions} />}
    </Page>
  );
}

function Standing({ decision }: { readonly decision: DecisionSnapshot }) {
  const { t } = useTranslation("decisions");
  const { certified, state } = decision;
  return (
    <>
      <StateMark mark={markOf(certified)} {...(certified.is === "counted" && { by: certified.by, roll: certified.roll })} />
      {state !== null && <span className={state === "overdue" ? text.need : undefined}> {t(`state.${state}`)}</span>}
    </>
  );
}

/** The words of the motion: its situation, and of its options what won. */
function Chosen({ decision }: { readonly decision: DecisionSnapshot }) {
  const { situation, won } = decision;
  return (
    <div className={styles.words}>
      {won.map(({ title, text: words }, at) => (
        <div key={at}>
          {title !== "" && (
            <h3 className={styles.winner} dir="auto">
              {title}
            </h3>
          )}
          {words !== "" && <PeopleText text={words} size="post" />}
        </div>
      ))}
      {situation !== "" && <PeopleText text={situation} size="post" />}
    </div>
  );
}

function Offered({ decision, actions }: { readonly decision: DecisionSnapshot; readonly actions: DecisionActions }) {
  const { t } = useTranslation("decisions");
  const names = useNames();
  const offer = decision.offer!;
  return (
    <Part title={t("hands.asked", { name: names([offer.by]) })} tone="need">
      <p className={styles.none}>{t("hands.askedWhat")}</p>
      <div className={text.line}>
        <Button kind="red" onPress={() => actions.answerOffer(offer.id, true)}>
          {t("hands.accept")}
        </Button>
        <Button onPress={() => actions.answerOffer(offer.id, false)}>{t("hands.decline")}</Button>
      </div>
    </Part>
  );
}
