/** ID-5, ID-6. This person's words: shown, confirmed, and come back with. */
import { limits } from "../../base/limits.ts";
import { ok } from "../../base/result.ts";
import { readRootWords } from "../../governance/paper.ts";
import { bounded } from "../checks.ts";
import { join } from "./groups.ts";
import type { ProfileHandlers } from "./handlers.ts";

const mostTyped = limits.title * 5;

export const identityHandlers = {
  "identity.words": async ({ profile }) => ok({ words: profile.paper.words, groups: await profile.rootWords() }),
  "identity.confirm": async ({ profile, clock, watching }, command) => {
    const confirmed = await profile.paper.confirm(command.answers, clock.now());
    watching.changed();
    return confirmed;
  },
  "identity.enter": async ({ profile, watching }, command) => {
    const typed = bounded("words", command.words, mostTyped);
    if (!typed.ok) return typed;
    const entered = await profile.enterWords(typed.value, command.replace === true);
    watching.changed();
    return entered;
  },
  "identity.return": ({ profile, clock }, command) => {
    const root = command.words === undefined ? null : readRootWords(command.words.slice(0, mostTyped));
    return root?.ok === false ? root : join(profile, command.link, clock.now(), command.lost ? "lost" : "keeping", root?.value ?? null);
  },
} satisfies Partial<ProfileHandlers>;
