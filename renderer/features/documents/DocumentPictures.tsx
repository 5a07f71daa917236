/** The pictures of a text, each in its place: shown when the file is here, else its row, by which it is fetched. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { useSnapshot } from "../../engine/snapshot.ts";
import { PostFiles } from "../files/FileRow.tsx";
import { mayBeShown } from "../files/kinds.ts";
import { PreviewBox } from "../files/PreviewBox.tsx";
import prose from "./editor/Prose.module.css";
import { picturesOf, type PictureHere } from "./editor/picture.ts";

interface DocumentPicturesProps {
  readonly group: string;
  readonly editor: Editor;
}

export function DocumentPictures({ group, editor }: DocumentPicturesProps) {
  const pictures = picturesOf(editor);
  const all = useSyncExternalStore(pictures.subscribe, pictures.all);
  const areWanted = useSyncExternalStore(pictures.subscribe, pictures.areWanted);
  return all.map((picture, at) => createPortal(<Near group={group} picture={picture} isWanted={areWanted && at < mostPrinted} />, picture.place, picture.key));
}

/** Of a document that holds more, paper shows those that were near the window besides. */
const mostPrinted = 200;

interface PictureProps {
  readonly group: string;
  readonly picture: PictureHere;
  readonly isWanted: boolean;
}

/** A document may hold thousands: only what comes near the window is looked into. */
function Near({ group, picture, isWanted }: PictureProps) {
  const { t } = useTranslation("documents");
  const { place, file, alt } = picture;
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setNear(true);
        observer.disconnect();
      },
      { rootMargin: "300px" },
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, [place]);
  return (
    <>
      {file === null ? <p>{t("picture.unknown")}</p> : <div className={prose.room}>{(near || isWanted) && <FileOfPicture group={group} file={file} alt={alt} />}</div>}
      {alt !== "" && <figcaption dir="auto">{alt}</figcaption>}
    </>
  );
}

function FileOfPicture({ group, file, alt }: { readonly group: string; readonly file: string; readonly alt: string }) {
  const { t } = useTranslation("documents");
  const view = useSnapshot({ query: "file", group, file });
  if (view === undefined) return <div aria-busy="true" />;
  if (view === null) return <p>{t("picture.unknown")}</p>;
  if (view.here.is === "here" && mayBeShown(view.mediaType) === "image") return <PreviewBox group={group} file={view} {...(alt !== "" && { label: alt })} />;
  return <PostFiles group={group} files={[view]} />;
}
