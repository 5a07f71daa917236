/** Ties the place "Files" to the engine: all files of a group, what is looked for among them, and how much room they take. */
import { useMemo, useState } from "react";
import { useBeforeYou } from "../../app/before-you.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { FileRow, FilesSnapshot } from "../../../shared/contract/file-snapshots.ts";
import type { AsideRow } from "../../../shared/contract/snapshots.ts";
import { useAside } from "../aside/aside-model.ts";
import { mayBeShown } from "./kinds.ts";

export const fileKinds = ["all", "image", "media", "pdf", "other"] as const;
export type FileKind = (typeof fileKinds)[number];
export const fileStates = ["any", "here", "kept", "mine"] as const;
export type FileState = (typeof fileStates)[number];

export interface FilesLooked {
  readonly name: string;
  readonly kind: FileKind;
  readonly state: FileState;
}

export interface FilesPageSnapshot extends Omit<FilesSnapshot, "files"> {
  readonly group: string;
  readonly looked: FilesLooked;
  /** Those looked for, newest first, as many as are shown. */
  readonly files: readonly FileRow[];
  /** How many are looked for, and how many there are. */
  readonly found: number;
  readonly all: number;
  readonly aside: readonly AsideRow[];
  /** KEY-4. What is said of files from before I joined; null where there were none. */
  readonly beforeYou: string | null;
}

export interface FilesActions {
  look(change: Partial<FilesLooked>): void;
  showMore(): void;
}

/** So many at once. */
const step = 100;

export function useFiles(group: string, name: string): { readonly snapshot: FilesPageSnapshot; readonly actions: FilesActions } | null | undefined {
  const files = useSnapshot({ query: "files", group });
  const [looked, setLooked] = useState<FilesLooked>({ name, kind: "all", state: "any" });
  const [most, setMost] = useState(step);
  const found = useMemo(() => (files?.files ?? []).filter((file) => isLookedFor(file, looked)), [files, looked]);
  const aside = useAside(group, "files");
  const beforeYou = useBeforeYou(group);
  if (!files) return files;
  return {
    snapshot: { ...files, group, looked, files: found.slice(0, most), found: found.length, all: files.files.length, aside, beforeYou },
    actions: {
      look: (change) => {
        setMost(step);
        setLooked((now) => ({ ...now, ...change }));
      },
      showMore: () => setMost((now) => now + step),
    },
  };
}

function isLookedFor({ name, mediaType, here, kept, author }: FileRow, looked: FilesLooked): boolean {
  const states: Record<FileState, boolean> = { any: true, here: here.is === "here", kept, mine: author.me };
  return states[looked.state] && (looked.kind === "all" || looked.kind === kindOfFile(mediaType)) && name.toLocaleLowerCase().includes(looked.name.trim().toLocaleLowerCase());
}

/** By what its author called it: the bytes may be elsewhere. */
function kindOfFile(mediaType: string): FileKind {
  const shown = mayBeShown(mediaType);
  return shown === "audio" || shown === "video" ? "media" : (shown ?? (mediaType.startsWith("image/") ? "image" : "other"));
}
