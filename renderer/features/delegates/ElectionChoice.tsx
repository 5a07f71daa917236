/** How members choose among more people than there are seats: for one seat by two ways, several are shared out in proportion, and a lot may fall between all who stand. */
import { useTranslation } from "react-i18next";
import { RadioGroup } from "../../design/RadioGroup.tsx";
import { choosings, type Choosing } from "./election.ts";

interface ElectionChoiceProps {
  readonly seats: number;
  readonly choosing: Choosing;
  readonly onChange: (choosing: Choosing) => void;
}

export function ElectionChoice({ seats, choosing, onChange }: ElectionChoiceProps) {
  const { t } = useTranslation("delegates");
  const shared = { value: "ranking", name: t("election.ranking"), explained: t("election.seats", { count: seats }) } as const;
  const ways = choosings.map((value) => ({ value, name: t(`election.${value}`), explained: t(`election.${value}Say`) }));
  const options = seats > 1 ? [shared, ...ways.filter(({ value }) => value === "lot")] : ways;
  return <RadioGroup label={t("election.how")} value={seats > 1 && choosing === "approval" ? "ranking" : choosing} onChange={onChange} options={options} />;
}
