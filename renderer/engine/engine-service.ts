/** The worker's end of the engine's port: runs commands, pushes snapshots and what changed in them. */
import { diff } from "../../shared/contract/patch.ts";
import type { CommandOf } from "../../shared/contract/answers.ts";
import type { CommandType } from "../../shared/contract/commands.ts";
import type { Prefs } from "../../shared/contract/host.ts";
import type { EngineApi, FromEngine, ToEngine } from "../../shared/contract/port.ts";

export function serveEngine(engine: EngineApi, prefs: Prefs, port: MessagePort): void {
  const watches = new Map<number, () => void>();
  const say = (message: FromEngine): void => port.postMessage(message);
  const failed = (error: unknown): void => say({ say: "failed", reason: error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error) });

  const watch = (id: number, message: Extract<ToEngine, { say: "watch" }>): void => {
    let last: unknown;
    const stop = engine.watch(message.query, (value) => {
      const patch = diff(last, value);
      last = value;
      say(patch === null ? { say: "snapshot", id, value } : { say: "patch", id, patch });
    });
    watches.set(id, stop);
  };

  port.onmessage = ({ data: message }: MessageEvent<ToEngine>) => {
    switch (message.say) {
      case "run":
        engine.run(message.command as CommandOf<CommandType>).then((result) => say({ say: "done", id: message.id, result }), failed);
        return;
      case "watch":
        watch(message.id, message);
        return;
      case "unwatch":
        watches.get(message.id)?.();
        watches.delete(message.id);
        return;
      case "getPref":
        prefs.get(message.key).then((value) => say({ say: "pref", id: message.id, value }), failed);
        return;
      case "setPref":
        prefs.set(message.key, message.value).then(() => say({ say: "pref", id: message.id, value: null }), failed);
    }
  };
}
