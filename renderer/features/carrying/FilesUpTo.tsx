/** Up to which size files of the group go along in a bundle, or lie in a folder. */
import { useTranslation } from "react-i18next";
import { Select } from "../../design/Select.tsx";
import { useSize } from "../../design/size.ts";

const offered = [0, 1_000_000, 10_000_000, 100_000_000] as const;

export function FilesUpTo({ value, onChange }: { readonly value: number; readonly onChange: (bytes: number) => void }) {
  const { t } = useTranslation("carrying");
  const size = useSize();
  const all = offered.some((one) => one === value) ? offered : [...offered, value].sort((a, b) => a - b);
  return (
    <Select
      label={t("files")}
      value={String(value)}
      onChange={(bytes) => onChange(Number(bytes))}
      options={all.map((bytes) => ({ value: String(bytes), name: bytes === 0 ? t("files.none") : t("files.upTo", { size: size(bytes) }) }))}
    />
  );
}
