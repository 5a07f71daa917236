/** A QR code as one path: dark on white in both themes, for cameras read no other. */
import { useMemo } from "react";
import { encode } from "uqr";
import styles from "./Codes.module.css";

const quiet = 4; // modules of white around it, as readers need
const leastSide = 232; // px
const leastModule = 4; // px: a camera at arm's length still tells them apart

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: "M", boostEcc: false, border: 0 });
    return { size: code.size, path: code.data.flatMap((row, y) => runs(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)).join("") };
  }, [text]);
  const side = size + 2 * quiet;
  const shown = Math.max(leastSide, side * leastModule);
  return (
    <svg className={styles.qr} style={{ inlineSize: shown }} viewBox={`${-quiet} ${-quiet} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
      <path d={path} fill="#1B1916" />
    </svg>
  );
}

/** Dark runs of a row: where each begins and how long it is. */
function runs(row: readonly boolean[]): (readonly [number, number])[] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found[found.length - 1];
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}
