/** ID-5. The paper of this profile: what the roots of its groups follow from, whether it is written down, and which groups it covers. */
import { equal } from "../base/bytes.ts";
import { idBytes, type GroupId } from "../base/ids.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { IdentitySnapshot } from "../contract/identity-snapshot.ts";
import type { Refusal } from "../contract/refusals.ts";
import { signingKeys } from "../crypto/sodium.ts";
import { areRootWords, onPaper, paperBytes, readRootWords, readWords, rootOf, rootSeed, wordsOf } from "../governance/paper.ts";
import type { Random } from "../ports/random.ts";
import type { Group } from "./group.ts";
import type { PaperRecord, ProfileStore } from "./profile-store.ts";

/** So many words of the paper are asked for. */
export const wordsAsked = 3;

export class Paper {
  constructor(
    private readonly store: ProfileStore,
    private record: PaperRecord,
    private readonly groups: () => readonly Group[],
  ) {}

  /** A profile without one is given one, for the groups it founds and joins from then on. */
  static async read(store: ProfileStore, random: Random): Promise<PaperRecord> {
    const kept = await store.paper();
    const record = kept ?? { paper: random.bytes(paperBytes), written: null };
    if (kept === null) await store.savePaper(record);
    return record;
  }

  get bytes(): Uint8Array {
    return this.record.paper;
  }

  get written(): number | null {
    return this.record.written;
  }

  get words(): readonly string[] {
    return wordsOf(this.record.paper);
  }

  get snapshot(): IdentitySnapshot {
    const groups = this.groups().map((group) => ({ id: group.group as string, name: group.fold.assembly.governance.genesis?.name ?? "", covered: this.covers(group), here: group.keys.root.secretKey !== null }));
    return { written: this.record.written, groups };
  }

  /** Seeds for a group: its id's bytes, or the salt of one that is being founded. */
  seeds(fresh: Uint8Array, context: Uint8Array): Uint8Array {
    return onPaper(fresh, this.record.paper, context);
  }

  /** The person gives some words of it, by their places from one. */
  async confirm(answers: readonly { readonly place: number; readonly word: string }[], now: number): Promise<Result<null, Refusal>> {
    const { words } = this;
    const wrong = answers.find(({ place, word }) => words[place - 1] !== word.trim().toLowerCase());
    if (wrong !== undefined) return err({ kind: "OtherWord", place: wrong.place });
    if (new Set(answers.map(({ place }) => place)).size < wordsAsked) return err({ kind: "BadInput", detail: `answers: ${answers.length}` });
    await this.#save({ ...this.record, written: now });
    return ok(null);
  }

  /**
   * The person types the words of another machine. They become this profile's; where its own stand for groups, only with `replace`, for
   * these then have words each of their own. The roots of groups this machine was linked in come with them: given to `found`.
   * Words of one group bring its root alone.
   */
  async enter(typed: string, replace: boolean, now: number, found: (group: Group, root: Uint8Array) => Promise<void>): Promise<Result<{ groups: readonly string[] }, Refusal>> {
    if (areRootWords(typed)) return this.#enterRoot(typed, found);
    const read = readWords(typed);
    if (!read.ok) return read;
    if (!replace && !equal(read.value, this.record.paper) && this.groups().some((group) => this.covers(group))) return err({ kind: "OtherWords" });
    await this.#save({ paper: read.value, written: now });
    const groups: string[] = [];
    for (const group of this.groups()) {
      const context = this.#contextOf(group);
      if (context === null || group.keys.root.secretKey !== null) continue;
      await found(group, rootSeed(this.record.paper, context));
      groups.push(group.group);
    }
    return ok({ groups });
  }

  async #enterRoot(typed: string, found: (group: Group, root: Uint8Array) => Promise<void>): Promise<Result<{ groups: readonly string[] }, Refusal>> {
    const read = readRootWords(typed);
    if (!read.ok) return read;
    const { publicKey } = signingKeys(read.value);
    const [group] = this.groups().filter(({ keys }) => equal(keys.root.publicKey, publicKey));
    if (group === undefined) return err({ kind: "WordsOfNoGroup" });
    if (group.keys.root.secretKey === null) await found(group, read.value);
    return ok({ groups: [group.group] });
  }

  covers(group: Group): boolean {
    return this.#contextOf(group) !== null;
  }

  /** What the root of a group follows from: of one that was joined its id, of one that was founded its salt. */
  #contextOf(group: Group): Uint8Array | null {
    const contexts = [idBytes(group.group as GroupId), ...(group.salt === null ? [] : [group.salt])];
    return contexts.find((context) => equal(rootOf(this.record.paper, context).publicKey, group.keys.root.publicKey)) ?? null;
  }

  async #save(record: PaperRecord): Promise<void> {
    await this.store.savePaper(record);
    this.record = record;
  }
}
