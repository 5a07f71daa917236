/** Histories that are told step by step, and every part of one that somebody may know. */
import type { Event } from "./village.ts";

export interface Step {
  readonly what: string;
  readonly events: readonly Event[];
}

export const eventsOf = (steps: readonly Step[]): Event[] => steps.flatMap(({ events }) => events);

export const subsets = <T>(all: readonly T[]): T[][] => all.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
