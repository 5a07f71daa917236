/** Notices as the agenda and the system show them. */
import type { EntryId, MotionId } from "../../base/ids.ts";
import type { NoticeRow, NoticesSnapshot } from "../../contract/notices.ts";
import { inReadingOrder } from "../../discussion/discussion.ts";
import { contradictions, type Contradiction } from "../evidence.ts";
import type { GroupContext } from "../group-context.ts";
import type { NoticeDesk } from "../notices/notice-desk.ts";
import { noticeId, type Notice } from "../notices/notice-store.ts";
import { myReports } from "./decision-views.ts";
import { motionRows } from "./motion-views.ts";

const most = 30;
const excerptLength = 200;

export function noticesSnapshot(context: GroupContext, desk: NoticeDesk): NoticesSnapshot {
  const motions = new Map(motionRows(context).map((row) => [row.id, row] as const));
  const evidence = new Map(desk.all.some(({ is }) => is === "evidence") ? contradictions(context).map((one) => [one.of, one] as const) : []);
  const rowOf = (notice: Notice): NoticeRow | null => {
    const { is, of, time } = notice;
    const id = noticeId(notice);
    if (is === "mention" || is === "reply" || is === "mandateReport" || is === "criticism") return postRow(context, { is, time, id }, of);
    if (is === "report" || is === "review") return deedRow(context, { is, time, id }, of);
    if (is === "evidence") return evidenceRow(context, { is, time, id }, evidence.get(of));
    const motion = motions.get(of);
    if (motion === undefined) return null;
    const needsMe = is !== "decided" && motion.state.is === "open" && motion.iVote && motion.myBallot === null;
    return { id, is, time, page: { is: "motion", id: of, title: motion.title }, post: null, who: motion.mover, text: "", needsMe };
  };
  const newest = desk.all.slice(0, most).map((notice) => ({ told: notice.told, row: rowOf(notice) }));
  const rows = newest.flatMap(({ row }) => (row === null ? [] : [row]));
  const fresh = newest.flatMap(({ row, told }) => (row === null || told ? [] : [row])).reverse();
  return { rows, fresh };
}

/** On the page of a decision: a report I owe, or a review of what concerns me. */
function deedRow(context: GroupContext, notice: Pick<NoticeRow, "id" | "is" | "time">, of: EntryId): NoticeRow | null {
  const { deeds, assembly } = context.group.fold;
  const review = deeds.review(of);
  const about = review?.of ?? of;
  const decision = assembly.motions.get((deeds.report(about)?.motion ?? about) as string as MotionId);
  if (decision === undefined) return null;
  const { id, motion } = decision.view;
  const needsMe = notice.is === "report" && myReports(context, motionRows(context)).some((owed) => owed.of === of);
  return { ...notice, page: { is: "decision", id, title: motion.record.title }, post: null, who: context.ref(review?.author ?? context.group.me), text: "", needsMe };
}

function evidenceRow(context: GroupContext, notice: Pick<NoticeRow, "id" | "is" | "time">, one: Contradiction | undefined): NoticeRow | null {
  if (one === undefined) return null;
  const { what, member } = one;
  return { ...notice, page: { is: "evidence", deed: what.is, title: what.is === "forked" ? "" : what.title }, post: null, who: context.ref(member), text: "", needsMe: false };
}

function postRow(context: GroupContext, notice: Pick<NoticeRow, "id" | "is" | "time">, of: EntryId): NoticeRow | null {
  const { discussion } = context.group.fold;
  const post = discussion.posts.get(of);
  if (post === undefined || post.retracted) return null;
  const mark = context.read.get(post.thread);
  const read = mark === undefined ? undefined : discussion.posts.get(mark);
  const page = context.discussed(post.thread);
  if (page === null) return null;
  return {
    ...notice,
    page,
    post: of,
    who: context.ref(post.author),
    text: post.texts[post.texts.length - 1]!.text.slice(0, excerptLength),
    needsMe: read === undefined || inReadingOrder(post, read) > 0,
  };
}
