/** What a person is told of, and what not. */
import { ok } from "../../base/result.ts";
import type { EntryId } from "../../base/ids.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { refuse, type Done } from "../checks.ts";
import type { OpenGroup } from "../open-profile.ts";

export async function mute({ context, notices }: OpenGroup, command: CommandOf<"thread.mute">): Promise<Done<null>> {
  const thread = command.thread as EntryId;
  if (context.discussed(thread) === null) return refuse({ kind: "NoSuchThread" });
  await notices.mute(thread, command.muted);
  return ok(null);
}

export async function tell({ notices }: OpenGroup, command: CommandOf<"notices.tell">): Promise<Done<{ fresh: readonly string[] }>> {
  return ok({ fresh: await notices.tell(command.notices) });
}
