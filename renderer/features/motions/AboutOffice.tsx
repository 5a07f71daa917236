/** MAN-1, MAN-6. A motion about an office: what a yes does, for what and under which terms somebody holds it, and who is to. */
import { useTranslation } from "react-i18next";
import { listWords, useNames } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { ElectionNotice } from "./ElectionNotice.tsx";
import { hasOneProposal, useMotionWords } from "./motion-words.ts";
import styles from "./AboutOffice.module.css";

export function AboutOffice({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const names = useNames();
  const locale = useLocale();
  const { share } = useMotionWords();
  const { office, kind, method, names: about } = motion;
  if (office === null) return null;
  const { title, scope, instructions, constituents, seats, acts, floor, lapses, renewal, nominees } = office;
  const holders = names(nominees, 20);
  const does =
    kind === "recall"
      ? t("office.takesBack", { name: about[0]?.name ?? "", title })
      : nominees.length === 0
        ? t("office.makes")
        : hasOneProposal(method)
          ? t("office.gives", { names: holders, count: nominees.length })
          : t(method === "lots" ? "office.draws" : "office.elects", { names: holders });
  return (
    <Part title={t("office.title")}>
      <p className={styles.does}>{does}</p>
      <PeopleText text={scope} />
      <dl className={styles.terms}>
        {instructions !== "" && (
          <div>
            <dt>{t("office.instructions")}</dt>
            <dd dir="auto">{instructions}</dd>
          </div>
        )}
        <div>
          <dt>{t("office.may")}</dt>
          <dd>{acts.length === 0 ? t("office.mayNothing") : listWords(acts.map((act) => t(`office.act.${act}`)), locale)}</dd>
        </div>
        {seats > 1 && (
          <div>
            <dt>{t("office.seats")}</dt>
            <dd>{seats}</dd>
          </div>
        )}
        <div>
          <dt>{t("office.until")}</dt>
          <dd>{[constituents.length === 0 ? t("office.untilAll") : t("office.untilSome", { names: names(constituents, 20) }), ...(lapses ? [t("office.lapses", { share: share(floor) })] : []), ...(renewal === null ? [] : [t("office.renewal", { count: renewal })])].join(" ")}</dd>
        </div>
      </dl>
      {kind === "mandate" && nominees.length > 0 && <ElectionNotice />}
    </Part>
  );
}
