/**
 * DEED-1…4. What is written about decisions, as a fold: the same entries give the same tasks, reports and reviews whatever
 * the order of arrival. It keeps what was said and by whom; what that comes to, course.ts works out of it, so that nothing
 * here depends on which of two entries came first.
 */
import type { EntryId } from "../base/ids.ts";
import { append, takeAll } from "../base/lists.ts";
import { inReadingOrder, insertInOrder, type Written } from "../discussion/discussion.ts";
import { kinds } from "../log/kind.ts";
import { answerCodec, offerCodec, replyCodec, reportCodec, reviewCodec, taskCodec, taskWordCodec, type AnswerRecord, type OfferRecord, type ReplyRecord, type ReportRecord, type ReviewRecord, type TaskRecord, type TaskWordRecord } from "./records.ts";

export type TaskWord = Written & Pick<TaskWordRecord, "word" | "member" | "note">;

export interface Task extends Written, TaskRecord {
  /** In reading order. */
  readonly words: readonly TaskWord[];
}

export interface Offer extends Written, OfferRecord {
  /** In reading order, of whomever it was made to: others have no say in it. */
  readonly answers: readonly (Written & Pick<AnswerRecord, "accepts">)[];
}

export type Report = Written & ReportRecord;

export interface Review extends Written, ReviewRecord {
  /** In reading order. */
  readonly replies: readonly (Written & Pick<ReplyRecord, "text">)[];
}

/** Everything said about one decision, each in reading order. */
export interface Course {
  readonly tasks: readonly Task[];
  readonly offers: readonly Offer[];
  readonly reports: readonly Report[];
}

export type DeedVoid = "Malformed" | "NotAuthor";
type Voids = readonly { readonly id: EntryId; readonly reason: DeedVoid }[];

interface GrowingTask extends Task {
  readonly words: TaskWord[];
}
interface GrowingOffer extends Offer {
  readonly answers: (Written & { readonly accepts: boolean })[];
}
interface GrowingReview extends Review {
  readonly replies: (Written & { readonly text: string })[];
}
interface GrowingCourse {
  readonly tasks: GrowingTask[];
  readonly offers: GrowingOffer[];
  readonly reports: Report[];
}

/** What is about something that is not here yet waits for it (LOG-5). */
type Touch = { readonly by: Written } & (
  | ({ readonly is: "word" } & TaskWordRecord)
  | ({ readonly is: "answer" } & AnswerRecord)
  | ({ readonly is: "reply" } & ReplyRecord)
);

const nothing: Course = { tasks: [], offers: [], reports: [] };

export class Deeds {
  readonly #courses = new Map<EntryId, GrowingCourse>();
  readonly #tasks = new Map<EntryId, GrowingTask>();
  readonly #offers = new Map<EntryId, GrowingOffer>();
  readonly #reports = new Map<EntryId, Report>();
  readonly #reviews = new Map<EntryId, GrowingReview>();
  readonly #reviewsOf = new Map<EntryId, GrowingReview[]>();
  readonly #early = new Map<EntryId, Touch[]>();

  of(motion: EntryId): Course {
    return this.#courses.get(motion) ?? nothing;
  }

  task(id: EntryId): Task | null {
    return this.#tasks.get(id) ?? null;
  }

  offer(id: EntryId): Offer | null {
    return this.#offers.get(id) ?? null;
  }

  report(id: EntryId): Report | null {
    return this.#reports.get(id) ?? null;
  }

  review(id: EntryId): Review | null {
    return this.#reviews.get(id) ?? null;
  }

  /** Reviews of a motion or a report, in reading order. */
  reviewsOf(id: EntryId): readonly Review[] {
    return this.#reviewsOf.get(id) ?? [];
  }

