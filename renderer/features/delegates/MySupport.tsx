/** MAN-3. Giving one's support to a member, and taking it back, on any day. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import type { MemberRef, OfficeView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions } from "./delegates-snapshot.ts";
import { supportedByMe, withAlso, without } from "./support-words.ts";

interface MySupportProps {
  readonly office: OfficeView;
  readonly member: MemberRef;
  readonly actions: DelegatesActions;
  readonly small?: boolean;
}

export function MySupport({ office, member, actions, small = false }: MySupportProps) {
  const { t } = useTranslation("delegates");
  if (!office.iDecide) return null;
  const supports = supportedByMe(office).includes(member.id);
  return (
    <Button small={small} onPress={() => actions.support(office.id, supports ? without(office, member.id) : withAlso(office, member.id))}>
      {supports ? t("withdraw") : t("support", { name: member.name })}
    </Button>
  );
}
