/** ID-5, ID-6. This person's words: shown, confirmed, and come back with. */
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import { bounded } from "../checks.ts";
import { join } from "./groups.ts";
import type { ProfileHandlers } from "./handlers.ts";

export const identityHandlers = {
  "identity.words": ({ profile }) => ok({ words: profile.paper.words }),
  "identity.confirm": async ({ profile, clock, watching }, command) => {
    const confirmed = await profile.paper.confirm(command.answers, clock.now());
    watching.changed();
    return confirmed;
  },
  "identity.enter": async ({ profile, watching }, command) => {
    const typed = bounded("words", command.words, limits.title * 5);
    if (!typed.ok) return typed;
    const entered = await profile.enterWords(typed.value);
    watching.changed();
    return entered;
  },
  "identity.return": ({ profile, clock }, command) => join(profile, command.link, clock.now(), command.lost ? "lost" : "keeping"),
} satisfies Partial<ProfileHandlers>;
