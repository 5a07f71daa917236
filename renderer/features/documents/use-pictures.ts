/** Makes files of the group of pictures that are chosen, pasted or dropped, and puts them into the text. */
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { useToast } from "../../design/Toast.tsx";
import { useRefusalSentence } from "../../app/refusal.tsx";
import { useRun } from "../../engine/run.ts";
import { readIn } from "../files/attaching.ts";
import { headLength, kindOf, mayBeShown, mostShown, type PictureSize } from "../files/kinds.ts";
import { insertPicture } from "./editor/picture.ts";
import { isSuggesting } from "./editor/suggesting.ts";

/** By its first bytes, which nothing decodes. */
async function sizeOf(picture: File): Promise<PictureSize | null> {
  const kind = kindOf(new Uint8Array(await picture.slice(0, headLength).arrayBuffer()));
  return kind?.is === "image" ? { width: kind.width, height: kind.height } : null;
}

const nothingDropped: ReadonlySet<string> = new Set();

export function usePictures(group: string, document: string): (editor: Editor, files: readonly File[]) => Promise<void> {
  const { t } = useTranslation("documents");
  const run = useRun();
  const toast = useToast();
  const sentence = useRefusalSentence();
  return async (editor, files) => {
    if (isSuggesting(editor.state)) return void toast({ text: t("suggestion.onlyWords") });
    for (const file of files) {
      if (mayBeShown(file.type) !== "image" || file.size > mostShown) {
        toast({ text: t("picture.notOne") });
        continue;
      }
      const read = await readIn(run, { group, place: `picture:${document}`, file, dropped: nothingDropped });
      const shared = read.ok && read.value !== null ? await run({ type: "file.share", group, upload: read.value }) : read;
      if (!shared.ok) toast({ text: sentence(shared.error) });
      else if (shared.value !== null && typeof shared.value === "object") {
        const size = await sizeOf(file);
        if (!editor.isDestroyed) insertPicture(editor, shared.value.file, size);
      }
    }
  };
}
