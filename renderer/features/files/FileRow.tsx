/** One file: its name, how large, on how many machines; while it is fetched how much, from whom, Stop. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { classes } from "../../design/classes.ts";
import { Bar } from "../../design/Bar.tsx";
import { Button, IconButton } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { Icon } from "../../design/Icon.tsx";
import { Menu, type MenuAct } from "../../design/Menu.tsx";
import { useNames } from "../../design/list-words.ts";
import { useSize } from "../../design/size.ts";
import type { FileRef, FileView } from "../../../shared/contract/file-snapshots.ts";
import type { MotionFileView } from "../../../shared/contract/snapshots.ts";
import { useFile, type FileActions, type FileSnapshot } from "./file-model.ts";
import { mayBeShown } from "./kinds.ts";
import { PreviewBox } from "./PreviewBox.tsx";
import styles from "./Files.module.css";

export function PostFiles({ group, files }: { readonly group: string; readonly files: readonly FileRef[] }) {
  const { t } = useTranslation("files");
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t("list")}>
      {files.map((file) => (
        <PostFile key={file.id} group={group} file={file} />
      ))}
    </ul>
  );
}

/** Each is shown if it is what the mover signed. */
export function MotionFiles({ group, files }: { readonly group: string; readonly files: readonly MotionFileView[] }) {
  const { t } = useTranslation("files");
  return (
    <ul className={styles.files} aria-label={t("ofMotion")}>
      {files.map(({ file, name, content }) =>
        file === null ? (
          <li key={content} className={styles.note}>
            {t("notThere", { name })}
          </li>
        ) : (
          <PostFile key={content} group={group} file={file} />
        ),
      )}
    </ul>
  );
}

function PostFile({ group, file }: { readonly group: string; readonly file: FileRef }) {
  const { snapshot, actions } = useFile(group, file);
  return (
    <li>
      <FileRow snapshot={snapshot} actions={actions} />
    </li>
  );
}

interface FileRowProps {
  readonly snapshot: FileSnapshot;
  readonly actions: FileActions;
  /** One of a list of all: nothing is shown of what is in it. */
  readonly listed?: boolean;
  /** What else is said of it. */
  readonly children?: ReactNode;
}

export function FileRow({ snapshot, actions, listed = false, children }: FileRowProps) {
  const { group, file, view, refusal } = snapshot;
  const size = useSize();
  const here = view?.here;
  return (
    <div className={classes(styles.file, listed && styles.listed)}>
      <Icon name={mayBeShown(file.mediaType) === "image" ? "image" : "paper"} />
      <div className={styles.about}>
        <p className={styles.name}>
          <bdi>{file.name}</bdi>
        </p>
        <p className={styles.where}>
          {[size(file.size), useWhere(view)].filter((words) => words !== "").join(" · ")}
        </p>
        {children !== undefined && <p className={styles.where}>{children}</p>}
        {here?.is === "fetching" && <Bar thin of={file.size} pieces={[here.bytes]} />}
        <RefusalNote refusal={refusal} />
      </div>
      {view !== null && <Acts view={view} busy={snapshot.busy} actions={actions} />}
      {here?.is === "here" && !listed && (
        <div className={styles.preview}>
          <PreviewBox group={group} file={file} />
        </div>
      )}
    </div>
  );
}

/** Where it is known to be, in words. */
function useWhere(view: FileView | null): string {
  const { t } = useTranslation("files");
  const names = useNames();
  const size = useSize();
  if (view === null) return "";
  const { here, holders, removed, kept, author } = view;
  if (removed) return t(here.is === "here" ? "where.takenBackKept" : author.me ? "where.youTookBack" : "where.takenBack", { who: author.name });
  switch (here.is) {
    case "here":
      return [holders.length === 0 ? t("where.hereOnly") : t("where.here", { count: holders.length }), kept ? t("where.kept") : ""].filter((words) => words !== "").join(" · ");
    case "fetching":
      return [t("where.part", { have: size(here.bytes) }), here.from.length === 0 ? t("where.nobody") : t("where.from", { names: names(here.from, 3) })].join(" · ");
    case "stopped":
      return t("where.part", { have: size(here.bytes) });
    case "failed":
      return t("where.failed");
    case "absent":
      return holders.length === 0 ? t("where.unknown") : t("where.others", { count: holders.length });
  }
}

function Acts({ view, busy, actions }: { readonly view: FileView; readonly busy: boolean; readonly actions: FileActions }) {
  const { t } = useTranslation("files");
  const [asking, setAsking] = useState(false);
  const { here, removed, kept, author, name } = view;
  const more: MenuAct[] = [];
  if (!removed || here.is === "here") more.push({ id: "keep", name: t(kept ? "act.unkeep" : "act.keep"), icon: "save", onAct: () => actions.keep(!kept) });
  if (here.is === "here" || here.is === "stopped") more.push({ id: "clear", name: t("act.clear"), icon: "void", onAct: actions.clear });
  if (!removed) more.push({ id: "shelf", name: t("act.putOnShelf"), icon: "list", onAct: actions.putOnShelf });
  if (author.me && !removed) more.push({ id: "takeBack", name: t("act.takeBack"), icon: "undo", apart: true, onAct: () => setAsking(true) });
  return (
    <div className={styles.acts}>
      {!removed && (here.is === "absent" || here.is === "failed") && (
        <Button small onPress={actions.fetch}>
          {t("act.fetch")}
        </Button>
      )}
      {!removed && here.is === "stopped" && (
        <Button small onPress={actions.fetch}>
          {t("act.goOn")}
        </Button>
      )}
      {here.is === "fetching" && (
        <Button small onPress={actions.stop}>
          {t("act.stop")}
        </Button>
      )}
      {here.is === "here" && (
        <Button small kind="quiet" icon="save" onPress={actions.save} waits={busy ? "" : null}>
          {t("act.save")}
        </Button>
      )}
      {more.length > 0 && (
        <Menu label={t("act.more", { name })} acts={more}>
          <IconButton kind="quiet" small icon="more" label={t("act.more", { name })} />
        </Menu>
      )}
      <Dialog
        open={asking}
        title={t("takeBack.title")}
        keep={t("takeBack.keep")}
        act={t("takeBack.do")}
        onKeep={() => setAsking(false)}
        onAct={() => {
          setAsking(false);
          actions.takeBack();
        }}
      >
        {t("takeBack.text")}
      </Dialog>
    </div>
  );
}