  /** Everything that words, answers and replies are about, in reading order. */
  all(): readonly (Task | Offer | Report | Review)[] {
    return [this.#tasks, this.#offers, this.#reports, this.#reviews].flatMap((some) => [...some.values()] as (Task | Offer | Report | Review)[]).sort(inReadingOrder);
  }

  /** Gives an entry effect; answers the entries found to have none: this one, or earlier ones that had waited for it. */
  add(by: Written, kind: number, record: Uint8Array): Voids {
    return this.#add(by, kind, record) ?? [{ id: by.id, reason: "Malformed" }];
  }

  #add(by: Written, kind: number, bytes: Uint8Array): Voids | null {
    switch (kind) {
      case kinds.task: {
        const said = taskCodec.decode(bytes);
        return said && this.#keep(this.#tasks, this.#course(said.motion).tasks, { ...by, ...said, words: [] });
      }
      case kinds.offer: {
        const said = offerCodec.decode(bytes);
        return said && this.#keep(this.#offers, this.#course(said.motion).offers, { ...by, ...said, answers: [] });
      }
      case kinds.report: {
        const said = reportCodec.decode(bytes);
        return said && this.#keep(this.#reports, this.#course(said.motion).reports, { ...by, ...said });
      }
      case kinds.review: {
        const said = reviewCodec.decode(bytes);
        return said && this.#keep(this.#reviews, listIn(this.#reviewsOf, said.of), { ...by, ...said, replies: [] });
      }
      case kinds.taskWord: {
        const said = taskWordCodec.decode(bytes);
        return said && (said.word === "release") === (said.member !== undefined) ? this.#touch(said.task, { by, is: "word", ...said }) : null;
      }
      case kinds.answer: {
        const said = answerCodec.decode(bytes);
        return said && this.#touch(said.offer, { by, is: "answer", ...said });
      }
      case kinds.reply: {
        const said = replyCodec.decode(bytes);
        return said && this.#touch(said.review, { by, is: "reply", ...said });
      }
      default:
        return null;
    }
  }

  #course(motion: EntryId): GrowingCourse {
    let course = this.#courses.get(motion);
    if (course === undefined) this.#courses.set(motion, (course = { tasks: [], offers: [], reports: [] }));
    return course;
  }

  #keep<T extends Written>(byId: Map<EntryId, T>, inOrder: T[], thing: T): Voids {
    byId.set(thing.id, thing);
    insertInOrder(inOrder, thing);
    return takeAll(this.#early, thing.id).flatMap((touch) => this.#touch(thing.id, touch));
  }

  #touch(on: EntryId, touch: Touch): Voids {
    const reason = this.#effect(on, touch);
    return reason === null ? [] : [{ id: touch.by.id, reason }];
  }

  #effect(on: EntryId, touch: Touch): DeedVoid | null {
    const { by } = touch;
    const [task, offer, review] = [this.#tasks.get(on), this.#offers.get(on), this.#reviews.get(on)];
    if (task === undefined && offer === undefined && review === undefined && !this.#reports.has(on)) append(this.#early, on, touch);
    else if (touch.is === "word" && task !== undefined) insertInOrder(task.words, { ...by, word: touch.word, note: touch.note, ...(touch.member !== undefined && { member: touch.member }) });
    else if (touch.is === "reply" && review !== undefined) insertInOrder(review.replies, { ...by, text: touch.text });
    else if (touch.is === "answer" && offer !== undefined) {
      if (by.author !== offer.to) return "NotAuthor";
      insertInOrder(offer.answers, { ...by, accepts: touch.accepts });
    } else return "Malformed";
    return null;
  }
}

function listIn<K, V>(map: Map<K, V[]>, key: K): V[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}

/** For the state hash: everything said, in canonical order. */
export function deedsState(deeds: Deeds): readonly string[] {
  return deeds.all().map((thing) => {
    const said = "words" in thing ? thing.words : "answers" in thing ? thing.answers : "replies" in thing ? thing.replies : [];
    return [thing.id, ...said.map(({ id }) => id)].join();
  });
}
