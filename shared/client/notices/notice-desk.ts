/**
 * Notices what a person wants to be told of: who speaks to them, who answers them, votes that wait for them, deadlines
 * near, decisions, who cheats. Behind what changes, once each, and only of what happened since this machine began to look: a
 * newcomer who is given years of discussion is told of none of it, but of who cheated, since they chose the time they claim.
 */
import type { EntryId, MotionId } from "../../base/ids.ts";
import { hours, minutes } from "../../base/units.ts";
import { nameOf } from "../../governance/governance.ts";
import type { MotionRow } from "../../contract/snapshots.ts";
import type { Post } from "../../discussion/discussion.ts";
import { mentioned } from "../../discussion/mentions.ts";
import { isActKind } from "../../log/kind.ts";
import { namesVoters } from "../../poll/motion-kind.ts";
import type { Clock } from "../../ports/clock.ts";
import { contradictions } from "../evidence.ts";
import type { Changes } from "../group-fold.ts";
import type { GroupContext } from "../group-context.ts";
import { decidedAt } from "../views/chronicle.ts";
import { concernedBy, myReports } from "../views/decision-views.ts";
import { isOpen } from "../../record/motion-state.ts";
import { onPaperFor } from "../poll-driver.ts";
import { confirmBy, dueForConfirmation } from "../views/mandate-views.ts";
import { motionRows } from "../views/motion-views.ts";
import { noticeId, type Looked, type Notice, type NoticeStore } from "./notice-store.ts";

const pace = 200;
/** The clock may have been set, or the machine asleep, while a deadline came near. */
const patience = minutes(1);
/** Clocks of others may be behind by so much. */
const skew = minutes(10);
/** Entries are read back in nearly the order they were placed; so many before the mark are looked at again. */
const margin = 2000;
const near = hours(24);

export class NoticeDesk {
  readonly #notices = new Map<string, Notice>();
  readonly #posts = new Set<EntryId>();
  #looked: Looked | null = null;
  /** Acts came since evidence was last looked for. */
  #acts = true;
  #muted = new Set<EntryId>();
  #cancel: (() => void) | null = null;
  #looking: Promise<void> | null = null;
  #stopped = false;

