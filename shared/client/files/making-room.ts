/** Which files to clear where they take more than the person allows. */
import type { ContentId } from "../../base/ids.ts";

export interface FileHere {
  readonly content: ContentId;
  readonly bytes: number;
  readonly kept: boolean;
  /** Last looked at. */
  readonly used: number;
  /** Another member's machine is known to have all of it. */
  readonly elsewhere: boolean;
}

/** The ones looked at longest ago first; never what is kept, nor what nobody else is known to have. */
export function toClear(files: readonly FileHere[], quota: number): readonly ContentId[] {
  let over = files.reduce((sum, { bytes, kept }) => sum + (kept ? 0 : bytes), 0) - quota;
  const cleared: ContentId[] = [];
  const candidates = files.filter(({ kept, elsewhere, bytes }) => !kept && elsewhere && bytes > 0).sort((a, b) => a.used - b.used);
  for (const { content, bytes } of candidates) {
    if (over <= 0) break;
    cleared.push(content);
    over -= bytes;
  }
  return cleared;
}
