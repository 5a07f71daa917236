/** The files of the story: a log that is here, a film that is elsewhere, a picture one keeps. */
import { days, hours } from "../../../shared/base/units.ts";
import type { FileRow, FilesSnapshot } from "../../../shared/contract/file-snapshots.ts";
import { idOf, ref, type Person } from "./people.ts";

let made: { readonly now: number; readonly files: FilesSnapshot } | null = null;

/** The same snapshot as long as it is the same story. */
export function filesOf(now: number): FilesSnapshot {
  if (made?.now !== now) made = { now, files: all(now) };
  return made.files;
}

function all(now: number): FilesSnapshot {
  const file = (name: string, mediaType: string, size: number, who: Person, ago: number, rest: Pick<FileRow, "here" | "kept" | "where">): FileRow => ({ id: idOf(`file ${name}`), name, mediaType, size, removed: false, author: ref(who), time: now - ago, holders: [ref("tomasz")], ...rest });
  return {
    files: [
      file("boiler-log.pdf", "application/pdf", 240_000, "tomasz", hours(5), { here: { is: "here" }, kept: false, where: { is: "thread", id: idOf("rent thread"), title: "The rent from January", post: null } }),
      file("facade.mp4", "video/mp4", 48_000_000, "liwei", days(1), { here: { is: "absent" }, kept: false, where: { is: "thread", id: idOf("rent thread"), title: "The rent from January", post: null } }),
      file("котельная.jpg", "image/jpeg", 900_000, "ines", days(3), { here: { is: "here" }, kept: true, where: null }),
      file("صورة السطح.jpg", "image/jpeg", 700_000, "samir", days(4), { here: { is: "stopped", bytes: 300_000 }, kept: false, where: null }),
    ],
    bytesHere: 1_440_000,
    clearable: 240_000,
    auto: 2_000_000,
    quota: 2_000_000_000,
  };
}
