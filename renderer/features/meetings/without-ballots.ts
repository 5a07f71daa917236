/** POLL-11, MEET-3. What was counted of a motion in a meeting without ballots: hands, and votes on paper. */
import { useTranslation } from "react-i18next";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import type { MeetingMotion } from "../../../shared/contract/snapshots.ts";
import { useHandLines } from "../motions/hand-lines.ts";

export function useWithoutBallots(): (motion: MeetingMotion) => readonly string[] {
  const { t } = useTranslation("meetings");
  const locale = useLocale();
  const linesOf = useHandLines();
  return ({ method, options, hands, paper }) => {
    const lines = linesOf(method, options) ?? [];
    const said = (votes: readonly number[]): string => votes.map((n, line) => `${lines[line] ?? ""}: ${n}`).join(", ");
    const counts = hands.flatMap(({ teller, votes, seconds }) => [
      t("hands.counted", { votes: said(votes), name: teller.name }),
      ...seconds.map((second) => (second.agrees ? t("hands.same", { name: second.teller.name }) : t("hands.other", { name: second.teller.name, votes: said(second.votes) }))),
    ]);
    const names = listWords(paper.tellers.map(({ name }) => name), locale);
    return [...counts, ...(paper.counted > 0 ? [t("paper.counted", { count: paper.counted, of: paper.of, names })] : [])];
  };
}
