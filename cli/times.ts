/** Times as people type and read them: local, to the minute, or from now. */
import { WrongUsage } from "./command.ts";

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** `2026-12-01`, `2026-12-01T20:00` (local) or from now: `+90s`, `+30m`, `+12h`, `+7d`, `+2w`. In ms since 1970. */
export function parseTime(text: string, now: number, option: string): number {
  const span = /^\+(\d{1,6})([smhdw])$/u.exec(text);
  if (span !== null) return now + Number(span[1]) * units[span[2] as keyof typeof units];
  const date = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?$/u.exec(text);
  if (date !== null) {
    const [year, month, day, hour, minute] = date.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number];
    const time = new Date(year, month - 1, day, hour, minute);
    if (time.getMonth() === month - 1 && time.getDate() === day && hour < 24 && minute < 60) return time.getTime();
  }
  throw new WrongUsage(`--${option} takes a time such as 2026-12-01T20:00 or +7d, not “${text}”.`);
}

const two = (n: number): string => String(n).padStart(2, "0");

/** The same, and back from now: `7d` is a week ago. */
export function parsePast(text: string, now: number, option: string): number {
  return /^\d/u.test(text) && /[smhdw]$/u.test(text) ? 2 * now - parseTime(`+${text}`, now, option) : parseTime(text, now, option);
}

/** `2026-12-01 20:00`, local. */
export function formatTime(time: number): string {
  const d = new Date(time);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** `20:00:05`, local. */
export function formatClock(time: number): string {
  const d = new Date(time);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}
