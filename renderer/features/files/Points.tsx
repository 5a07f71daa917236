/** A picture that was decoded elsewhere. */
import { useEffect, useRef } from "react";
import styles from "./Files.module.css";

export function Points({ points, label }: { readonly points: ImageBitmap; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    context?.drawImage(points, 0, 0);
  }, [points]);
  return <canvas ref={canvas} className={styles.picture} width={points.width} height={points.height} role="img" aria-label={label} />;
}
