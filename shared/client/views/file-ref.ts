/** A file as a post names it: what does not change while it is fetched. */
import type { FileRef } from "../../contract/file-snapshots.ts";
import type { SharedFile } from "../../files/files.ts";

export const fileRef = ({ id, name, mediaType, size, removed }: SharedFile): FileRef => ({ id, name, mediaType, size, removed });
