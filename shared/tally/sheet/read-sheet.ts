/** Reads a sheet of ballots from the bytes of a file, whichever known form it has. */
import { fromUtf8 } from "../../base/bytes.ts";
import { err } from "../../base/result.ts";
import { looksLikeAbif, readAbif } from "./abif.ts";
import { looksLikeBlt, readBlt } from "./blt.ts";
import { looksLikeCsv, readCsv } from "./csv.ts";
import { readDebianSheet } from "./debian.ts";
import { readJsonSheet } from "./json.ts";
import { maxSheetSize, type ReadSheet } from "./sheet.ts";

export function readSheet(bytes: Uint8Array): ReadSheet {
  if (bytes.length > maxSheetSize) return err({ kind: "SheetTooLarge", limit: maxSheetSize, size: bytes.length });
  const text = (fromUtf8(bytes) ?? latin1(bytes)).replace(/^\uFEFF/, "");
  if (text.trim() === "") return err({ kind: "EmptySheet" });
  if (text.includes("\0")) return err({ kind: "NotASheet", detail: "it holds no text" });
  if (looksLikeBlt(text)) return readBlt(text);
  if (looksLikeAbif(text)) return readAbif(text); // may begin with `{` too
  if (/^\s*[{[]/.test(text)) return readJsonSheet(text);
  return looksLikeCsv(text) ? readCsv(text) : readDebianSheet(text);
}

/** Older tally sheets are ISO 8859-1: one byte, one code point. (TextDecoder's "latin1" is Windows-1252.) */
function latin1(bytes: Uint8Array): string {
  let text = "";
  const step = 8192; // arguments per call
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return text;
}
