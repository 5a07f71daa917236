/** The notices of one group on disk, so that nobody is told twice, also after a restart or a crash. */
import { utf8 } from "../../base/bytes.ts";
import { idBytes, idOf, type EntryId, type GroupId } from "../../base/ids.ts";
import { flag, id, record, whole, word } from "../../base/record.ts";
import { noticeKinds, type NoticeKind } from "../../contract/notices.ts";
import type { Storage } from "../../ports/storage.ts";

export interface Notice {
  readonly is: NoticeKind;
  /** The post, the motion, or what evidence is of. */
  readonly of: EntryId;
  readonly time: number;
  /** The person was told, or was looking. */
  readonly told: boolean;
}

/** Up to where the log was looked through, and since when anything is noticed at all. */
export interface Looked {
  readonly upTo: number;
  readonly since: number;
}

const largest = 2 ** 48;
const noticeCodec = record<Notice>({ is: [1, word(noticeKinds)], of: [2, id<EntryId>()], time: [3, whole(0, largest)], told: [4, flag] });
const lookedCodec = record<Looked>({ upTo: [1, whole(0, largest)], since: [2, whole(0, largest)] });
const lookedKey = utf8("looked");

export const noticeId = ({ is, of }: Pick<Notice, "is" | "of">): string => `${is}/${of}`;

export class NoticeStore {
  constructor(
    private readonly storage: Storage,
    private readonly group: GroupId,
  ) {}

  async looked(): Promise<Looked | null> {
    const bytes = await this.storage.get(this.#space("looked"), lookedKey);
    return bytes === null ? null : lookedCodec.decode(bytes);
  }

  async all(): Promise<readonly Notice[]> {
    const rows = await this.storage.range(this.#space("notices"));
    return rows.map(({ value }) => noticeCodec.decode(value)).filter((notice) => notice !== null);
  }

  save(notices: readonly Notice[], looked: Looked): Promise<void> {
    const writes = notices.map((notice) => ({ space: this.#space("notices"), key: utf8(noticeId(notice)), value: noticeCodec.encode(notice) }));
    return this.storage.commit([...writes, { space: this.#space("looked"), key: lookedKey, value: lookedCodec.encode(looked) }]);
  }

  async muted(): Promise<Set<EntryId>> {
    return new Set((await this.storage.range(this.#space("muted"))).map(({ key }) => idOf<EntryId>(key)));
  }

  mute(thread: EntryId, muted: boolean): Promise<void> {
    return this.storage.commit([{ space: this.#space("muted"), key: idBytes(thread), value: muted ? utf8("muted") : null }]);
  }

  #space(name: string): string {
    return `${name}/${this.group}`;
  }
}
