/** MAN-2. Who stands for an office and who was asked to; asking others, and one's own word. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Select } from "../../design/Select.tsx";
import type { CandidateView, MemberRow, OfficeView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions } from "./delegates-snapshot.ts";
import { MySupport } from "./MySupport.tsx";
import { supportedByMe } from "./support-words.ts";
import styles from "./Delegates.module.css";

interface CandidatesProps {
  readonly office: OfficeView;
  readonly members: readonly MemberRow[];
  readonly actions: DelegatesActions;
}

export function Candidates({ office, members, actions }: CandidatesProps) {
  const { t } = useTranslation("delegates");
  const names = useNames();
  const { candidates, holders, seats } = office;
  const mine = candidates.find(({ member }) => member.me);
  const iHold = holders.some(({ member }) => member.me);
  const known = new Set([...holders, ...candidates].map(({ member }) => member.id));
  const others = members.filter(({ id, me }) => !me && !known.has(id)).map(({ id, name }) => ({ value: id, name }));
  const supported = supportedByMe(office);
  const first = [...holders, ...candidates].find(({ member }) => member.id === supported[0]);
  const givesWay = office.iDecide && supported.length >= seats && candidates.some((one) => one.stands && !supported.includes(one.member.id)) ? first : undefined;
  return (
    <div className={styles.candidates}>
      <h3 className={styles.petitionTitle}>{t("candidates")}</h3>
      {candidates.length === 0 && <p className={styles.faint}>{t("candidates.none")}</p>}
      {candidates.map((one) => (
        <div key={one.member.id} className={styles.candidate}>
          <p>
            <bdi>{one.member.name}</bdi> <span className={styles.faint}>{one.stands ? [t("stands", { count: one.supports.length }), ...(one.supports.length > 0 ? [names(one.supports, 20)] : [])].join(": ") : t("asked", { names: names(one.askedBy) })}</span>
          </p>
          {one.stands && <MySupport small office={office} member={one.member} actions={actions} />}
        </div>
      ))}
      {givesWay && <p className={styles.faint}>{t("givesWay", { name: givesWay.member.name, count: seats })}</p>}
      <div className={styles.acts}>
        {!iHold && <MyWord mine={mine} office={office} actions={actions} />}
        {others.length > 0 && <Select plain label={t("ask")} labelHidden value={null} onChange={(member) => actions.ask(office.id, member)} options={others} placeholder={t("ask")} />}
      </div>
    </div>
  );
}

/** Asked, standing, or neither. */
function MyWord({ mine, office, actions }: Pick<CandidatesProps, "office" | "actions"> & { readonly mine: CandidateView | undefined }) {
  const { t } = useTranslation("delegates");
  const iStand = mine?.stands === true;
  return (
    <>
      {/* One button, so that the focus stays on it. */}
      <Button small onPress={() => actions.stand(office.id, !iStand)}>
        {t(iStand ? "standNoMore" : "standMyself")}
      </Button>
      {mine !== undefined && !iStand && (
        <Button small onPress={() => actions.stand(office.id, false)}>
          {t("standNot")}
        </Button>
      )}
    </>
  );
}
