/** What the engine shows of files: those of the group, and those read in for a draft. */
import type { MemberRef } from "./member-ref.ts";

export interface FileRef {
  readonly id: string;
  readonly name: string;
  /** As its author's machine called it. */
  readonly mediaType: string;
  readonly size: number;
  /** Its author took it back. */
  readonly removed: boolean;
}

export interface FileView extends FileRef {
  readonly author: MemberRef;
  readonly time: number;
  readonly here:
    | { readonly is: "absent" }
    | { readonly is: "fetching"; readonly bytes: number; readonly from: readonly MemberRef[] }
    | { readonly is: "stopped"; readonly bytes: number }
    /** This machine's disk is full or fails. */
    | { readonly is: "failed"; readonly bytes: number }
    | { readonly is: "here" };
  readonly kept: boolean;
  /** Others whose machines are known to have all of it. */
  readonly holders: readonly MemberRef[];
}

export interface FileRow extends FileView {
  /** Where it was shared first, as far as this machine knows; null for a picture of a document. */
  readonly where: { readonly is: "thread" | "motion" | "item" | "document"; readonly id: string; readonly title: string; /** The post it goes with. */ readonly post: string | null } | null;
}

export interface FilesSnapshot {
  /** Newest first. */
  readonly files: readonly FileRow[];
  /** Bytes of all files here, and of those that may be cleared to make room. */
  readonly bytesHere: number;
  readonly clearable: number;
  readonly auto: number;
  readonly quota: number;
}

export interface UploadView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Bytes read so far. */
  readonly read: number;
  readonly ready: boolean;
}
