/** Sizes as people type them. */
import { WrongUsage } from "./command.ts";

const powers = { "": 0, k: 1, m: 2, g: 3 } as const;

/** Bytes of `800K`, `10M`, `1G` or `5000`, in thousands as disks count; null when nothing was typed. */
export function sizeFrom(typed: string | undefined): number | null {
  if (typed === undefined) return null;
  const [, number, unit] = /^(\d{1,12})\s*([kmg]?)b?$/iu.exec(typed.trim()) ?? [];
  if (number === undefined || unit === undefined) throw new WrongUsage(`'${typed}' is no size: 800K, 10M, 1G, or a number of bytes.`);
  return Number(number) * 1000 ** powers[unit.toLowerCase() as keyof typeof powers];
}
