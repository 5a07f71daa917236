/** What commands about offices share: finding the office and the member one means (MAN-1). */
import { WrongUsage } from "./command.ts";
import { orCaughtUp } from "./catching-up.ts";
import { findId, type Session } from "./session.ts";
import { methodNames, type MethodName } from "../shared/contract/commands.ts";
import type { OfficeView } from "../shared/contract/mandate-snapshots.ts";

/** By title, id or the beginning of one. */
export async function officeOf(session: Session, group: string, typed: string, wait?: string): Promise<OfficeView> {
  return orCaughtUp(session, group, wait, async () => {
    const { offices } = await session.look({ query: "mandates", group });
    const titled = offices.filter(({ title }) => title.toLowerCase() === typed.trim().toLowerCase());
    const id = titled.length === 1 ? titled[0]!.id : findId(typed, offices.map((office) => office.id), "office");
    return offices.find((office) => office.id === id)!;
  });
}

export const officeHelp = "OFFICE is its title, its id or the beginning of it.";

export function deadlineOf(days: string | undefined): { readonly deadline: number } | Record<never, never> {
  if (days === undefined) return {};
  if (!(Number(days) > 0)) throw new WrongUsage(`--days takes a number, not “${days}”.`);
  return { deadline: Date.now() + Number(days) * 86_400_000 };
}

export const methodHelp = `--method METHOD         how members choose among more people than seats: schulze, irv, approval, score for one seat,
                          stv-scottish or stv-meek for several, lots to draw (default: by ranking)
  --lots                  a lot settles ties; always with --method lots`;

export function electionMethodOf(typed: string | undefined, lots: boolean): { readonly method?: MethodName; readonly lots?: true } {
  const drawn = lots || typed === "lots" ? { lots: true as const } : {};
  if (typed === undefined) return drawn;
  const method = methodNames.find((each) => each === typed);
  if (method === undefined) throw new WrongUsage(`There is no method “${typed}”; known are ${methodNames.join(", ")}.`);
  return { method, ...drawn };
}
