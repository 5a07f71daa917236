/** ID-5. This person's words: what they bring back, and whether they are on paper. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "../../design/Toast.tsx";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useAct } from "../../engine/use-act.ts";
import type { IdentitySnapshot } from "../../../shared/contract/identity-snapshot.ts";
import type { Answer, WordsActions, WordsSnapshot } from "./WordsView.tsx";

const wordsAsked = 3;

export const useIdentity = (): IdentitySnapshot | undefined => useSnapshot({ query: "identity" });

export function useWords(): { readonly snapshot: WordsSnapshot; readonly actions: WordsActions } | null {
  const { t } = useTranslation("identity");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const [words, setWords] = useState<WordsSnapshot["words"]>(null);
  const [asked, setAsked] = useState<readonly number[] | null>(null);
  const identity = useIdentity();
  const profile = useSnapshot({ query: "profile" });
  if (identity === undefined || profile === undefined) return null;

  async function show(): Promise<void> {
    const done = await act(run({ type: "identity.words" }));
    if (!done) return;
    setAsked(null);
    const name = (id: string): string => identity?.groups.find((group) => group.id === id)?.name ?? "";
    setWords([{ group: null, words: done.answer.words }, ...done.answer.groups.map(({ group, words: own }) => ({ group: name(group), words: own }))]);
  }
  async function confirm(answers: readonly Answer[]): Promise<void> {
    const done = await act(run({ type: "identity.confirm", answers: [...answers] }));
    if (!done) return;
    setAsked(null);
    say({ text: t("confirmed") });
  }
  return {
    snapshot: { identity, name: profile.name, words, asked, busy, refusal },
    actions: {
      show: () => void show(),
      hide: () => setWords(null),
      print: () => window.print(),
      ask: () => {
        setAsked(somePlaces(words?.[0]?.words.length ?? 0));
        setWords(null);
      },
      confirm: (answers) => void confirm(answers),
    },
  };
}

/** Three places by chance, ascending from one. */
function somePlaces(count: number): readonly number[] {
  const places = Array.from({ length: count }, (_, i) => i + 1);
  while (places.length > wordsAsked) places.splice(Math.floor(Math.random() * places.length), 1);
  return places;
}
