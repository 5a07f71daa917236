/** What checking a record file says, in plain words: what it proves, what is wrong with it, and what it cannot show. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useReason } from "../../app/reason.ts";
import { Button } from "../../design/Button.tsx";
import { Icon } from "../../design/Icon.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { useSize } from "../../design/size.ts";
import { StateMark } from "../../design/StateMark.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { RecordProblem, RecordReport } from "../../../shared/contract/record-report.ts";
import { CredentialSays } from "../delegates/CredentialSays.tsx";
import { hasOneProposal, markOf } from "../motions/motion-words.ts";
import { Options } from "../motions/MotionText.tsx";
import { HowLotFell } from "../motions/HowLotFell.tsx";
import { HowMuchOnPaper } from "../motions/OnPaper.tsx";
import { Outcome } from "../motions/Outcome.tsx";
import { Pairs } from "../motions/Pairs.tsx";
import { WhoHasAPlace } from "../motions/WhoHasAPlace.tsx";
import { WhoVotedHow } from "../motions/WhoVotedHow.tsx";
import styles from "./Report.module.css";

/** A file that was checked. */
export interface Checked {
  /** Null when the system did not say. */
  readonly fileName: string | null;
  readonly report: RecordReport;
}

type SignedFile = NonNullable<RecordReport["motion"]>["files"][number];

interface ReportProps {
  readonly checked: Checked;
  /** The group one is in. */
  readonly groupName: string;
  readonly onAnyGroup: () => void;
  readonly onForget: () => void;
}

export function Report({ checked, groupName, onAnyGroup, onForget }: ReportProps) {
  const { t } = useTranslation("records");
  const { report, fileName } = checked;
  const foreign = report.problems.some((problem) => problem.kind === "WrongGroup");
  return (
    <div className={styles.report}>
      <p className={styles.verdict}>
        <Icon name={report.valid ? "seal" : "triangle"} />
        <span>
          {t(report.valid ? "report.valid" : "report.invalid")}
          {fileName !== null && <em>{fileName}</em>}
        </span>
      </p>
      {report.problems.length > 0 && (
        <ul className={styles.list}>
          {report.problems.map((problem, at) => (
            <li key={at}>
              <Problem problem={problem} groupName={groupName} />
            </li>
          ))}
        </ul>
      )}
      {foreign && (
        <p>
          <Button small onPress={onAnyGroup}>
            {t("report.anyGroup")}
          </Button>
        </p>
      )}
      <Proves report={report} />
      <Holds report={report} />
      {report.unseen.length > 0 && (
        <Part title={t("report.unseenTitle")}>
          <ul className={styles.list}>
            {report.unseen.map((each) => (
              <li key={each}>{t(`unseen.${each}`)}</li>
            ))}
          </ul>
        </Part>
      )}
      <Contents report={report} />
      <p>
        <Button kind="quiet" small onPress={onForget}>
          {t("report.close")}
        </Button>
      </p>
    </div>
  );
}

/** Only what holds is claimed: of a file with problems, nothing. */
function Proves({ report }: { readonly report: RecordReport }) {
  const { t } = useTranslation("records");
  const names = useNames();
  const { state, attesters, group, motion, result } = report;
  if (!report.valid || !motion || !result) return null;
  const agreeing = attesters.filter((each) => each.agrees);
  const certified = state?.is === "certified";
  const proofs: ReactNode[] = [
    t(report.groupChecked === "given" ? "proves.group" : "proves.groupStated", { name: group?.name ?? "" }),
    t("proves.ballots", { count: result.counted }),
    t("proves.recounted"),
    t(certified ? "proves.certified" : "proves.counted", { count: agreeing.length, roll: result.roll, names: names(agreeing.map((each) => ({ name: each.name, me: false })), 60) }),
  ];
  return (
    <Part title={t("report.provesTitle")}>
      <ul className={styles.list}>
        {proofs.map((proof, at) => (
          <li key={at}>{proof}</li>
        ))}
      </ul>
    </Part>
  );
}

/** MAN-9. Of a mandate: whether it still holds, as far as the file shows. */
function Holds({ report }: { readonly report: RecordReport }) {
  const { t } = useTranslation("records");
  const { valid, group, mandate } = report;
  if (!valid || group === null || mandate === null) return null;
  return (
    <Part title={t("report.mandateTitle")}>
      <CredentialSays groupName={group.name} mandate={mandate} lapsed={mandate.disputed || mandate.holders.length === 0} />
    </Part>
  );
}

function Contents({ report }: { readonly report: RecordReport }) {
  const { t } = useTranslation("records");
  const when = useWhen();
  const { motion, state, result, draw, rollCall } = report;
  if (!motion) return null;
  const lettered = result !== null && !hasOneProposal(result.method);
  return (
    <>
      <Part title={t("report.motionTitle")}>
        <p className={styles.state}>
          {state && <StateMark mark={markOf(state)} {...(state.is === "counted" && { by: state.by, roll: state.roll })} />}
          <span>{t("report.moved", { who: motion.mover, date: when.date(motion.opened), deadline: when.date(motion.deadline) })}</span>
        </p>
        <h3 className={styles.title} dir="auto">
          {motion.title}
        </h3>
        {motion.situation !== "" && <PeopleText text={motion.situation} size="post" />}
        {motion.files.length > 0 && <SignedFiles files={motion.files} />}
        <Options options={motion.options} lettered={lettered} />
      </Part>
      {result && (
        <Part title={t("report.outcomeTitle")}>
          <Outcome result={result} options={motion.options} threshold={null} draw={draw} />
          <HowMuchOnPaper motion={{ paper: report.paper, result }} />
        </Part>
      )}
      {result && <WhoHasAPlace result={result} options={motion.options} rows={rollCall} draw={draw} />}
      {draw !== null && <HowLotFell draw={draw} options={motion.options} />}
      {rollCall.length > 0 && <WhoVotedHow rows={rollCall} />}
      {result && <Pairs result={result} options={motion.options} />}
    </>
  );
}

function Problem({ problem, groupName }: { readonly problem: RecordProblem; readonly groupName: string }): ReactNode {
  const { t } = useTranslation("records");
  const reason = useReason();
  switch (problem.kind) {
    case "WrongGroup":
      return t("problem.WrongGroup", { name: groupName });
    case "NotEnoughAttestations":
      return t("problem.NotEnoughAttestations", { have: problem.have, needed: problem.needed });
    case "BadEntry":
      return t("problem.BadEntry", { at: problem.at + 1, reason: reason(problem.reason) });
    case "NotCanonical":
    case "ExtraData":
      return t(`problem.${problem.kind}`, { at: problem.at });
    case "WrongResult":
    case "WrongStatement":
    case "MissingEntry":
    case "NotARecord":
    case "NewerVersion":
      return t(`problem.${problem.kind}`);
  }
}

/** The file is not in the record; what the mover signed of it is. */
function SignedFiles({ files }: { readonly files: readonly SignedFile[] }) {
  const { t } = useTranslation("records");
  const size = useSize();
  return (
    <ul className={styles.files} aria-label={t("report.files")}>
      {files.map((file) => (
        <li key={file.content}>
          <bdi>{file.name}</bdi> · {size(file.size)}
          <code className={styles.content}>{file.content}</code>
        </li>
      ))}
    </ul>
  );
}
