/** Sizes of files in the person's language: 1.2 MB. */
import { useLocale } from "./locale.ts";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function sizeWords(bytes: number, locale: string): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, { style: "unit", unit: units[power]!, unitDisplay: power === 0 ? "long" : "short", maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

export function useSize(): (bytes: number) => string {
  const locale = useLocale();
  return (bytes) => sizeWords(bytes, locale);
}
