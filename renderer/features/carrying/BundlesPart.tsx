/** By stick: saving what is new for others in a bundle, opening one, and saying what came. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DropZone } from "react-aria-components/DropZone";
import { RefusalNote } from "../../app/refusal.tsx";
import { Bar } from "../../design/Bar.tsx";
import { Button } from "../../design/Button.tsx";
import { Checkbox } from "../../design/Checkbox.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { Icon } from "../../design/Icon.tsx";
import { Part } from "../../design/Part.tsx";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { useSize } from "../../design/size.ts";
import type { BundlesSnapshot } from "../../../shared/contract/carrying-snapshots.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { FilesUpTo } from "./FilesUpTo.tsx";
import { useReportWords } from "./report-words.ts";
import { useOpening, type Opened } from "./opening.tsx";
import styles from "./Carrying.module.css";

export interface SavedBundle {
  readonly fileName: string;
  readonly entries: number;
  /** Of the group, that go along. */
  readonly files: number;
  readonly bytes: number;
}

export interface BundlesViewSnapshot extends BundlesSnapshot {
  readonly saved: SavedBundle | null;
  readonly saving: boolean;
  readonly refusal: Refusal | null;
}

export interface BundlesActions {
  /** For these members, or for whoever opens it. */
  save(members: readonly string[] | null, filesUpTo: number): void;
}

interface BundlesProps {
  readonly snapshot: BundlesViewSnapshot;
  readonly actions: BundlesActions;
}

export function BundlesPart({ snapshot, actions }: BundlesProps) {
  const { t } = useTranslation("carrying");
  return (
    <Part title={t("title")}>
      <p className={styles.explained}>{t("what")}</p>
      {snapshot.members.length > 0 && <Saving snapshot={snapshot} actions={actions} />}
      <OpenBundle />
    </Part>
  );
}

function Saving({ snapshot, actions }: BundlesProps) {
  const { t } = useTranslation("carrying");
  const size = useSize();
  const { members, saved, saving, refusal } = snapshot;
  const [to, setTo] = useState<"anyone" | "some">("anyone");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const some = members.filter(({ member }) => chosen.has(member.id));
  const [filesUpTo, setFilesUpTo] = useState(1_000_000);
  const missing = to === "some" && some.length === 0;
  return (
    <div className={styles.saving}>
      <RadioGroup
        label={t("for")}
        value={to}
        onChange={setTo}
        options={[
          { value: "anyone", name: t("for.anyone"), explained: t("for.anyone.what") },
          { value: "some", name: t("for.some"), explained: t("for.some.what") },
        ]}
      />
      {to === "some" && (
        <div role="group" aria-label={t("for.some")} className={styles.members}>
          {members.map(({ member, fresh }) => (
            <Checkbox
              key={member.id}
              checked={chosen.has(member.id)}
              onChange={(on) => setChosen(new Set(on ? [...chosen, member.id] : [...chosen].filter((id) => id !== member.id)))}
              explained={fresh === 0 ? t("fresh.none") : t("fresh", { count: fresh })}
            >
              <bdi>{member.name}</bdi>
            </Checkbox>
          ))}
        </div>
      )}
      <FilesUpTo value={filesUpTo} onChange={setFilesUpTo} />
      <div>
        <Button kind="first" icon="save" waits={saving ? t("saving") : missing ? t("choose") : null} onPress={() => actions.save(to === "anyone" ? null : some.map(({ member }) => member.id), filesUpTo)}>
          {t("save")}
        </Button>
      </div>
      <p role="status">{saved && [t("saved", { file: saved.fileName, count: saved.entries, size: size(saved.bytes) }), ...(saved.files > 0 ? [t("saved.files", { count: saved.files })] : [])].join(" ")}</p>
      <RefusalNote refusal={refusal} />
    </div>
  );
}

function OpenBundle() {
  const { t } = useTranslation("carrying");
  const { now, opened, open, stop, forget } = useOpening();
  return (
    <>
      <DropZone
        className={styles.drop ?? ""}
        aria-label={t("drop")}
        onDrop={async (event) => {
          const files = await Promise.all(event.items.flatMap((item) => (item.kind === "file" ? [item.getFile()] : [])));
          open(files);
        }}
      >
        <Icon name="paper" />
        <p>{t("say")}</p>
        <Button onPress={() => chooseFiles(open)} waits={now ? t("opening") : null}>
          {t("open")}
        </Button>
      </DropZone>
      {now && (
        <div className={styles.progress} role="status">
          <span>{t("reading", { file: now.name, count: now.entries, percent: now.size === 0 ? 100 : Math.floor((100 * now.bytes) / now.size) })}</span>
          <Bar of={now.size} pieces={[now.bytes]} thin />
          <Button kind="quiet" small onPress={stop}>
            {t("stop")}
          </Button>
        </div>
      )}
      <div role="status" className={styles.reports}>
        {opened.map((one, at) => (
          <Report key={at} opened={one} />
        ))}
        {opened.length > 0 && !now && (
          <Button kind="quiet" small onPress={forget}>
            {t("forget")}
          </Button>
        )}
      </div>
    </>
  );
}

function Report({ opened: { name, outcome } }: { readonly opened: Opened }) {
  const { t } = useTranslation("carrying");
  const words = useReportWords();
  if (!outcome.ok) {
    return (
      <div className={styles.report}>
        <bdi className={styles.file}>{name}</bdi>
        {outcome.error.kind === "Unreadable" ? <ErrorNote>{t("end.unreadable")}</ErrorNote> : <RefusalNote refusal={outcome.error} />}
      </div>
    );
  }
  const { came, waits, trouble } = words(outcome.value);
  return (
    <div className={styles.report}>
      <bdi className={styles.file}>{name}</bdi>
      {came !== null && <p>{came}</p>}
      {waits !== null && <p>{waits}</p>}
      {trouble !== null && <ErrorNote>{trouble}</ErrorNote>}
    </div>
  );
}

function chooseFiles(open: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => open([...(input.files ?? [])]));
  input.click();
}
