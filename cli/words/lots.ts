/** POLL-15. How a lot fell, so that it can be worked out again by hand. */
import type { DrawView, LotView } from "../../shared/contract/result-snapshots.ts";
import { noneOfThese } from "../choices.ts";
import { list } from "./lists.ts";

export function drawLines({ thrown, seed, lots }: DrawView, titles: readonly string[]): string[] {
  const missing = thrown.filter(({ value }) => value === null).map(({ member }) => member.name);
  const numbers = thrown.map(({ member, value }) => `  ${member.name}: ${value ?? "not shown yet"}`);
  if (seed === null) return [`The lot falls once everyone who voted has shown the number they threw in; it waits for ${list(missing)}.`, ...numbers];
  return ["Numbers thrown in with the ballots, joined in this order:", ...numbers, `Together they give ${seed}`, ...lots.flatMap((lot) => lotLines(lot, titles))];
}

function lotLines({ option, order, taken }: LotView, titles: readonly string[]): string[] {
  const name = (item: LotView["order"][number]["item"]): string => (typeof item === "number" ? (titles[item] ?? noneOfThese) : item.name);
  const fell = list(order.slice(0, taken).map(({ item }) => name(item)));
  const what = option === null ? "" : ` for ${titles[option] ?? "?"}`;
  return [`The lot${what} fell on ${fell}, with the lowest of:`, ...order.map(({ item, number }) => `  ${number} ${name(item)}`)];
}
