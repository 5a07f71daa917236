/**
 * Reads a PDF and draws its pages where they can hold nobody up: parsing and drawing both happen in this worker, and the
 * window is handed points, never the file. pdf.js runs no script of a PDF unless it is given a sandbox for them; it is given
 * none, no layer for links or forms either, and nothing but our own bundle to fetch from.
 */
import "pdfjs-dist/legacy/build/pdf.worker.mjs"; // pdf.js then parses in this same thread
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { BundledData, DrawnOffscreen, NoFilters } from "./pdf-surroundings.ts";

export type PdfAsked =
  | { readonly open: Uint8Array<ArrayBuffer> }
  /** The page, counted from 1, made to fit. */
  | { readonly page: number; readonly width: number; readonly height: number };

/** To `open`: how many pages there are. To `page`: its points. Null: this cannot be read. */
export type PdfAnswer = number | ImageBitmap | null;

/** pdf.js greets the window too, in a message of its own. */
export interface PdfMessage {
  readonly answer?: PdfAnswer;
}

/** A picture in a page that is larger is left out. */
const mostPoints = 40_000_000;
let opened: Promise<PDFDocumentProxy> | null = null;

self.addEventListener("message", ({ data }: MessageEvent<PdfAsked>) => {
  void answered(data).then((answer) => postMessage({ answer } satisfies PdfMessage, { transfer: answer instanceof ImageBitmap ? [answer] : [] }));
});

async function answered(asked: PdfAsked): Promise<PdfAnswer> {
  try {
    if ("page" in asked) return await drawn(asked);
    opened = open(asked.open);
    return (await opened).numPages;
  } catch {
    return null;
  }
}

const open = (data: Uint8Array<ArrayBuffer>): Promise<PDFDocumentProxy> =>
  getDocument({
    data,
    verbosity: VerbosityLevel.ERRORS,
    maxImageSize: mostPoints,
    canvasMaxAreaInBytes: 4 * mostPoints,
    disableFontFace: true, // glyphs are drawn as paths: no font of a stranger is loaded
    enableXfa: false,
    disableWorkerRendering: true, // this is a worker already
    useWorkerFetch: false,
    cMapUrl: "/",
    standardFontDataUrl: "/",
    wasmUrl: "/",
    CanvasFactory: DrawnOffscreen,
    FilterFactory: NoFilters,
    BinaryDataFactory: BundledData,
  }).promise;

async function drawn({ page: number, width, height }: Extract<PdfAsked, { readonly page: number }>): Promise<PdfAnswer> {
  if (opened === null) return null;
  const page = await (await opened).getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(width / whole.width, height / whole.height) });
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
  // Its declarations know the window's canvas only; it draws on either.
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: "#fff" }).promise;
  page.cleanup();
  return canvas.transferToImageBitmap();
}
