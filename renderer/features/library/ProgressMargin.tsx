/** How far I am with a thing to read, whether I show it, and how far those are who do. LIB-3. */
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../design/Checkbox.tsx";
import { Part } from "../../design/Part.tsx";
import { MemberName } from "../../design/Person.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { Time } from "../../design/Time.tsx";
import type { ItemSnapshot, ReadingState } from "../../../shared/contract/snapshots.ts";
import styles from "./Library.module.css";

interface ProgressMarginProps {
  readonly item: ItemSnapshot;
  readonly onChange: (state: ReadingState, shared: boolean) => void;
}

export function ProgressMargin({ item, onChange }: ProgressMarginProps) {
  const { t } = useTranslation("library");
  const { state, shared } = item.mine;
  return (
    <>
      <Part title={t("progress.mine")}>
        <RadioGroup
          label={t("progress.mine")}
          labelHidden
          value={state}
          onChange={(next) => onChange(next, shared)}
          options={(["none", "reading", "read"] as const).map((each) => ({ value: each, name: t(`state.${each}`) }))}
        />
        <div className={styles.share}>
          <Checkbox
            checked={shared}
            disabled={state === "none"}
            onChange={(next) => onChange(state, next)}
            explained={t(state === "none" ? "progress.shareNothing" : shared ? "progress.shared" : "progress.unshared")}
          >
            {t("progress.share")}
          </Checkbox>
        </div>
      </Part>
      <Part title={t("progress.others")}>
        {item.others.length === 0 ? (
          <p>{t("progress.nobody")}</p>
        ) : (
          <NoteRows>
            {item.others.map((each) => (
              <NoteRow key={each.member.id} what={<MemberName member={each.member} />} when={<Time at={each.time} as="short" />} below={t(`theirs.${each.state}`)} />
            ))}
          </NoteRows>
        )}
      </Part>
    </>
  );
}
