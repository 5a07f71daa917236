/** A link whose frames can be handed from one handler to the next: JOIN and the session after it share a link. */
import type { Link } from "../ports/link.ts";

/** The same link; `onFrame` and `onClose` replace the handler, frames between two handlers are kept for the next. */
export function reusable(link: Link): Link {
  let onFrame: ((frame: Uint8Array) => void) | null = null;
  let onClose: ((reason: string) => void) | null = null;
  let closed: string | null = null;
  const kept: Uint8Array[] = [];
  link.onFrame((frame) => {
    if (onFrame !== null) onFrame(frame);
    else if (kept.length < mostKept) kept.push(frame);
    else link.close("flooded");
  });
  link.onClose((reason) => {
    closed = reason;
    onClose?.(reason);
  });
  return {
    way: link.way,
    id: link.id,
    binding: link.binding,
    send: (frame) => link.send(frame),
    drained: () => link.drained(),
    close: (reason) => link.close(reason),
    onFrame(handler) {
      onFrame = handler;
      for (let frame = kept.shift(); frame !== undefined; frame = kept.shift()) onFrame(frame);
    },
    onClose(handler) {
      onClose = handler;
      if (closed !== null) handler(closed);
    },
  };
}

/** A peer that keeps the rules sends a single HELLO meanwhile. */
const mostKept = 4;
