/** Settings: a page of sentences, each with the word one may change. */
import { useState, type FormEvent, type ReactNode } from "react";
import { Trans, useTranslation } from "react-i18next";
import { languageNames, languages, type Language } from "../../app/i18n.ts";
import type { TellMe, Theme } from "../../app/prefs.ts";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button, LinkButton } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import { Select } from "../../design/Select.tsx";
import { useSize } from "../../design/size.ts";
import { paths } from "../../app/paths.ts";
import { NoticeSettings } from "./NoticeSettings.tsx";
import { EraseDialog } from "../lock/EraseDialog.tsx";
import { lackOf, PassphraseFields } from "../onboarding/PassphraseFields.tsx";
import styles from "./Settings.module.css";
import type { NoticeKind } from "../../../shared/contract/notices.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";

export interface SettingsSnapshot {
  readonly name: string;
  readonly language: Language;
  readonly theme: Theme;
  readonly shortcuts: boolean;
  readonly autoLockMinutes: number;
  /** Bytes. */
  readonly files: { readonly auto: number; readonly quota: number };
  readonly tellMe: TellMe;
  readonly tellKinds: readonly NoticeKind[];
  readonly changing: boolean;
  readonly refusal: Refusal | null;
}

export interface SettingsActions {
  language(language: Language): void;
  theme(theme: Theme): void;
  shortcuts(on: boolean): void;
  autoLock(minutes: number): void;
  files(limits: { readonly auto: number; readonly quota: number }): void;
  /** False when the system does not let us. */
  tellMe(how: TellMe): Promise<boolean>;
  tellKinds(kinds: readonly NoticeKind[]): void;
  /** True when it was changed. */
  passphrase(current: string, next: string): Promise<boolean>;
  lock(): void;
  panic(): void;
}

interface SettingsProps {
  readonly snapshot: SettingsSnapshot;
  readonly actions: SettingsActions;
}

const themes: readonly Theme[] = ["system", "light", "dark"];
const autoSizes = [0, 2_000_000, 20_000_000, 200_000_000] as const;
const quotas = [200_000_000, 2_000_000_000, 20_000_000_000, 200_000_000_000] as const;
const autoLocks = ["5", "15", "30", "60", "0"] as const;

/** `machines`: the part about this person's machines. */
export function SettingsView({ snapshot, actions, machines }: SettingsProps & { readonly machines: ReactNode }) {
  const { t } = useTranslation("settings");
  const [asking, setAsking] = useState(false);
  return (
    <Page title={t("title")} under={t("under", { name: snapshot.name })}>
      <Part title={t("window")}>
        <div className={styles.sentences}>
          <Sentence
            name="language"
            choice={
              <Select
                plain
                labelHidden
                label={t("label.language")}
                value={snapshot.language}
                onChange={actions.language}
                options={languages.map((each) => ({ value: each, name: languageNames[each] }))}
              />
            }
          />
          <Sentence
            name="theme"
            choice={
              <Select
                plain
                labelHidden
                label={t("label.theme")}
                value={snapshot.theme}
                onChange={actions.theme}
                options={themes.map((each) => ({ value: each, name: t(`theme.${each}`) }))}
              />
            }
          />
          <Sentence
            name="shortcuts"
            choice={
              <Select
                plain
                labelHidden
                label={t("label.shortcuts")}
                value={snapshot.shortcuts ? "on" : "off"}
                onChange={(chosen) => actions.shortcuts(chosen === "on")}
                options={(["on", "off"] as const).map((each) => ({ value: each, name: t(`shortcuts.${each}`) }))}
              />
            }
          />
        </div>
        <LinkButton kind="quiet" small to={paths.shortcuts}>
          {t("shortcutsList")}
        </LinkButton>
      </Part>
      <NoticeSettings tellMe={snapshot.tellMe} kinds={snapshot.tellKinds} choose={actions.tellMe} chooseKinds={actions.tellKinds} />
      {machines}
      <Part title={t("lock")}>
        <div className={styles.sentences}>
          <Sentence
            name="autoLock"
            choice={
              <Select
                plain
                labelHidden
                label={t("label.autoLock")}
                value={autoLocks.find((each) => Number(each) === snapshot.autoLockMinutes) ?? "15"}
                onChange={(chosen) => actions.autoLock(Number(chosen))}
                options={autoLocks.map((each) => ({ value: each, name: each === "0" ? t("autoLock.never") : t("autoLock.after", { count: Number(each) }) }))}
              />
            }
          />
        </div>
        <Button onPress={actions.lock} icon="lock">
          {t("lockNow")}
        </Button>
      </Part>
      <Part title={t("files")}>
        <div className={styles.sentences}>
          <Sentence
            name="auto"
            choice={<Size label={t("label.auto")} sizes={autoSizes} value={snapshot.files.auto} onChange={(auto) => actions.files({ ...snapshot.files, auto })} />}
          />
          <Sentence
            name="quota"
            choice={<Size label={t("label.quota")} sizes={quotas} value={snapshot.files.quota} onChange={(quota) => actions.files({ ...snapshot.files, quota })} />}
          />
        </div>
        <p className={styles.words}>{t("files.what")}</p>
      </Part>
      <Part title={t("change")}>
        <ChangePassphrase snapshot={snapshot} actions={actions} />
      </Part>
      <Part title={t("panic")}>
        <p className={styles.words}>{t("panic.what")}</p>
        <Button onPress={() => setAsking(true)}>{t("panic.act")}</Button>
        <EraseDialog open={asking} onKeep={() => setAsking(false)} onErase={actions.panic} />
      </Part>
    </Page>
  );
}

/** The choice stands where the language of the sentence wants it. */
function Sentence({ name, choice }: { readonly name: "language" | "theme" | "shortcuts" | "autoLock" | "auto" | "quota"; readonly choice: React.ReactElement }) {
  const { t } = useTranslation("settings");
  return (
    <div className={styles.sentence}>
      <Trans t={t} i18nKey={`sentence.${name}`} components={{ choice }} />
    </div>
  );
}

interface SizeProps {
  readonly label: string;
  readonly sizes: readonly number[];
  readonly value: number;
  readonly onChange: (bytes: number) => void;
}

/** One of a few sizes; another that was set elsewhere stands among them. */
function Size({ label, sizes, value, onChange }: SizeProps) {
  const { t } = useTranslation("settings");
  const words = useSize();
  const offered = [...new Set([...sizes, value])].sort((a, b) => a - b);
  return (
    <Select
      plain
      labelHidden
      label={label}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
      options={offered.map((bytes) => ({ value: String(bytes), name: bytes === 0 ? t("size.none") : words(bytes) }))}
    />
  );
}

function ChangePassphrase({ snapshot, actions }: SettingsProps) {
  const { t } = useTranslation("settings");
  const { t: tLack } = useTranslation("onboarding");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState({ first: "", again: "" });
  const lack = current === "" ? t("change.current.missing") : lackOf(next);
  const waits = snapshot.changing ? t("changing") : lack === null ? null : current === "" ? lack : tLack(lack);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (waits !== null) return;
    if (!(await actions.passphrase(current, next.first))) return;
    setCurrent("");
    setNext({ first: "", again: "" });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField label={t("change.current")} type="password" autoComplete="current-password" value={current} onChange={setCurrent} />
      <PassphraseFields label={t("change.next")} value={next} onChange={setNext} />
      <Button type="submit" waits={waits}>
        {t("change.act")}
      </Button>
      {!snapshot.changing && <RefusalNote refusal={snapshot.refusal} />}
    </form>
  );
}
