/** The camera's picture while a code is looked for. */
import { useCodeCamera } from "./code-camera.ts";
import styles from "./Codes.module.css";

interface CodeCameraProps {
  readonly label: string;
  readonly onCode: (code: string) => void;
  /** No camera, or it was not allowed. */
  readonly onTrouble: () => void;
}

export function CodeCamera({ label, onCode, onTrouble }: CodeCameraProps) {
  const video = useCodeCamera(onCode, onTrouble);
  return <video ref={video} className={styles.camera} aria-label={label} muted playsInline />;
}
