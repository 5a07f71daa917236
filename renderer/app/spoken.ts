/** What the screen reader hears of the foot: only when a clause changes its meaning, and at most once a minute. */
import { useEffect, useRef, useState } from "react";
import { minutes } from "../../shared/base/units.ts";
import type { FootWords } from "./foot-sentence.ts";

export function useSpoken(words: FootWords): string {
  const [spoken, setSpoken] = useState("");
  const newest = useRef(words);
  const last = useRef({ meaning: words.meaning, time: 0 });
  useEffect(() => {
    newest.current = words;
  });
  useEffect(() => {
    if (last.current.meaning === words.meaning) return;
    const wait = Math.max(0, last.current.time + minutes(1) - Date.now());
    const timer = setTimeout(() => {
      last.current = { meaning: newest.current.meaning, time: Date.now() };
      setSpoken(newest.current.clauses.join(". "));
    }, wait);
    return () => clearTimeout(timer);
  }, [words.meaning]);
  return spoken;
}