  constructor(
    private readonly context: GroupContext,
    private readonly store: NoticeStore,
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  async begin(): Promise<void> {
    const { log } = this.context.group;
    const [looked, notices, muted] = [await this.store.looked(), await this.store.all(), await this.store.muted()];
    this.#muted = muted;
    for (const notice of notices) this.#take(notice);
    this.#looked = looked ?? { upTo: log.size, since: this.clock.now() - skew };
    let place = 0;
    for (const entry of log.placed()) if (place++ >= this.#looked.upTo - margin && !isActKind(entry.decoded.kind)) this.#posts.add(entry.id);
    this.#schedule(0);
  }

  noticed(changes: Changes): void {
    for (const id of changes.things) this.#posts.add(id);
    this.#acts ||= changes.acts;
    if (changes.acts || this.#posts.size > 0) this.#schedule(pace);
  }

  /** Newest first. */
  get all(): readonly Notice[] {
    return [...this.#notices.values()].sort((a, b) => b.time - a.time || (a.of < b.of ? 1 : -1));
  }

  isMuted(thread: EntryId): boolean {
    return this.#muted.has(thread);
  }

  async mute(thread: EntryId, muted: boolean): Promise<void> {
    await this.store.mute(thread, muted);
    if (muted) this.#muted.add(thread);
    else this.#muted.delete(thread);
    this.changed();
  }

  /** Durable before it is answered: whoever shows a notice after this shows it once. Answers those not told before. */
  async tell(ids: readonly string[]): Promise<readonly string[]> {
    const fresh = ids.filter((id) => this.#notices.get(id)?.told === false);
    const told = fresh.map((id) => ({ ...this.#notices.get(id)!, told: true }));
    for (const notice of told) this.#notices.set(noticeId(notice), notice);
    if (told.length > 0 && this.#looked !== null) await this.store.save(told, this.#looked);
    this.changed();
    return fresh;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#looking;
  }

  #take(notice: Notice): void {
    this.#notices.set(noticeId(notice), notice);
    if (notice.is === "mention") this.context.mentions.add(notice.of);
  }

  #schedule(wait: number): void {
    if (this.#looked === null || this.#stopped) return;
    if (wait < patience) this.#cancel?.();
    this.#cancel = this.clock.after(wait, () => {
      this.#looking = this.#look().finally(() => {
        this.#looking = null;
        this.#schedule(this.#posts.size > 0 ? pace : this.#untilNear());
      });
    });
  }

  /** A deadline comes near without anything changing. */
  #untilNear(): number {
    const now = this.clock.now();
    const motions = motionRows(this.context);
    const coming = [...motions.map((row) => (row.state.is === "open" ? nearFrom(row) - now : 0)), ...myReports(this.context, motions).map(({ due }) => due - near - now)];
    const { mandates } = this.context.group.fold.assembly;
    for (const office of mandates.offices(null)) coming.push((confirmBy(mandates, office) ?? now) - now);
    return Math.min(patience, ...coming.filter((wait) => wait > 0));
  }

  async #look(): Promise<void> {
    const looked = { upTo: this.context.group.log.size, since: this.#looked!.since };
    const moved = looked.upTo !== this.#looked!.upTo;
    const motions = motionRows(this.context);
    const found = [...this.#posts].flatMap((id) => [...this.#ofPost(id), ...this.#ofReview(id)]).concat(motions.flatMap((row) => this.#ofMotion(row)), this.#ofReports(motions), this.#ofRenewals(), this.#acts ? this.#ofEvidence() : []);
    this.#posts.clear();
    this.#acts = false;
    const fresh = found.filter((notice) => notice.time >= looked.since && !this.#notices.has(noticeId(notice)));
    this.#looked = looked;
    for (const notice of fresh) this.#take(notice);
    try {
      if (fresh.length > 0 || moved) await this.store.save(fresh, looked);
    } catch {
      this.#stopped = true; // the disk failed, or the profile was locked: noticed again when it is opened
    }
    if (fresh.length > 0) this.changed();
  }

  #ofPost(id: EntryId): readonly Notice[] {
    const { discussion } = this.context.group.fold;
    const { me } = this.context.group;
    const post = discussion.posts.get(id);
    if (post === undefined || post.author === me || post.retracted || this.#muted.has(post.thread) || this.context.muted.has(post.author)) return [];
    const { time } = post;
    const answered = post.replyTo === null ? undefined : discussion.posts.get(post.replyTo);
    if (answered?.author === me) return [{ is: "reply", of: id, time, told: false }];
    const members = [...this.context.governance.members.values()].map((member) => ({ id: member.id, name: nameOf(member) }));
    const speaksToMe = mentioned(post.texts[post.texts.length - 1]!.text, members).has(me);
    if (speaksToMe) return [{ is: "mention", of: id, time, told: false }];
    const is = this.#underMandate(post);
    return is === null ? [] : [{ is, of: id, time, told: false }];
  }

  /** MAN-8. Below a mandate a delegate reports to all, and what others write there is for the delegate. */
  #underMandate({ thread, author }: Pick<Post, "thread" | "author">): "mandateReport" | "criticism" | null {
    const { motions, mandates } = this.context.group.fold.assembly;
    const view = motions.get(thread as string as MotionId)?.view;
    const elected = view?.motion.record.kind === "mandate" ? mandates.electedBy(view, null) : [];
    return elected.includes(author) ? "mandateReport" : elected.includes(this.context.group.me) ? "criticism" : null;
  }

  /** DEED-4. Of what concerns me. */
  #ofReview(id: EntryId): readonly Notice[] {
    const { me } = this.context.group;
    const review = this.context.group.fold.deeds.review(id);
    if (review === null || review.author === me || !concernedBy(this.context, review).has(me)) return [];
    return [{ is: "review", of: id, time: review.time, told: false }];
  }

  /** DEED-3. A day before one is due, or late. */
  #ofReports(motions: readonly MotionRow[]): readonly Notice[] {
    const now = this.clock.now();
    return myReports(this.context, motions).flatMap(({ of, due }) => (due - near <= now ? [{ is: "report" as const, of, time: now, told: false }] : []));
  }

  /** MAN-1. Once for each certificate, those who can confirm whoever holds the office. */
  #ofRenewals(): readonly Notice[] {
    const { mandates } = this.context.group.fold.assembly;
    const due = mandates.offices(null).filter((office) => dueForConfirmation(this.context, mandates, office) !== null && mandates.constituents(office, null).has(this.context.group.me));
    return due.map((office) => ({ is: "renewal", of: mandates.holders(office, null)[0]!.view.id as string as EntryId, time: this.clock.now(), told: false }));
  }

  /** LOG-7, POLL-2, POLL-5. */
  #ofEvidence(): readonly Notice[] {
    const now = this.clock.now();
    return contradictions(this.context).map(({ of }) => ({ is: "evidence", of, time: now, told: false }));
  }

  /** MEM-4. Whom a motion is to remove or recall has no vote on it, and answers only what they hear of. */
  #takesFromMe({ id, kind }: MotionRow): boolean {
    if (kind !== "expulsion" && kind !== "recall") return false;
    const { fold, me } = this.context.group;
    return fold.assembly.motions.get(id as string as MotionId)?.view.motion.record.names[0] === me;
  }

  #ofMotion(row: MotionRow): readonly Notice[] {
    const of = row.id as EntryId;
    if (namesVoters(row.kind) || this.#muted.has(of)) return [];
    const notice = (is: Notice["is"], time: number): Notice => ({ is, of, time, told: false });
    if (row.state.is === "certified") return [notice("decided", decidedAt(this.context.group.fold.assembly.motions.get(of as string as MotionId)!.view))];
    const paper = onPaperFor(this.context.group.fold.assembly.motions.get(of as string as MotionId)!, this.context.group.me);
    if (paper !== null && isOpen(row.state)) return [notice("onPaper", this.clock.now())];
    if (row.state.is !== "open" || row.myBallot !== null) return [];
    if (this.#takesFromMe(row)) return [notice("vote", row.opened)];
    if (!row.iVote) return [];
    const now = this.clock.now();
    const closes = nearFrom(row) <= now && now < row.deadline ? [notice("deadline", now)] : [];
    return [...(row.mover.me ? [] : [notice("vote", row.opened)]), ...closes];
  }
}

const nearFrom = ({ opened, deadline }: MotionRow): number => deadline - Math.min(near, (deadline - opened) / 4);
