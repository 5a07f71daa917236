/** What pdf.js is given in a worker instead of a document: canvases without one, and its own data files out of our bundle. */

interface Drawn {
  canvas: OffscreenCanvas | null;
  context: OffscreenCanvasRenderingContext2D | null;
}

export class DrawnOffscreen {
  create(width: number, height: number): Drawn {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext("2d", { willReadFrequently: true }) };
  }

  reset({ canvas }: Drawn, width: number, height: number): void {
    if (canvas !== null) Object.assign(canvas, { width, height });
  }

  destroy(drawn: Drawn): void {
    if (drawn.canvas !== null) Object.assign(drawn.canvas, { width: 0, height: 0 }); // its memory goes at once
    Object.assign(drawn, { canvas: null, context: null });
  }

  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
    return canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  }
}

/** Filters are elements of a document. pdf.js does without, as in a worker of its own. */
export class NoFilters {
  readonly addFilter = none;
  readonly addHCMFilter = none;
  readonly addAlphaFilter = none;
  readonly addLuminosityFilter = none;
  readonly addKnockoutFilter = none;
  readonly addHighlightHCMFilter = none;
  readonly destroy = (): void => undefined;
}

function none(): string {
  return "none";
}

/** Encodings of Asian scripts, the fonts every reader has to have, decoders of pictures. */
const bundled = import.meta.glob<string>(
  ["../../../node_modules/pdfjs-dist/cmaps/*.bcmap", "../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}", "../../../node_modules/pdfjs-dist/wasm/*.wasm"],
  { query: "?url", import: "default", eager: true },
);
const addresses = new Map(Object.entries(bundled).map(([path, address]) => [path.slice(path.lastIndexOf("/") + 1), address]));

export class BundledData {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const address = addresses.get(filename);
    if (address === undefined) throw new Error(`there is no ${filename}`);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${filename}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}
