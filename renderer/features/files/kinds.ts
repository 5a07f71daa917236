/**
 * What a file is, by its own first bytes: its name and what its author called it decide nothing. Only kinds that hold no
 * script are shown, or whose scripts nothing runs (PDF), and pictures only up to a size that is known before anything decodes them.
 */
import { mib } from "../../../shared/base/units.ts";

export type Kind =
  | { readonly is: "image"; readonly type: string; readonly width: number; readonly height: number }
  | { readonly is: "audio" | "video" | "pdf"; readonly type: string };

export type Shown = Kind["is"];

/** Enough to find out; a JPEG's size may stand behind a preview of its own. */
export const headLength = mib(1);
/** A picture that is decoded takes four bytes a point. */
export const mostPoints = 40_000_000;
/** Shown from memory: nothing of it reaches the disk unencrypted. */
export const mostShown = mib(64);

/** A picture is made to fit into this: twice what the page gives it, for fine screens. */
const largest = { width: 1280, height: 800 };

export interface PictureSize {
  /** In points. */
  readonly width: number;
  readonly height: number;
}

/** As large as it is shown, where there is room. */
export function fitted({ width, height }: PictureSize): PictureSize {
  const scale = Math.min(1, largest.width / width, largest.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Worth looking at more closely, by what its author called it; `kindOf` decides. */
export const mayBeShown = (mediaType: string): Shown | null =>
  mediaType === "application/pdf" ? "pdf" : /^image\/(png|jpeg|gif|webp)$/u.test(mediaType) ? "image" : /^audio\//u.test(mediaType) ? "audio" : /^video\//u.test(mediaType) ? "video" : null;

/** Null for everything that is not shown. */
export function kindOf(head: Uint8Array): Kind | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const ascii = (at: number, text: string): boolean => at + text.length <= head.length && [...text].every((c, i) => head[at + i] === c.charCodeAt(0));
  const image = (type: string, size: readonly [number, number] | null): Kind | null => (size === null || size[0] === 0 || size[1] === 0 ? null : { is: "image", type, width: size[0], height: size[1] });

  if (ascii(0, "\x89PNG\r\n\x1a\n") && ascii(12, "IHDR") && head.length >= 24) return image("image/png", [view.getUint32(16), view.getUint32(20)]);
  if ((ascii(0, "GIF87a") || ascii(0, "GIF89a")) && head.length >= 10) return image("image/gif", [view.getUint16(6, true), view.getUint16(8, true)]);
  if (ascii(0, "RIFF") && ascii(8, "WEBP")) return image("image/webp", webpSize(head, view, ascii));
  if (head[0] === 0xff && head[1] === 0xd8) return image("image/jpeg", jpegSize(head, view));
  if (ascii(0, "RIFF") && ascii(8, "WAVE")) return { is: "audio", type: "audio/wav" };
  if (ascii(0, "ID3") || (head[0] === 0xff && (head[1]! & 0xe6) === 0xe2)) return { is: "audio", type: "audio/mpeg" };
  if (ascii(0, "fLaC")) return { is: "audio", type: "audio/flac" };
  if (ascii(0, "OggS")) return { is: "audio", type: "audio/ogg" };
  if (ascii(4, "ftyp")) return ascii(8, "M4A") ? { is: "audio", type: "audio/mp4" } : { is: "video", type: "video/mp4" };
  if (head[0] === 0x1a && head[1] === 0x45 && head[2] === 0xdf && head[3] === 0xa3) return { is: "video", type: "video/webm" };
  if (ascii(0, "%PDF-")) return { is: "pdf", type: "application/pdf" };
  return null;
}

function webpSize(head: Uint8Array, view: DataView, ascii: (at: number, text: string) => boolean): readonly [number, number] | null {
  if (head.length < 30) return null;
  if (ascii(12, "VP8X")) return [1 + (view.getUint32(24, true) & 0xffffff), 1 + (view.getUint32(26, true) >>> 8)];
  if (ascii(12, "VP8L")) {
    const bits = view.getUint32(21, true);
    return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
  }
  return ascii(12, "VP8 ") ? [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff] : null;
}

/** The frame header, behind however many segments; null when it is not within these bytes. */
function jpegSize(head: Uint8Array, view: DataView): readonly [number, number] | null {
  for (let at = 2; at + 9 < head.length; ) {
    if (head[at] !== 0xff) return null;
    const marker = head[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
