/** A PDF, one page at a time. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../design/Button.tsx";
import type { PdfDocument } from "./pdf-document.ts";
import { Points } from "./Points.tsx";
import styles from "./Files.module.css";

export function PdfPages({ document, name }: { readonly document: PdfDocument; readonly name: string }) {
  const { t } = useTranslation("files");
  const [number, setNumber] = useState(1);
  const page = usePage(document, number);
  const of = { number, pages: document.pages };
  return (
    <div className={styles.pages}>
      <div className={styles.turn}>
        <IconButton kind="quiet" small icon="moveUp" label={t("pdf.previous")} onPress={() => setNumber(number - 1)} disabled={number === 1} />
        <span aria-live="polite">{t("pdf.page", of)}</span>
        <IconButton kind="quiet" small icon="moveDown" label={t("pdf.next")} onPress={() => setNumber(number + 1)} disabled={number === document.pages} />
      </div>
      <div className={styles.sheet} aria-busy={page === undefined}>
        {page === null ? <p className={styles.note}>{t("pdf.damaged")}</p> : page && <Points points={page} label={t("pdf.label", { ...of, name })} />}
      </div>
    </div>
  );
}

/** The page that was shown stays until the next is drawn. Undefined before the first; null: it cannot be drawn. */
function usePage(document: PdfDocument, number: number): ImageBitmap | null | undefined {
  const [page, setPage] = useState<ImageBitmap | null>();
  useEffect(() => {
    let gone = false;
    void document.page(number).then((drawn) => {
      if (gone) drawn?.close();
      else setPage(drawn);
    });
    return () => {
      gone = true;
    };
  }, [document, number]);
  useEffect(() => () => page?.close(), [page]);
  return page;
}
