/** POLL-11. Whether votes on paper count, and who enters them. */
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { Part } from "../../design/Part.tsx";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";
import { mayNameTellers, type MotionDraft } from "./motion-draft.ts";
import styles from "./NewMotion.module.css";

interface TellersFieldProps {
  readonly draft: MotionDraft;
  readonly members: readonly MemberRow[];
  readonly onWrite: (change: Partial<MotionDraft>) => void;
}

export function TellersField({ draft, members, onWrite }: TellersFieldProps) {
  const { t } = useTranslation("motions");
  if (!mayNameTellers(draft)) return null;
  const { tellers } = draft;
  return (
    <Part title={t("form.paper")}>
      <Checkbox checked={tellers !== null} onChange={(on) => onWrite({ tellers: on ? [] : null })} explained={t("form.paperSay")}>
        {t("form.paperCounts")}
      </Checkbox>
      {tellers !== null && (
        <fieldset className={styles.tellers}>
          <legend>{t("form.tellers")}</legend>
          {members.filter(({ votes }) => votes).map(({ id, name, me }) => (
            <Checkbox key={id} checked={tellers.includes(id)} onChange={(on) => onWrite({ tellers: on ? [...tellers, id] : tellers.filter((each) => each !== id) })}>
              <bdi>{me ? t("form.implementerMe", { name }) : name}</bdi>
            </Checkbox>
          ))}
        </fieldset>
      )}
    </Part>
  );
}
