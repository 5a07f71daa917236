/** DOC-2…5. Writing documents, and commenting on them. */
import { err, ok } from "../../base/result.ts";
import type { EntryId } from "../../base/ids.ts";
import { limits } from "../../base/limits.ts";
import type { CommandOf } from "../../contract/answers.ts";
import type { DocumentFacts } from "../../document/documents.ts";
import { commentCodec, documentCodec, documentNameCodec, resolveCodec } from "../../document/records.ts";
import { kinds } from "../../log/kind.ts";
import { all, bounded, refuse, required, type Done } from "../checks.ts";
import type { DocumentDesk } from "../document-desk.ts";
import type { GroupContext } from "../group-context.ts";
import type { GroupHandlers } from "./handlers.ts";

/** What the window gives at once: a long text pasted, and what it is made of. */
const mostWritten = 8 * 1024 * 1024;

const named = (command: { title: string; folder: string }) => all({ title: required("title", command.title, limits.title), folder: bounded("folder", folderOf(command.folder), limits.folder) });

/** Names without spaces around them, and none that is empty. */
const folderOf = (entered: string): string =>
  entered
    .split("/")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .join("/");

export async function createDocument({ group }: GroupContext, command: CommandOf<"document.create">): Promise<Done<{ document: string }>> {
  const input = named(command);
  if (!input.ok) return input;
  const placed = await group.author(kinds.document, () => documentCodec.encode(input.value));
  return ok({ document: placed.id });
}

export async function renameDocument(context: GroupContext, command: CommandOf<"document.rename">): Promise<Done<null>> {
  const input = named(command);
  const document = known(context, command.document);
  if (!input.ok) return input;
  if (!document.ok) return document;
  await context.group.author(kinds.documentName, () => documentNameCodec.encode({ ...input.value, document: document.value.id }));
  return ok(null);
}

export function writeDocument(context: GroupContext, desk: DocumentDesk, command: CommandOf<"document.write">): Done<null> {
  const document = known(context, command.document);
  if (!document.ok) return document;
  if (command.update.length > mostWritten) return refuse({ kind: "TooLong", field: "text", limit: mostWritten, length: command.update.length });
  const written = desk.write(document.value.text, command);
  if (written.ok) return written;
  return err(written.error === "Moved" ? { kind: "DocumentMovedOn" } : { kind: "UpdateRefused", reason: written.error });
}

export async function flushDocument(context: GroupContext, desk: DocumentDesk, command: CommandOf<"document.flush">): Promise<Done<{ heads: readonly string[] }>> {
  const document = known(context, command.document);
  if (!document.ok) return document;
  const { text } = document.value;
  await desk.flush(text);
  text.settle();
  return ok({ heads: text.heads });
}

export function pointIn(context: GroupContext, desk: DocumentDesk, { document, caret }: CommandOf<"document.point">): Done<null> {
  const here = known(context, document);
  if (!here.ok) return here;
  if ((caret?.length ?? 0) > limits.position) return refuse({ kind: "BadInput", detail: "caret" });
  desk.point(here.value.id, caret);
  return ok(null);
}

export function documentAt(context: GroupContext, command: CommandOf<"document.at">): Done<{ state: Uint8Array }> {
  const document = known(context, command.document);
  if (!document.ok) return document;
  const { text } = document.value;
  text.settle();
  const earlier = text.at(command.heads.map((id) => id as EntryId));
  return earlier === null ? refuse({ kind: "NoSuchVersion" }) : ok({ state: earlier.state });
}

export async function addComment(context: GroupContext, command: CommandOf<"comment.add">): Promise<Done<{ comment: string }>> {
  const input = all({ text: required("text", command.text, limits.postText), quote: bounded("quote", command.quote, limits.quote) });
  const document = known(context, command.document);
  if (!input.ok) return input;
  if (!document.ok) return document;
  const { from, to } = command;
  if (from.length > limits.position || to.length > limits.position) return refuse({ kind: "BadInput", detail: "from, to" });
  const record = { ...input.value, document: document.value.id, from, to };
  const placed = await context.group.author(kinds.comment, () => commentCodec.encode(record));
  return ok({ comment: placed.id });
}

export async function resolveComment({ group }: GroupContext, { comment, resolved }: CommandOf<"comment.resolve">): Promise<Done<null>> {
  const id = comment as EntryId;
  if (group.fold.documents.documentOf(id) === undefined) return refuse({ kind: "NoSuchComment" });
  await group.author(kinds.resolve, () => resolveCodec.encode({ comment: id, resolved }));
  return ok(null);
}

function known({ group }: GroupContext, id: string): Done<DocumentFacts> {
  const document = group.fold.documents.all.get(id as EntryId);
  return document === undefined ? refuse({ kind: "NoSuchDocument" }) : ok(document);
}

export const documentHandlers = {
  "document.create": ({ context }, command) => createDocument(context, command),
  "document.rename": ({ context }, command) => renameDocument(context, command),
  "document.write": ({ context, open }, command) => writeDocument(context, open.documents, command),
  "document.flush": ({ context, open }, command) => flushDocument(context, open.documents, command),
  "document.point": ({ context, open }, command) => pointIn(context, open.documents, command),
  "document.at": ({ context }, command) => documentAt(context, command),
  "comment.add": ({ context }, command) => addComment(context, command),
  "comment.resolve": ({ context }, command) => resolveComment(context, command),
} satisfies Partial<GroupHandlers>;
