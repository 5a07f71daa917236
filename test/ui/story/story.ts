/** An engine in memory that shows the story of the design, for the pages' own tests and pictures. It keeps nothing and
 * counts with the real tally. The real engine stands behind ./run. */
import { err, ok } from "../../../shared/base/result.ts";
import type { Answer } from "../../../shared/contract/answers.ts";
import type { EngineApi } from "../../../shared/contract/port.ts";
import type { QueryName, Snapshots } from "../../../shared/contract/snapshots.ts";
import { perform } from "./perform.ts";
import { show } from "./show.ts";
import { worldOf, type StoryState } from "./world.ts";

export function story(state: StoryState, now: number): EngineApi {
  const world = worldOf(state, now);
  const watchers = new Set<() => void>();
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };

  return {
    watch: (query, seen) => {
      // A query's name says which snapshot it has; the compiler cannot follow that through one function for all.
      const see = seen as (snapshot: Snapshots[QueryName]) => void;
      let last: unknown;
      const look = (): void => {
        const next = show(world, query, now);
        if (next === last) return;
        last = next;
        see(next);
      };
      const first = setTimeout(look, 0);
      watchers.add(look);
      return () => {
        clearTimeout(first);
        watchers.delete(look);
      };
    },
    run: async (command) => {
      const done = perform(world, command, now);
      changed();
      return "kind" in done ? err(done) : ok(done.answer as Answer<typeof command.type>);
    },
  };
}
