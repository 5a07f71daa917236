/** A new passphrase, typed twice, with how long it would hold said in plain words. */
import { useTranslation } from "react-i18next";
import { TextField } from "../../design/Field.tsx";
import { leastLength, strengthOf } from "./strength.ts";

export interface NewPassphrase {
  readonly first: string;
  readonly again: string;
}

interface PassphraseFieldsProps {
  readonly label: string;
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
}

/** What a new passphrase still lacks, as a key of this feature's strings; null when it can be taken. */
export function lackOf({ first, again }: NewPassphrase): "passphrase.missing" | "passphrase.tooShort" | "passphrase.twice" | null {
  if (first === "") return "passphrase.missing";
  if (strengthOf(first) === "short") return "passphrase.tooShort";
  return first === again ? null : "passphrase.twice";
}

export function PassphraseFields({ label, value, onChange }: PassphraseFieldsProps) {
  const { t } = useTranslation("onboarding");
  const strength = strengthOf(value.first);
  const different = value.again !== "" && !value.first.startsWith(value.again) && value.again !== value.first;
  return (
    <>
      <TextField
        label={label}
        type="password"
        autoComplete="new-password"
        value={value.first}
        onChange={(first) => onChange({ ...value, first })}
        hint={<span role="status">{value.first === "" ? t("passphrase.hint") : t(`strength.${strength}`, { least: leastLength })}</span>}
      />
      <TextField
        label={t("passphrase.again")}
        type="password"
        autoComplete="new-password"
        value={value.again}
        onChange={(again) => onChange({ ...value, again })}
        problem={different ? t("passphrase.different") : null}
      />
    </>
  );
}
