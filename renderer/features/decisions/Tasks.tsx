/** The tasks of a decision: anyone adds one, whoever wants to takes it, who took it says when it is done. */
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { AddLine } from "../../design/AddLine.tsx";
import { Button, IconButton } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Menu, type MenuAct } from "../../design/Menu.tsx";
import { Part } from "../../design/Part.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import text from "../../design/text.module.css";
import type { CommandOf } from "../../../shared/contract/answers.ts";
import type { TaskRow } from "../../../shared/contract/snapshots.ts";
import type { DecisionPageSnapshot, TaskActions } from "./decision-page.ts";
import styles from "./Decisions.module.css";

type Say = TaskActions["sayOfTask"];

export function Tasks({ snapshot, actions }: { readonly snapshot: Pick<DecisionPageSnapshot, "decision" | "task" | "refusals">; readonly actions: TaskActions }) {
  const { t } = useTranslation("decisions");
  const { decision, task, refusals } = snapshot;
  const { list, tasks } = decision;
  return (
    <Part title={t("tasks.title")} {...(tasks.all > 0 && { count: t("tasks.count", { open: tasks.open, count: tasks.all }) })}>
      {list.length === 0 ? (
        <p className={styles.none}>{t("tasks.none")}</p>
      ) : (
        <Rows label={t("tasks.title")}>
          {list.map((row) => (
            <Row key={row.id}>
              <OneTask task={row} say={actions.sayOfTask} />
            </Row>
          ))}
        </Rows>
      )}
      <AddLine label={t("tasks.new")} value={task.text} onChange={task.write} act={t("tasks.add")} onAdd={actions.addTask} />
      <RefusalNote refusal={refusals.tasks} />
    </Part>
  );
}

function OneTask({ task, say }: { readonly task: TaskRow; readonly say: Say }) {
  const { t } = useTranslation("decisions");
  const settled = task.done !== null || task.dropped !== null;
  const mine = task.holders.some(({ me }) => me);
  const more = useMore(task, say);
  return (
    <div className={styles.task}>
      <div className={styles.words}>
        <span className={classes(styles.name, settled && text.faint)} dir="auto">
          {task.title}
        </span>
        {task.note !== "" && (
          <span className={text.dim} dir="auto">
            {task.note}
          </span>
        )}
        <span className={styles.sub}>
          <How task={task} />
        </span>
        {task.notes.map((note) => (
          <span key={`${note.by.id} ${note.time}`} className={styles.sub}>
            <bdi>{note.by.name}</bdi>: <bdi>{note.text}</bdi>
          </span>
        ))}
      </div>
      <div className={text.line}>
        {!settled && mine && (
          <Button small onPress={() => say(task.id, "done")}>
            {t("tasks.finish")}
          </Button>
        )}
        {!settled && !mine && (
          <Button small onPress={() => say(task.id, "take")}>
            {t(task.holders.length === 0 ? "tasks.take" : "tasks.join")}
          </Button>
        )}
        {more.length > 0 && (
          <Menu label={t("tasks.more", { title: task.title })} acts={more}>
            <IconButton kind="quiet" small icon="more" label={t("tasks.more", { title: task.title })} />
          </Menu>
        )}
      </div>
    </div>
  );
}

/** Who has it, or what became of it. */
function How({ task }: { readonly task: TaskRow }) {
  const { t } = useTranslation("decisions");
  const names = useNames();
  const when = useWhen();
  const { holders, done, dropped } = task;
  if (dropped !== null) return <>{t("tasks.dropped", { name: names([dropped.by]), date: when.date(dropped.time) })}</>;
  if (done !== null) return <>{t("tasks.done", { name: names([done.by]), date: when.date(done.time) })}</>;
  return <>{holders.length === 0 ? t("tasks.free") : t("tasks.taken", { names: names(holders) })}</>;
}

function useMore({ id, holders, done, dropped, may }: TaskRow, say: Say): readonly MenuAct[] {
  const { t } = useTranslation("decisions");
  const acts: MenuAct[] = [];
  const add = (name: string, word: CommandOf<"task.say">["word"], member?: string): void => void acts.push({ id: `${word} ${member ?? ""}`, name, onAct: () => say(id, word, member) });
  if (dropped !== null) {
    if (may.drop) add(t("tasks.restore"), "restore");
    return acts;
  }
  if (done !== null) {
    if (may.finish) add(t("tasks.open"), "open");
    return acts;
  }
  const mine = holders.some(({ me }) => me);
  if (mine) add(t("tasks.leave"), "leave");
  if (!mine && may.finish) add(t("tasks.finish"), "done");
  if (may.release) for (const holder of holders.filter(({ me }) => !me)) add(t("tasks.release", { name: holder.name }), "release", holder.id);
  if (may.drop) add(t("tasks.drop"), "drop");
  return acts;
}
