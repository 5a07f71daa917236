/** Ties one document to the engine: its text, who wrote it, where others are in it. */
import { useCallback, useMemo, useState } from "react";
import { useRun } from "../../engine/run.ts";
import { useParts } from "../../engine/snapshot.ts";
import { givenName } from "../../design/Person.tsx";
import type { CommentView, DocumentSnapshot, MemberRef } from "../../../shared/contract/snapshots.ts";
import type { CaretOfMember } from "./editor/carets.ts";
import type { SharedText } from "./editor/shared-text.ts";
import type { Kept } from "./kept.ts";
import { useSharedText } from "./use-shared-text.ts";

export interface Author {
  readonly member: MemberRef;
  /** One of the six author colours, from 1. */
  readonly colour: number;
}

export interface DocumentPageSnapshot {
  readonly group: string;
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly text: SharedText | null;
  readonly loading: DocumentSnapshot["loading"];
  /** DOC-6. */
  readonly preview: DocumentSnapshot["preview"];
  readonly kept: Kept;
  readonly authors: readonly Author[];
  /** Whose a Yjs client is. */
  readonly byClient: ReadonlyMap<number, Author>;
  readonly carets: readonly CaretOfMember[];
  readonly evidence: DocumentSnapshot["evidence"];
  readonly comments: readonly CommentView[];
  /** Somebody wrote in it. */
  readonly hasVersions: boolean;
  readonly showsAuthors: boolean;
}

export interface DocumentPageActions {
  showAuthors(shown: boolean): void;
  point(caret: Uint8Array | null): void;
  flush(): void;
}

export interface DocumentPageModel {
  readonly snapshot: DocumentPageSnapshot;
  readonly actions: DocumentPageActions;
}

/** Undefined until it is known; null when there is no such document here. */
export function useDocument(group: string, id: string): DocumentPageModel | null | undefined {
  const run = useRun();
  const document = useParts({ query: "document", group, document: id }, aroundText);
  const history = useParts({ query: "documentHistory", group, document: id }, ({ length }) => ({ hasVersions: length > 0 }));
  const { text, kept } = useSharedText(group, id);
  const [showsAuthors, showAuthors] = useState(false);
  const { authors, byClient } = useAuthors(document?.authors ?? none);
  const carets = useCarets(document?.carets ?? none, authors);
  const point = useCallback((caret: Uint8Array | null) => void run({ type: "document.point", group, document: id, caret }), [run, group, id]);
  const flush = useCallback(() => void run({ type: "document.flush", group, document: id }), [run, group, id]);
  if (!document) return document;
  return {
    snapshot: {
      group,
      id,
      title: document.title,
      folder: document.folder,
      text,
      loading: document.loading,
      preview: document.preview,
      kept,
      authors,
      byClient,
      carets,
      evidence: document.evidence,
      comments: document.comments,
      hasVersions: history?.hasVersions ?? false,
      showsAuthors,
    },
    actions: { showAuthors, point, flush },
  };
}

/** Neither the text, which reaches the editor without anything else being drawn for it, nor what changes with every few keys. */
const aroundText = ({ title, folder, loading, preview, authors, carets, evidence, comments }: DocumentSnapshot) => ({ title, folder, loading, preview, authors, carets, evidence, comments });

const none: readonly never[] = [];
const colours = 6;

/** Colours in the order in which members began to write. */
function useAuthors(authors: DocumentSnapshot["authors"]): { readonly authors: readonly Author[]; readonly byClient: ReadonlyMap<number, Author> } {
  return useMemo(() => {
    const byMember = new Map<string, Author>();
    const byClient = new Map<number, Author>();
    for (const { client, member } of authors) {
      const author = byMember.get(member.id) ?? { member, colour: (byMember.size % colours) + 1 };
      byMember.set(member.id, author);
      byClient.set(client, author);
    }
    return { authors: [...byMember.values()], byClient };
  }, [authors]);
}

/** One who has not written yet has the next colour. */
function useCarets(carets: DocumentSnapshot["carets"], authors: readonly Author[]): readonly CaretOfMember[] {
  return useMemo(
    () =>
      carets.map(({ member, caret }, at) => ({
        member: member.id,
        name: givenName(member.name),
        colour: authors.find((author) => author.member.id === member.id)?.colour ?? ((authors.length + at) % colours) + 1,
        caret,
      })),
    [carets, authors],
  );
}
