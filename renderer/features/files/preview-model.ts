/** Looks into a file that is here, and makes of it what can be shown: points of a picture, a sound or film to play, a PDF's pages. */
import { useEffect, useState } from "react";
import { useRun } from "../../engine/run.ts";
import type { Run } from "../../../shared/contract/answers.ts";
import { fitted, headLength, kindOf, mostPoints, mostShown } from "./kinds.ts";
import { openPdf, type PdfDocument } from "./pdf-document.ts";
import type { PictureAnswer, PictureAsked } from "./picture-worker.ts";
import { readAll, readPiece, type Readable } from "./reading.ts";

export type Preview =
  | { readonly is: "picture"; readonly points: ImageBitmap }
  | { readonly is: "audio" | "video"; readonly url: string }
  | { readonly is: "pdf"; readonly document: PdfDocument }
  /** It is not what it was called, too large, or damaged. */
  | { readonly is: "none" };

/** Null while it is being looked into. Nothing is read before `wanted`. */
export function usePreview(what: Readable, wanted: boolean): Preview | null {
  const run = useRun();
  const { group, file, size } = what;
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    let made: Preview | null = null;
    void look(run, { group, file, size }).then((seen) => {
      made = seen;
      if (gone) dispose(seen);
      else setPreview(seen);
    });
    return () => {
      gone = true;
      if (made !== null) dispose(made);
      setPreview(null);
    };
  }, [run, group, file, size, wanted]);
  return preview;
}

function dispose(preview: Preview): void {
  if (preview.is === "picture") preview.points.close();
  else if (preview.is === "pdf") preview.document.close();
  else if (preview.is !== "none") URL.revokeObjectURL(preview.url);
}

const none: Preview = { is: "none" };

async function look(run: Run, what: Readable): Promise<Preview> {
  if (what.size > mostShown) return none;
  const head = await readPiece(run, what, 0, Math.min(what.size, headLength));
  const kind = head.ok ? kindOf(head.value) : null;
  if (kind === null || (kind.is === "image" && kind.width * kind.height > mostPoints)) return none;
  const all = await readAll(run, what);
  if (!all.ok) return none;
  if (kind.is === "pdf") {
    const document = await openPdf(all.value);
    return document === null ? none : { is: "pdf", document };
  }
  if (kind.is !== "image") return { is: kind.is, url: URL.createObjectURL(new Blob([all.value], { type: kind.type })) };
  const points = await decode({ bytes: all.value, type: kind.type, ...fitted(kind) });
  return points === null ? none : { is: "picture", points };
}

/** A picture that takes longer is nothing to be shown. */
const patience = 10_000;

/** In a worker of its own, which ends with it, whatever the picture does to the decoder. */
function decode(asked: PictureAsked & { readonly bytes: Uint8Array<ArrayBuffer> }): Promise<PictureAnswer> {
  const worker = new Worker(new URL("./picture-worker.ts", import.meta.url), { type: "module", name: "picture" });
  return new Promise<PictureAnswer>((resolve) => {
    setTimeout(() => resolve(null), patience);
    worker.addEventListener("error", () => resolve(null));
    worker.addEventListener("message", ({ data }: MessageEvent<PictureAnswer>) => resolve(data));
    worker.postMessage(asked, [asked.bytes.buffer]);
  }).finally(() => worker.terminate());
}
