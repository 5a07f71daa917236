/**
 * The story of the design on a desk where a test can lay things: what arrives, what the engine refuses, what was asked of
 * it. Tests reach it as `window.desk`.
 */
import { err } from "../../../shared/base/result.ts";
import type { Command, CommandType } from "../../../shared/contract/commands.ts";
import type { EngineApi } from "../../../shared/contract/port.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { Query, QueryName, Snapshots } from "../../../shared/contract/snapshots.ts";

type Change = (snapshot: Snapshots[QueryName]) => Snapshots[QueryName];

export interface Desk {
  /** Every command, oldest first. */
  readonly ran: Command[];
  /** What the story shows for a query. */
  watch: EngineApi["watch"];
  /** Changes what one query shows, now and later. */
  change<Q extends QueryName>(query: Q, change: (snapshot: Snapshots[Q]) => Snapshots[Q]): void;
  /** Refuses the next commands of a type. */
  refuse(type: CommandType, refusal: Refusal): void;
  /** Answers the next commands of a type. */
  answer(type: CommandType, answer: unknown): void;
}

export function laid(engine: EngineApi): { engine: EngineApi; desk: Desk } {
  const ran: Command[] = [];
  const changes = new Map<QueryName, Change[]>();
  const refusals = new Map<CommandType, Refusal>();
  const answers = new Map<CommandType, unknown>();
  const looks = new Map<QueryName, Set<() => void>>();

  const changed = (name: QueryName, snapshot: Snapshots[QueryName]): Snapshots[QueryName] =>
    (changes.get(name) ?? []).reduce((now, change) => change(now), snapshot);

  const watch = (query: Query, seen: (snapshot: never) => void): (() => void) => {
    let last: Snapshots[QueryName] | undefined;
    const show = (): void => {
      if (last !== undefined) seen(changed(query.query, last) as never);
    };
    const set = looks.get(query.query) ?? new Set();
    looks.set(query.query, set.add(show));
    const stop = engine.watch(query, (snapshot) => {
      last = snapshot;
      show();
    });
    return () => {
      set.delete(show);
      stop();
    };
  };

  const run = async (command: Command): Promise<unknown> => {
    ran.push(command);
    const refusal = refusals.get(command.type);
    if (refusal) return err(refusal);
    if (answers.has(command.type)) return { ok: true, value: answers.get(command.type) };
    return engine.run(command as never);
  };

  const desk: Desk = {
    ran,
    watch: engine.watch,
    change: (query, change) => {
      changes.set(query, [...(changes.get(query) ?? []), change as unknown as Change]);
      for (const show of looks.get(query) ?? []) show();
    },
    refuse: (type, refusal) => void refusals.set(type, refusal),
    answer: (type, answer) => void answers.set(type, answer),
  };
  return { engine: { run: run as EngineApi["run"], watch: watch as EngineApi["watch"] }, desk };
}
