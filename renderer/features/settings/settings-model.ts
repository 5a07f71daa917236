/** Choices of this machine, its passphrase, and the two ways to close it. */
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { usePreferences } from "../../app/preferences.tsx";
import { allowNotices } from "../../app/system-notices.tsx";
import { useToast } from "../../design/Toast.tsx";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { SettingsActions, SettingsSnapshot } from "./SettingsView.tsx";

export function useSettings(): { snapshot: SettingsSnapshot; actions: SettingsActions } {
  const { t } = useTranslation("settings");
  const run = useRun();
  const [, go] = useLocation();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const { language, theme, shortcuts, autoLockMinutes, tellMe, tellKinds, choose } = usePreferences();
  const profile = useSnapshot({ query: "profile" });
  const name = profile?.name ?? "";
  const files = profile?.files ?? { auto: 0, quota: 0 };
  return {
    snapshot: { name, language, theme, shortcuts, autoLockMinutes, files, tellMe, tellKinds, changing: busy, refusal },
    actions: {
      language: (chosen) => choose({ language: chosen }),
      theme: (chosen) => choose({ theme: chosen }),
      shortcuts: (on) => choose({ shortcuts: on }),
      autoLock: (after) => choose({ autoLockMinutes: after }),
      files: ({ auto, quota }) => void act(run({ type: "profile.setFileLimits", auto, quota })),
      tellMe: async (how) => {
        const allowed = how === "off" || (await allowNotices());
        if (allowed) choose({ tellMe: how });
        return allowed;
      },
      tellKinds: (kinds) => choose({ tellKinds: kinds }),
      passphrase: async (current, next) => {
        const done = await act(run({ type: "profile.changePassphrase", current, next }));
        if (done) say({ text: t("changed") });
        return done !== null;
      },
      lock: () => void run({ type: "profile.lock" }),
      panic: () => {
        go("/"); // where one was is gone with the rest
        void act(run({ type: "profile.panic" }));
      },
    },
  };
}
