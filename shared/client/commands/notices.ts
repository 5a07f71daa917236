/** What a person is told of, and what not. */
import { ok } from "../../base/result.ts";
import type { EntryId } from "../../base/ids.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { refuse, type Done } from "../checks.ts";
import type { OpenGroup } from "../open-group.ts";
import type { GroupHandlers } from "./handlers.ts";

async function mute({ context, notices }: OpenGroup, command: CommandOf<"thread.mute">): Promise<Done<null>> {
  const thread = command.thread as EntryId;
  if (context.discussed(thread) === null) return refuse({ kind: "NoSuchThread" });
  await notices.mute(thread, command.muted);
  return ok(null);
}

async function tell({ notices }: OpenGroup, command: CommandOf<"notices.tell">): Promise<Done<{ fresh: readonly string[] }>> {
  return ok({ fresh: await notices.tell(command.notices) });
}

export const noticeHandlers = {
  "thread.mute": ({ open }, command) => mute(open, command),
  "notices.tell": ({ open }, command) => tell(open, command),
} satisfies Partial<GroupHandlers>;
