/** One meeting: its agenda with the motions in turn, who is there, who asks for the floor, and the minutes of all that. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { AddLine } from "../../design/AddLine.tsx";
import { Button, IconButton } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { Menu, type MenuAct } from "../../design/Menu.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { PeopleText } from "../../design/PeopleText.tsx";
import { Row, Rows } from "../../design/Rows.tsx";
import { Select } from "../../design/Select.tsx";
import { useWhen } from "../../design/Time.tsx";
import { classes } from "../../design/classes.ts";
import text from "../../design/text.module.css";
import type { MeetingItem } from "../../../shared/contract/snapshots.ts";
import { useMotionWords } from "../motions/motion-words.ts";
import { Attendance } from "./Attendance.tsx";
import type { MeetingActions, MeetingPageSnapshot } from "./meeting-page.ts";
import { Speakers } from "./Speakers.tsx";
import { useWithoutBallots } from "./without-ballots.ts";
import styles from "./Meetings.module.css";

interface MeetingProps {
  readonly snapshot: MeetingPageSnapshot;
  readonly actions: MeetingActions;
}

export function MeetingView({ snapshot, actions }: MeetingProps) {
  const { t } = useTranslation("meetings");
  const when = useWhen();
  const { group, meeting } = snapshot;
  const under = [when.at(meeting.at), ...(meeting.place === "" ? [] : [meeting.place]), t(meeting.ended !== null ? "state.over" : meeting.began !== null ? "state.on" : "state.called")].join(" · ");
  return (
    <Page
      title={meeting.title}
      peopleTitle
      crumbs={[{ name: t("agenda"), to: paths.place(group, "agenda") }, { name: t("title"), to: paths.meetings(group) }, { name: meeting.title }]}
      under={under}
      titleActs={
        meeting.iKeep && (
          <>
            {meeting.began === null && <Button onPress={actions.begin}>{t("begin")}</Button>}
            {meeting.began !== null && meeting.ended === null && <Button onPress={actions.end}>{t("end")}</Button>}
          </>
        )
      }
      marginPrints
      margin={
        <>
          <KeptBy snapshot={snapshot} actions={actions} />
          <Attendance snapshot={snapshot} actions={actions} />
        </>
      }
    >
      {meeting.about !== "" && (
        <div className={styles.lead}>
          <PeopleText text={meeting.about} size="post" />
        </div>
      )}
      <RefusalNote refusal={snapshot.refusal} />
      <Agenda snapshot={snapshot} actions={actions} />
      <Speakers snapshot={snapshot} actions={actions} />
      <Minutes snapshot={snapshot} actions={actions} />
    </Page>
  );
}

function KeptBy({ snapshot, actions }: MeetingProps) {
  const { t } = useTranslation("meetings");
  const locale = useLocale();
  const { keepers, iKeep } = snapshot.meeting;
  return (
    <Part title={t("keep.title")}>
      <p>{listWords(keepers.map(({ name }) => name), locale)}</p>
      {!iKeep && (
        <p className={styles.act}>
          <Button small onPress={actions.keep}>
            {t("keep.act")}
          </Button>
        </p>
      )}
      <p className={classes(text.small, styles.hint)}>{t("keep.what")}</p>
    </Part>
  );
}

function Agenda({ snapshot, actions }: MeetingProps) {
  const { t } = useTranslation("meetings");
  const { group, meeting, item, motions } = snapshot;
  return (
    <Part title={t("items.title")} aside={<Link href={paths.newMotion(group)}>{t("items.newMotion")}</Link>}>
      {meeting.agenda.length === 0 && <p className={styles.none}>{t("items.none")}</p>}
      <Rows label={t("items.title")}>
        {meeting.agenda.map((each, at) => (
          <Row key={each.id}>
            <OneItem group={group} meeting={meeting.id} item={each} number={at + 1} current={each.id === meeting.current && meeting.ended === null} keep={meeting.iKeep} motions={motions} actions={actions} />
          </Row>
        ))}
      </Rows>
      <AddLine label={t("items.new")} value={item.text} onChange={item.write} act={t("items.add")} onAdd={actions.addItem} />
    </Part>
  );
}

interface ItemProps {
  readonly group: string;
  readonly meeting: string;
  readonly item: MeetingItem;
  readonly number: number;
  readonly current: boolean;
  readonly keep: boolean;
  readonly motions: MeetingPageSnapshot["motions"];
  readonly actions: MeetingActions;
}

function OneItem({ group, meeting, item, number, current, keep, motions, actions }: ItemProps) {
  const { t } = useTranslation("meetings");
  const words = useMotionWords();
  const withoutBallots = useWithoutBallots();
  const acts: MenuAct[] = [
    ...(keep && !current ? [{ id: "take", name: t("items.take"), onAct: () => actions.take(item.id) }] : []),
    ...(keep || item.by.me ? [{ id: "strike", name: t("items.strike"), onAct: () => actions.strike(item.id) }] : []),
  ];
  return (
    <div className={styles.item}>
      <div className={styles.words}>
        <h3 className={classes(styles.title, current && styles.current)} dir="auto">
          {number}. {item.title}
          {current && <span className={styles.now}> · {t("items.current")}</span>}
        </h3>
        {item.motions.map((motion) => (
          <div key={motion.id} className={styles.sub}>
            <Link href={paths.motion(group, motion.id)}>{words.named(motion.title)}</Link> · {motion.outcome === null || !("roll" in motion.state) ? words.stateShort(motion.state) : words.outcomeShort(motion.outcome, motion.state.roll)}
            {withoutBallots(motion).map((said, at) => (
              <p key={at}>{said}</p>
            ))}
          </div>
        ))}
        {item.notes.map((note) => (
          <PeopleText key={`${note.by.id} ${note.time}`} text={note.text} size="post" />
        ))}
        {current && (
          <p className={styles.sub}>
            <Link href={paths.newMotionAt(group, meeting, item.id)}>{t("items.moveHere")}</Link>
          </p>
        )}
        {current && motions.length > 0 && (
          <div className={styles.act}>
            <Select label={t("items.motion")} value={null} onChange={(motion) => actions.addMotion(item.id, motion)} options={motions.map(({ id, title }) => ({ value: id, name: title }))} placeholder={t("items.choose")} />
          </div>
        )}
      </div>
      {acts.length > 0 && (
        <Menu label={t("items.more", { title: item.title })} acts={acts}>
          <IconButton kind="quiet" small icon="more" label={t("items.more", { title: item.title })} />
        </Menu>
      )}
    </div>
  );
}

function Minutes({ snapshot, actions }: MeetingProps) {
  const { t } = useTranslation("meetings");
  const { meeting, note } = snapshot;
  return (
    <Part title={t("minutes.part")}>
      {meeting.notes.map((each) => (
        <PeopleText key={`${each.by.id} ${each.time}`} text={each.text} size="post" />
      ))}
      {meeting.iKeep && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (note.text.trim() !== "") actions.addNote();
          }}
        >
          <TextArea label={t("minutes.note")} hint={t("minutes.noteHelp")} value={note.text} onChange={note.write} rows={2} people />
          <div className={text.line}>
            <Button small type="submit" waits={note.text.trim() === "" ? "" : null}>
              {t("minutes.addNote")}
            </Button>
          </div>
        </form>
      )}
      <p className={classes(styles.none, styles.hint)}>{t("minutes.what")}</p>
      <Button small kind={meeting.ended === null ? "outlined" : "first"} onPress={actions.minutes}>
        {t("minutes.make")}
      </Button>
    </Part>
  );
}
