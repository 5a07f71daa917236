/**
 * Tells of what is new by the system, where the person chose so: only while the window is not looked at, each thing once.
 * Unless they chose words too, nothing of them leaves the app, since a locked screen shows such notices.
 */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useSnapshot } from "../engine/snapshot.ts";
import { useNoticeWords } from "../features/notices/notice-words.ts";
import { useRun } from "../engine/run.ts";
import { usePreferences } from "./preferences.tsx";
import { noticePath } from "./paths.ts";
import type { NoticeRow } from "../../shared/contract/notices.ts";
import type { GroupRow } from "../../shared/contract/snapshots.ts";

/** More than so many at once are told as a number. */
const severally = 3;

export function SystemNotices({ groups }: { readonly groups: readonly GroupRow[] }) {
  return groups.map((group) => <OfGroup key={group.id} group={group} />);
}

function OfGroup({ group }: { readonly group: GroupRow }) {
  const run = useRun();
  const [, go] = useLocation();
  const { t } = useTranslation("notices");
  const told = useNoticeWords();
  const { tellMe, tellKinds } = usePreferences();
  const fresh = useSnapshot({ query: "notices", group: group.id })?.fresh;
  /** What the engine was asked about from here. */
  const asked = useRef(new Set<string>());

  useEffect(() => {
    const ids = (fresh ?? []).flatMap(({ id }) => (asked.current.has(id) ? [] : [id]));
    if (!fresh || ids.length === 0) return;
    for (const id of ids) asked.current.add(id);
    void run({ type: "notices.tell", group: group.id, notices: ids }).then((done) => {
      if (!done.ok || tellMe === "off" || document.hasFocus()) return;
      const first = new Set(done.value.fresh);
      const wanted = fresh.filter(({ id, is }) => first.has(id) && tellKinds.includes(is));
      const say = (tag: string, words: { title: string; body: string }, path: string): void => show(tag, words, () => go(path));
      if (wanted.length > severally) say(group.id, { title: tellMe === "words" ? group.name : "Veche", body: t("many", { count: wanted.length }) }, `/g/${group.id}/agenda`);
      else for (const row of wanted) say(row.id, tellMe === "words" ? wordsOf(row) : { title: "Veche", body: t(`plain.${row.is}`) }, noticePath(group.id, row));
    });

    function wordsOf(row: NoticeRow): { title: string; body: string } {
      return { title: told(row, row.who.name), body: row.text };
    }
  }, [fresh, run, group, tellMe, tellKinds, t, told, go]);
  return null;
}

function show(tag: string, { title, body }: { readonly title: string; readonly body: string }, open: () => void): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const notice = new Notification(title, { body, tag });
  notice.onclick = () => {
    window.focus();
    open();
    notice.close();
  };
}

/** Asks the system once; false when it does not let us. */
export async function allowNotices(): Promise<boolean> {
  if (!("Notification" in window)) return false;
  return Notification.permission === "granted" || (await Notification.requestPermission()) === "granted";
}
