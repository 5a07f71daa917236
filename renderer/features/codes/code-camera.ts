/** Opens the camera, looks for a code a few times a second, and lets the camera go. Pictures stay in this window. */
import { useEffect, useRef, type RefObject } from "react";
import { findCode } from "./read-code.ts";

const lookEvery = 200; // ms

export function useCodeCamera(onCode: (code: string) => void, onTrouble: () => void): RefObject<HTMLVideoElement | null> {
  const video = useRef<HTMLVideoElement>(null);
  const handlers = useRef({ onCode, onTrouble });
  useEffect(() => {
    handlers.current = { onCode, onTrouble };
  });

  useEffect(() => {
    let stream: MediaStream | null = null;
    let ended = false;
    const look = setInterval(() => {
      const picture = video.current;
      if (!picture || picture.videoWidth === 0) return;
      const code = findCode(picture, picture.videoWidth, picture.videoHeight);
      if (code !== null) handlers.current.onCode(code);
    }, lookEvery);
    const open = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (ended) release(stream);
      else if (video.current) {
        video.current.srcObject = stream;
        await video.current.play();
      }
    };
    open().catch(() => {
      if (!ended) handlers.current.onTrouble();
    });
    return () => {
      ended = true;
      clearInterval(look);
      if (stream) release(stream);
    };
  }, []);
  return video;
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
