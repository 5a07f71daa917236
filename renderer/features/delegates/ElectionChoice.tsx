/** How members choose among more people than there are seats: for one seat there are two ways, several are shared out in proportion. */
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
  if (seats > 1) return <p>{t("election.seats", { count: seats })}</p>;
  return (
    <RadioGroup label={t("election.how")} value={choosing} onChange={onChange} options={choosings.map((value) => ({ value, name: t(`election.${value}`), explained: t(`election.${value}Say`) }))} />
  );
}
