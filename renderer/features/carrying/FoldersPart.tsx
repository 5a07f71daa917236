/** By folder: which are used, whether they are in step, and choosing one more, in the same way in every shell. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { FoldersSnapshot } from "../../../shared/contract/carrying-snapshots.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { FilesUpTo } from "./FilesUpTo.tsx";
import { useReportWords } from "./report-words.ts";
import styles from "./Carrying.module.css";

/** A folder one looks into while choosing. */
export interface Within {
  readonly folder: string;
  readonly parent: string | null;
  readonly folders: readonly string[];
}

export interface FoldersViewSnapshot {
  readonly folders: FoldersSnapshot;
  readonly choosing: Within | null;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface FoldersActions {
  /** Null: where one begins. */
  look(folder: string | null): void;
  /** Or says anew up to which size files go there too. */
  use(folder: string, filesUpTo: number): void;
  remove(folder: string): void;
  cancel(): void;
}

interface FoldersProps {
  readonly snapshot: FoldersViewSnapshot;
  readonly actions: FoldersActions;
}

export function FoldersPart({ snapshot, actions }: FoldersProps) {
  const { t } = useTranslation("carrying");
  const { folders, choosing, busy, refusal } = snapshot;
  return (
    <Part title={t("folders")}>
      <p className={styles.explained}>{t("folders.what")}</p>
      {folders.map((row) => (
        <Folder key={row.folder} row={row} onFiles={(upTo) => actions.use(row.folder, upTo)} onRemove={() => actions.remove(row.folder)} />
      ))}
      {choosing ? <Choosing key={choosing.folder} within={choosing} busy={busy} actions={actions} /> : <Button onPress={() => actions.look(null)}>{t("folder.add")}</Button>}
      <RefusalNote refusal={refusal} />
    </Part>
  );
}

function Folder({ row, onFiles, onRemove }: { readonly row: FoldersSnapshot[number]; readonly onFiles: (upTo: number) => void; readonly onRemove: () => void }) {
  const { t } = useTranslation("carrying");
  const words = useReportWords();
  const when = useWhen();
  const { folder, state, lacking, spoilt, foreign, looked, last, filesUpTo } = row;
  const came = last === null ? null : words(last).came;
  return (
    <section className={styles.folder} aria-label={folder}>
      <bdi className={styles.file}>{folder}</bdi>
      {state === "looking" && <p>{t("folder.looking")}</p>}
      {state === "fine" && <p>{lacking > 0 ? t("folder.lacking", { count: lacking }) : t("folder.fine")}</p>}
      {state !== "fine" && state !== "looking" && <ErrorNote>{t("folder.trouble", { problem: t(`trouble.${state}`) })}</ErrorNote>}
      {spoilt > 0 && <p>{t("folder.spoilt", { count: spoilt })}</p>}
      {foreign > 0 && <p>{t("folder.foreign", { count: foreign })}</p>}
      {came !== null && <p>{came}</p>}
      {looked !== null && state !== "fine" && <p>{t("folder.looked", { when: when.at(looked) })}</p>}
      <FilesUpTo value={filesUpTo} onChange={onFiles} />
      <Button kind="quiet" small onPress={onRemove}>
        {t("folder.remove")}
      </Button>
    </section>
  );
}

function Choosing({ within, busy, actions }: { readonly within: Within; readonly busy: boolean; readonly actions: FoldersActions }) {
  const { t } = useTranslation("carrying");
  const name = useId();
  const [path, setPath] = useState(within.folder);
  const [filesUpTo, setFilesUpTo] = useState(1_000_000);
  const inside = (one: string): string => `${within.folder.replace(/[\\/]$/u, "")}${within.folder.includes("\\") ? "\\" : "/"}${one}`;
  return (
    <div className={styles.choosing} role="group" aria-label={t("folder.choosing")}>
      <TextField label={t("folder.path")} value={path} onChange={setPath} />
      <div>
        {within.parent !== null && (
          <Button kind="quiet" small icon="moveUp" onPress={() => actions.look(within.parent)}>
            {t("folder.up")}
          </Button>
        )}
      </div>
      <span id={name} className={styles.inside}>
        {t("folder.inside")}
      </span>
      {within.folders.length === 0 ? (
        <p>{t("folder.none")}</p>
      ) : (
        <ul aria-labelledby={name} className={styles.within}>
          {within.folders.map((one) => (
            <li key={one}>
              <Button kind="quiet" small onPress={() => actions.look(inside(one))}>
                <bdi>{one}</bdi>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FilesUpTo value={filesUpTo} onChange={setFilesUpTo} />
      <div className={styles.acts}>
        <Button kind="first" waits={busy ? t("folder.using") : null} onPress={() => actions.use(path, filesUpTo)}>
          {t("folder.use")}
        </Button>
        <Button kind="quiet" onPress={actions.cancel}>
          {t("folder.cancel")}
        </Button>
      </div>
    </div>
  );
}
