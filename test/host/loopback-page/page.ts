/** A page as small as can be that enters the loopback host and has a worker use its services. */
import { enterLoopback } from "../../../renderer/engine/loopback.ts";

async function enter(): Promise<void> {
  const entered = await enterLoopback();
  document.title = entered ? "entered" : "refused";
  if (!entered) return;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<string>) => {
    document.title = data;
  };
}

void enter();
