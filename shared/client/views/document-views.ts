/** Documents as lists and pages show them. Parts that did not change keep their identity. */
import type { EntryId, MemberId } from "../../base/ids.ts";
import { minutes } from "../../base/units.ts";
import type { CommentView, DocumentRow, DocumentSnapshot, MemberRef, VersionRow } from "../../contract/snapshots.ts";
import type { Comment } from "../../document/documents.ts";
import { attestersOf } from "../../document/snapshots.ts";
import { inReadingOrder } from "../../discussion/discussion.ts";
import type { TextDocument } from "../../document/text-document.ts";
import type { UpdateNode } from "../../document/update-graph.ts";
import type { DocumentDesk } from "../document-desk.ts";
import type { GroupContext } from "../group-context.ts";

/** The one with the newest change first. */
export function documentRows(context: GroupContext): readonly DocumentRow[] {
  return [...context.group.fold.documents.all.values()]
    .sort((a, b) => inReadingOrder(b.last, a.last))
    .map(({ id, title, folder, author, time, last, comments }) => ({
      id,
      title,
      folder,
      author: context.ref(author),
      created: time,
      last: { author: context.ref(last.author), time: last.time },
      comments: comments.filter((c) => !c.resolved).length,
    }));
}

const notRead: readonly Uint8Array[] = [];

export function documentSnapshot(context: GroupContext, desk: DocumentDesk, id: EntryId): DocumentSnapshot | null {
  const document = context.group.fold.documents.all.get(id);
  if (document === undefined) return null;
  const { title, folder, text } = document;
  const loading = desk.reading(text);
  const pending = loading === null ? desk.pending(text) : [];
  const preview = loading === null ? null : (desk.snapshots?.preview(id) ?? null);
  const { view } = text;
  return {
    id,
    title,
    folder,
    client: view.next(context.group.own.device).client,
    generation: desk.generation(text),
    updates: loading === null || text.isRestored ? text.updates : notRead,
    authors: [...new Map([...(preview?.authors ?? []), ...view.authors(), ...pending.map(({ client, device }) => [client, device] as const)])].flatMap(([client, device]) => {
      const member = memberOf(context, device);
      return member === null ? [] : [{ client, member }];
    }),
    live: pending.flatMap(({ device, bytes }) => {
      const member = memberOf(context, device);
      return member === null ? [] : [{ member, update: bytes }];
    }),
    carets: [...desk.carets(text)].flatMap(([device, caret]) => {
      const member = memberOf(context, device);
      return member === null ? [] : [{ member, caret }];
    }),
    comments: document.comments.map((comment) => commentView(context, comment)),
    evidence: [
      ...[...text.voids.values()].map(({ device, time, reason }) => ({ member: memberOf(context, device), time, reason })),
      ...(desk.snapshots?.untrue(id) ?? []).map(({ member, time, reason }) => ({ member: context.ref(member), time, reason })),
    ],
    reachedMembers: reachedMembers(context, text),
    loading,
    preview: preview === null ? null : { updates: preview.updates, attesters: attestersOf(preview.snapshot).size },
  };
}

function reachedMembers(context: GroupContext, { graph }: TextDocument): number | null {
  const own = graph.lastOf(context.group.own.device, graph.whole);
  return own.length === 0 ? null : context.reachedBy()(Math.max(...own.map(({ seq }) => seq)));
}

function memberOf(context: GroupContext, device: UpdateNode["device"]): MemberRef | null {
  const member = context.governance.memberOf(device);
  return member === null ? null : context.ref(member.id);
}

function commentView(context: GroupContext, { id, author, time, record, resolved }: Comment): CommentView {
  const { from, to, quote, text } = record;
  const replies = context.group.fold.discussion.threads.get(id)?.posts.length ?? 0;
  return { id, author: context.ref(author), time, from, to, quote, text, resolved, replies };
}

/** A pause this long ends what is shown as one version. */
const pause = minutes(5);

/** DOC-5. Newest first. */
export function documentHistory(context: GroupContext, desk: DocumentDesk, id: EntryId): readonly VersionRow[] {
  const document = context.group.fold.documents.all.get(id);
  if (document === undefined || desk.reading(document.text) !== null) return [];
  const { sorted } = document.text.graph;
  const known = versions.get(document.text);
  const goesOn = known !== undefined && known.count <= sorted.length && sorted[known.count - 1] === known.last && known.rows.every(({ author }) => author === context.ref(author.id as MemberId));
  if (goesOn && known.count === sorted.length) return known.rows;
  const rows = versionsOf(goesOn ? [...known.rows].reverse() : [], goesOn ? sorted.slice(known.count) : sorted, (device) => memberOf(context, device) ?? { id: "", name: "?", me: false });
  versions.set(document.text, { count: sorted.length, last: sorted[sorted.length - 1], rows });
  return rows;
}

/** What was made of a text's updates so far, up to the last of them. */
interface Versions {
  readonly count: number;
  readonly last: UpdateNode | undefined;
  readonly rows: readonly VersionRow[];
}

const versions = new WeakMap<TextDocument, Versions>();

function versionsOf(before: readonly VersionRow[], nodes: readonly UpdateNode[], author: (device: UpdateNode["device"]) => MemberRef): readonly VersionRow[] {
  const out = [...before];
  for (const { id, device, time, update } of nodes) {
    const added = update.structs.reduce((sum, { content, length }) => sum + (content.is === "text" ? length : 0), 0);
    const removed = update.deletes.reduce((sum, { length }) => sum + length, 0);
    const last = out[out.length - 1];
    const who = author(device);
    if (last?.author.id === who.id && time - last.time < pause) out[out.length - 1] = { ...last, id, time, added: last.added + added, removed: last.removed + removed };
    else out.push({ id, author: who, time, added, removed });
  }
  return out.reverse();
}
