/** Fractions as people type and read them: `1/2`, `>1/2`, `2/3`, `60%`, `1`. */
import type { Fraction } from "../shared/contract/commands.ts";
import { WrongUsage } from "./command.ts";

const form = /^(>=?)?\s*(?:(\d{1,7})\s*\/\s*(\d{1,7})|(\d{1,3})\s*%|([01]))$/u;

export function parseFraction(text: string, option: string): Fraction {
  const parts = form.exec(text.trim());
  if (parts === null) throw new WrongUsage(`--${option} takes a fraction such as 1/2 or ">1/2", not “${text}”.`);
  const [, sign, numerator, denominator, percent, whole] = parts;
  const strict = sign === ">";
  if (percent !== undefined) return { numerator: Number(percent), denominator: 100, strict };
  if (whole !== undefined) return { numerator: Number(whole), denominator: 1, strict };
  if (Number(denominator) === 0) throw new WrongUsage(`--${option} divides by nothing: “${text}”.`);
  return { numerator: Number(numerator), denominator: Number(denominator), strict };
}

export function formatFraction({ numerator, denominator, strict }: Fraction): string {
  const fraction = denominator === 1 ? (numerator === 1 ? "all" : String(numerator)) : `${numerator}/${denominator}`;
  return `${strict ? "more than" : "at least"} ${fraction}`;
}
