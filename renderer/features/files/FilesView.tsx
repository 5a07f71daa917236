/** All files of a group, newest first: whose, where it was shared, where it is, what one can do with it; and the room they take. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { noticePath, paths } from "../../app/paths.ts";
import { Button, LinkButton } from "../../design/Button.tsx";
import { Empty } from "../../design/Empty.tsx";
import { TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { MemberName } from "../../design/Person.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { Select } from "../../design/Select.tsx";
import { useSize } from "../../design/size.ts";
import { Time } from "../../design/Time.tsx";
import type { FileRow as FileRowSnapshot } from "../../../shared/contract/file-snapshots.ts";
import { SetAside } from "../aside/SetAside.tsx";
import { useFileActs } from "./file-model.ts";
import { FileRow } from "./FileRow.tsx";
import { fileKinds, fileStates, type FilesActions, type FilesPageSnapshot } from "./files-model.ts";
import styles from "./Files.module.css";

interface FilesProps {
  readonly snapshot: FilesPageSnapshot;
  readonly actions: FilesActions;
}

export function FilesView({ snapshot, actions }: FilesProps) {
  const { t } = useTranslation("files");
  const { group, files, found, all, aside, beforeYou } = snapshot;
  const under = beforeYou === null ? {} : { under: beforeYou };
  if (all === 0) {
    return (
      <Page title={t("title")} {...under}>
        <Empty title={t("empty.title")} acts={<LinkButton to={paths.place(group, "discussions")}>{t("empty.act")}</LinkButton>}>
          {t("empty")}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t("title")} margin={<Room snapshot={snapshot} />} {...under}>
      <search className={styles.looking}>
        <Looking snapshot={snapshot} actions={actions} />
      </search>
      <p role="status" className={styles.found}>
        {t("found", { count: found })}
      </p>
      <Rows label={t("title")}>
        {files.map((file) => (
          <Row key={file.id}>
            <OneFile group={group} file={file} />
          </Row>
        ))}
      </Rows>
      {found > files.length && <Button onPress={actions.showMore}>{t("more")}</Button>}
      <SetAside rows={aside} />
    </Page>
  );
}

function Looking({ snapshot: { looked }, actions }: FilesProps) {
  const { t } = useTranslation("files");
  return (
    <>
      <TextField label={t("look.name")} labelHidden placeholder={t("look.name")} value={looked.name} onChange={(name) => actions.look({ name })} />
      <Select plain labelHidden label={t("look.kind")} value={looked.kind} onChange={(kind) => actions.look({ kind })} options={fileKinds.map((value) => ({ value, name: t(`kind.${value}`) }))} />
      <Select plain labelHidden label={t("look.state")} value={looked.state} onChange={(state) => actions.look({ state })} options={fileStates.map((value) => ({ value, name: t(`state.${value}`) }))} />
    </>
  );
}

/** Nothing is shown of what is in them: a list may hold hundreds. */
function OneFile({ group, file }: { readonly group: string; readonly file: FileRowSnapshot }) {
  const { t } = useTranslation("files");
  const { actions, busy, refusal } = useFileActs(group, file);
  return (
    <div data-item="">
      <FileRow snapshot={{ group, file, view: file, busy, refusal }} actions={actions} listed>
        <MemberName member={file.author} /> · <Time at={file.time} as="short" />
        {file.where !== null && (
          <>
            {" · "}
            <Link href={noticePath(group, { page: file.where, post: file.where.post })} dir="auto">
              {file.where.title || t("where.untitled")}
            </Link>
          </>
        )}
      </FileRow>
    </div>
  );
}

function Room({ snapshot: { bytesHere, clearable, quota, auto } }: Pick<FilesProps, "snapshot">) {
  const { t } = useTranslation("files");
  const size = useSize();
  return (
    <Part title={t("room")}>
      <p>{t("room.here", { size: size(bytesHere) })}</p>
      <p>{t("room.clearable", { size: size(clearable), quota: size(quota) })}</p>
      <p>{t("room.auto", { size: size(auto) })}</p>
      <p>
        <Link href={paths.settings}>{t("room.change")}</Link>
      </p>
    </Part>
  );
}
