/** Decodes pictures where they can hold nobody up: the window is handed points, never the file. */

export interface PictureAsked {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** The picture is made to fit into this. */
  readonly width: number;
  readonly height: number;
}

/** Null: it cannot be decoded. */
export type PictureAnswer = ImageBitmap | null;

self.addEventListener("message", ({ data }: MessageEvent<PictureAsked>) => {
  void decoded(data).then((picture) => (picture === null ? postMessage(null) : postMessage(picture, { transfer: [picture] })));
});

async function decoded({ bytes, type, width, height }: PictureAsked): Promise<PictureAnswer> {
  try {
    return await createImageBitmap(new Blob([new Uint8Array(bytes)], { type }), { resizeWidth: width, resizeHeight: height, resizeQuality: "medium" });
  } catch {
    return null;
  }
}
