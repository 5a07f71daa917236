/** Language, theme, shortcuts and auto-lock as the person chose them, applied to the document at once. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { I18nProvider as AriaLocale } from "react-aria-components/I18nProvider";
import { createI18n, preferredLanguage, type Language } from "./i18n.ts";
import { defaultAutoLockMinutes, type Preferences, type TellMe, type Theme } from "./prefs.ts";
import { useShell } from "./shell.ts";
import { noticeKinds, type NoticeKind } from "../../shared/contract/notices.ts";

export interface Chosen {
  readonly language: Language;
  readonly theme: Theme;
  readonly shortcuts: boolean;
  readonly autoLockMinutes: number;
  readonly tellMe: TellMe;
  readonly tellKinds: readonly NoticeKind[];
  choose(change: Preferences): void;
}

const ChosenContext = createContext<Chosen | null>(null);

export function usePreferences(): Chosen {
  const chosen = useContext(ChosenContext);
  if (!chosen) throw new Error("no PreferencesProvider above this component");
  return chosen;
}

export function PreferencesProvider({ initial, children }: { readonly initial: Preferences; readonly children: ReactNode }) {
  const shell = useShell();
  const [stored, setStored] = useState<Preferences>(initial);
  const language = stored.language ?? preferredLanguage(navigator.languages);
  const theme = stored.theme ?? "system";
  const [i18n] = useState(() => createI18n(language));

  const choose = useCallback(
    (change: Preferences) => {
      setStored((before) => ({ ...before, ...change }));
      void shell.prefs.set(change);
    },
    [shell],
  );

  useEffect(() => {
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = i18n.dir(language);
  }, [i18n, language]);

  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);

  const chosen = useMemo<Chosen>(
    () => ({
      language,
      theme,
      shortcuts: stored.shortcuts ?? true,
      autoLockMinutes: stored.autoLockMinutes ?? defaultAutoLockMinutes,
      tellMe: stored.tellMe ?? "off",
      tellKinds: stored.tellKinds ?? noticeKinds,
      choose,
    }),
    [language, theme, stored, choose],
  );
  return (
    <ChosenContext value={chosen}>
      <I18nextProvider i18n={i18n}>
        <AriaLocale locale={language}>{children}</AriaLocale>
      </I18nextProvider>
    </ChosenContext>
  );
}
