/** Finds the QR code in a picture. */
import jsQR from "jsqr";

/** Larger pictures are made smaller first: a code needs no more, and looking takes time. */
const widest = 1_200;

export function findCode(picture: CanvasImageSource, width: number, height: number): string | null {
  const scale = Math.min(1, widest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const text = jsQR(data, canvas.width, canvas.height)?.data;
  return text === undefined || text === "" ? null : text;
}

/** Lets the person choose an image. Null when none was chosen. */
export function readCodeFromImage(): Promise<{ readonly code: string } | "noCode" | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "image/*";
    input.addEventListener("cancel", () => resolve(null));
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (!file) resolve(null);
      else void codeIn(file).then((code) => resolve(code === null ? "noCode" : { code }));
    });
    input.click();
  });
}

async function codeIn(file: Blob): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    return findCode(picture, picture.width, picture.height);
  } catch {
    return null; // not an image: there is no code in it either
  }
}
