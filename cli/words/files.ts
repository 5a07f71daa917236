/** Files in words: how large, where they are. */
import type { FileView } from "../../shared/contract/file-snapshots.ts";
import { shortId } from "../session.ts";
import { formatTime } from "../times.ts";
import { counted, list } from "./lists.ts";

const units = ["bytes", "KB", "MB", "GB", "TB"] as const;

/** `1.5 MB`; thousands, as disks count. */
export function formatSize(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const number = bytes / 1000 ** power;
  return power === 0 ? counted(bytes, "byte") : `${number < 10 ? number.toFixed(1) : Math.round(number)} ${units[power]}`;
}

export function fileWords(file: FileView): string {
  return `${shortId(file.id)}  ${file.name}  (${formatSize(file.size)}; ${file.author.name}, ${formatTime(file.time)}; ${whereWords(file)})`;
}

/** What the mover signed of a motion's files. */
export const motionFileLine = ({ name, size, content }: { readonly name: string; readonly size: number; readonly content: string }): string => `${name}  (${formatSize(size)}; content ${content})`;

function whereWords({ removed, here, kept, holders, size }: FileView): string {
  const elsewhere = holders.length === 0 ? "" : `, with ${list(holders.map(({ name }) => name))}`;
  if (removed) return here.is === "here" ? "taken back by its author, kept here" : "taken back by its author";
  switch (here.is) {
    case "here":
      return `${kept ? "kept here" : "here"}${elsewhere}`;
    case "fetching":
      return `fetching, ${formatSize(here.bytes)} of ${formatSize(size)}${here.from.length > 0 ? ` from ${list(here.from.map(({ name }) => name))}` : ""}`;
    case "stopped":
      return `${formatSize(here.bytes)} of it here${elsewhere}`;
    case "failed":
      return "the disk does not take it";
    case "absent":
      return `not here${elsewhere}`;
  }
}
