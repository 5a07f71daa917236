/**
 * My ballot on one motion: what I have chosen so far and what I have cast. The choice is kept on this machine until it is
 * cast; what arrives meanwhile never changes it.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import * as v from "valibot";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import { choiceSchema, type Choice } from "../../../shared/contract/commands.ts";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import type { BallotActions, BallotSnapshot } from "./Ballot.tsx";
import { promisesAtOnce, takesBallots } from "./motion-words.ts";

interface BallotSource {
  readonly group: string;
  readonly motion: MotionSnapshot;
  /** Something was chosen that is not cast: what the page shows beside it stands still from here on. */
  readonly onVoting: (voting: boolean) => void;
  /** "Ballot cast. You can change it until Thursday 20:00." and the like. */
  readonly words: { readonly cast: string; readonly withdrawn: string; readonly undo: string };
}

export function useBallot({ group, motion, onVoting, words }: BallotSource) {
  const run = useRun();
  const toast = useToast();
  const { act, busy, refusal, dismiss } = useAct();
  const key = `ballot:${motion.id}`;
  const kept = useSnapshot({ query: "draft", key });
  const [choice, setChoice] = useState<Choice | null>(null);
  const [changing, setChanging] = useState(false);
  const { id, myBallot } = motion;
  const started = kept === undefined ? undefined : parseChoice(kept, motion);

  const leave = useCallback(() => {
    setChoice(null);
    setChanging(false);
    onVoting(false);
    void run({ type: "draft.save", key, text: "" });
  }, [run, key, onVoting]);

  const isOver = motion.iSealed || !takesBallots(motion.state);
  const offered = useRef<() => void>(undefined);
  // What a toast offers to undo cannot be undone any more.
  useEffect(() => {
    if (isOver) offered.current?.();
  }, [isOver]);

  const cast = async (given: Choice): Promise<void> => {
    const before = myBallot;
    if (!(await act(run({ type: "ballot.cast", group, motion: id, choice: given })))) return;
    leave();
    if (promisesAtOnce(motion)) return;
    const undo = async (): Promise<void> => {
      await act(run(before === null ? { type: "ballot.withdraw", group, motion: id } : { type: "ballot.cast", group, motion: id, choice: before }));
    };
    offered.current = toast({ text: words.cast, act: { name: words.undo, onAct: () => void undo() } });
  };

  const actions: BallotActions = {
    touch: () => onVoting(true),
    choose: (next) => {
      dismiss();
      onVoting(true);
      setChoice(next);
      void run({ type: "draft.save", key, text: JSON.stringify(next) });
    },
    cast: (given) => void cast(given),
    change: () => setChanging(true),
    leave,
    withdraw: async () => {
      if (await act(run({ type: "ballot.withdraw", group, motion: id }))) toast({ text: words.withdrawn });
    },
  };

  const mine = motion.rollCall.find((row) => row.member.me);
  const snapshot: BallotSnapshot = {
    motion,
    choice: choice ?? started ?? myBallot,
    voting: choice !== null || changing || (started ?? null) !== null,
    ready: kept !== undefined,
    castAt: mine?.time ?? null,
    conflict: mine?.status === "conflict",
    busy,
    refusal,
  };
  return { snapshot, actions };
}

/** What was kept from an earlier visit, if it still fits. */
function parseChoice(text: string, motion: MotionSnapshot): Choice | null {
  if (text === "") return null;
  const parsed = v.safeParse(choiceSchema, readJson(text));
  return parsed.success && parsed.output.method === motion.method ? parsed.output : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
