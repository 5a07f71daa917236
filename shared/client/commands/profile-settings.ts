/** What a person sets and keeps for all groups of a profile. */
import { ok } from "../../base/result.ts";
import { limits } from "../../base/limits.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { all, bounded, signallingAddress, stunAddress, type Done } from "../checks.ts";
import type { OpenProfile } from "../open-profile.ts";
import type { ProfileHandlers } from "./handlers.ts";

const draftLimit = 256 * 1024;

/** The addresses a person entered in Connection, each checked. */
function checkedAddresses(command: CommandOf<"profile.setAddresses">): Done<{ signalling: readonly string[]; stun: readonly string[] }> {
  return all({ signalling: each(command.signalling, signallingAddress), stun: each(command.stun, stunAddress) });
}

function each(entered: readonly string[], check: (text: string) => Done<string>): Done<readonly string[]> {
  const out: string[] = [];
  for (const text of entered.filter((t) => t.trim() !== "").slice(0, limits.addresses)) {
    const checked = check(text);
    if (!checked.ok) return checked;
    if (!out.includes(checked.value)) out.push(checked.value);
  }
  return ok(out);
}

async function setAddresses(profile: OpenProfile, command: CommandOf<"profile.setAddresses">): Promise<Done<null>> {
  const checked = checkedAddresses(command);
  if (!checked.ok) return checked;
  await profile.setAddresses(checked.value);
  return ok(null);
}

async function saveDraft(profile: OpenProfile, command: CommandOf<"draft.save">): Promise<Done<null>> {
  const text = bounded("draft", command.text, draftLimit);
  if (!text.ok) return text;
  await profile.store.saveDraft(command.key, text.value);
  return ok(null);
}

export const profileHandlers = {
  "profile.setAddresses": ({ profile }, command) => setAddresses(profile, command),
  "profile.settleCopy": async ({ profile }, command) => {
    await profile.settleCopy(command.isCopy);
    return ok(null);
  },
  "profile.setFileLimits": async ({ profile, watching }, command) => {
    await profile.setFileLimits({ auto: command.auto, quota: command.quota });
    watching.changed();
    return ok(null);
  },
  "draft.save": async ({ profile, watching }, command) => {
    const saved = await saveDraft(profile, command);
    watching.changed();
    return saved;
  },
} satisfies Partial<ProfileHandlers>;
