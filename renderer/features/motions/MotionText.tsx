/** What a motion says: its situation, its options with why each is needed and possible, and what follows if it passes. */
import { useTranslation } from "react-i18next";
import { OptionLetter } from "../../design/OptionLetter.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { MotionSnapshot, OptionView } from "../../../shared/contract/snapshots.ts";
import { Difference } from "../bylaws/BylawsText.tsx";
import { MotionFiles } from "../files/FileRow.tsx";
import { hasOneProposal } from "./motion-words.ts";
import styles from "./MotionText.module.css";

export function MotionText({ group, motion }: { readonly group: string; readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const { t: tBylaws } = useTranslation("bylaws");
  const { situation, options, method, kind, files } = motion;
  if (kind === "founding" || kind === "naming") return <Naming motion={motion} />;
  const lettered = !hasOneProposal(method);
  return (
    <>
      {situation !== "" && (
        <Part title={t("page.situation")}>
          <PeopleText text={situation} />
        </Part>
      )}
      {motion.change !== null && (
        <Part title={tBylaws("difference")}>
          {motion.change.overtaken && <p>{tBylaws("overtaken")}</p>}
          <Difference from={motion.change.from} to={motion.change.to} />
        </Part>
      )}
      {options.length > 0 && (
        <Part title={t(lettered ? "page.options" : "page.proposal")} {...(lettered && { count: options.length })}>
          <Options options={options} lettered={lettered} />
        </Part>
      )}
      {files.length > 0 && (
        <Part title={t("page.files")} count={files.length}>
          <MotionFiles group={group} files={files} />
        </Part>
      )}
    </>
  );
}

export function Options({ options, lettered }: { readonly options: readonly OptionView[]; readonly lettered: boolean }) {
  const { t } = useTranslation("motions");
  return (
    <ol className={styles.options}>
      {options.map((option, at) => (
        <li key={at} className={lettered ? styles.lettered : undefined}>
          <h3 className={styles.title}>
            {lettered && <OptionLetter option={at} />}
            <span dir="auto">{option.title}</span>
            {option.places !== undefined && <span className={styles.places}>{t("ballot.placesOf", { count: option.places })}</span>}
          </h3>
          {option.text !== "" && <PeopleText text={option.text} />}
          {(option.necessity !== "" || option.practicality !== "") && (
            <dl className={styles.grounds}>
              {option.necessity !== "" && (
                <div>
                  <dt>{t("page.necessity")}</dt>
                  <dd dir="auto">{option.necessity}</dd>
                </div>
              )}
              {option.practicality !== "" && (
                <div>
                  <dt>{t("page.practicality")}</dt>
                  <dd dir="auto">{option.practicality}</dd>
                </div>
              )}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Founding and naming motions: the app says what they do, and whom they name. MEM-7 */
function Naming({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const { names, kind, turnout } = motion;
  return (
    <Part title={t("page.names")} count={names.length}>
      <p className={styles.says}>{t(kind === "founding" ? "page.foundingSays" : "page.namingSays", { count: names.length })}</p>
      <ul className={styles.names}>
        {names.map((member) => (
          <li key={member.id}>
            <bdi>{member.name}</bdi> {member.me && <span className={styles.you}>{t("rollCall.you")}</span>}
          </li>
        ))}
      </ul>
      {turnout.roll <= 3 && <p className={styles.says}>{t("page.everyoneNeeded", { count: turnout.roll })}</p>}
    </Part>
  );
}

/** Who does it, and when they report. */
export function IfItPasses({ motion }: { readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const when = useWhen();
  const { implementer, mover, reportBy, kind } = motion;
  if (kind !== "ordinary") return null;
  if (motion.advice) {
    return (
      <Part title={t("page.advice")}>
        <p>{t("page.adviceSay")}</p>
      </Part>
    );
  }
  const who = implementer.me ? t("page.youImplement") : t(implementer.id === mover.id ? "page.moverImplements" : "page.implements", { who: implementer.name });
  const report = reportBy === null ? t("page.noReport") : t("page.report", { date: when.date(reportBy) });
  return (
    <Part title={t("page.ifPasses")}>
      <p>{[who, t("page.binds"), report].join(" ")}</p>
    </Part>
  );
}
