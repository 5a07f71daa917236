/** One office: who holds it, how they are supported today, and what a member can do about it at any moment. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import { useWhen } from "../../design/Time.tsx";
import type { HolderView, OfficeView, SupportView } from "../../../shared/contract/snapshots.ts";
import type { DelegatesActions, DelegatesSnapshot } from "./delegates-snapshot.ts";
import { InOurName } from "./InOurName.tsx";
import { Petition } from "./Petition.tsx";
import styles from "./Delegates.module.css";

interface OfficeProps {
  readonly office: OfficeView;
  readonly snapshot: DelegatesSnapshot;
  readonly actions: DelegatesActions;
}

export function Office({ office, snapshot, actions }: OfficeProps) {
  const { t } = useTranslation("delegates");
  const when = useWhen();
  const { group } = snapshot;
  const first = office.holders[0];
  return (
    <Part title={<bdi>{office.title}</bdi>} {...(first && { aside: t("since", { date: when.date(first.since) }) })}>
      <p className={styles.scope} dir="auto">
        {office.scope}
      </p>
      {office.instructions !== "" && (
        <p className={styles.scope}>
          {t("instructions")} <bdi>{office.instructions}</bdi>
        </p>
      )}
      {office.disputed && <p role="status">{t("disputed")}</p>}
      {office.holders.length === 0 && !office.disputed && <p>{t("vacant")}</p>}
      {office.holders.map((holder) => (
        <Holder key={holder.member.id} holder={holder} office={office} snapshot={snapshot} actions={actions} />
      ))}
      <Candidates office={office} actions={actions} />
      {office.votes.map((vote) => (
        <p key={vote.motion}>
          <Link href={paths.motion(group, vote.motion)}>{vote.of === null ? t("vote.mandate") : t("vote.recall", { name: vote.of.name })}</Link>
        </p>
      ))}
      <div className={styles.deeds}>
        {office.deeds.slice(0, 5).map((deed) => (
          <p key={deed.id} className={styles.faint}>
            {when.short(deed.time)} {t(`act.${deed.act}`, { name: deed.member.name })} <bdi>{deed.text}</bdi> {!deed.stands && t("void")}
          </p>
        ))}
      </div>
      <ForOthers office={office} snapshot={snapshot} actions={actions} />
    </Part>
  );
}

function Holder({ holder, office, snapshot, actions }: OfficeProps & { readonly holder: HolderView }) {
  const { t } = useTranslation("delegates");
  const { member } = holder;
  const mine = office.mySupport;
  const supports = mine !== "conflict" && mine.includes(member.id);
  return (
    <>
      <p className={styles.holder}>
        <b dir="auto">{member.name}</b> <span>{t("supported", { count: holder.supports.length, of: office.deciding })}</span>
      </p>
      <meter className={styles.bar} min={0} max={office.deciding} value={holder.supports.length} aria-label={t("supported", { count: holder.supports.length, of: office.deciding })} />
      <Support of={holder} />
      {holder.lost && <p role="status">{t("lost", { name: member.name })}</p>}
      <p className={styles.acts}>
        {office.iDecide && (supports ? <Button onPress={() => actions.support(office.id, without(office, member.id))}>{t("withdraw")}</Button> : <Button onPress={() => actions.support(office.id, and(office, member.id))}>{t("support", { name: member.name })}</Button>)}
        {member.me && <Button onPress={() => actions.stand(office.id, false)}>{t("layDown")}</Button>}
        <Link href={paths.motion(snapshot.group, holder.mandate)}>{t("reports")}</Link>
      </p>
      {member.me && <InOurName office={office} actions={actions} />}
      <Petition holder={holder} office={office} snapshot={snapshot} actions={actions} />
    </>
  );
}

function Support({ of }: { readonly of: SupportView }) {
  const { t } = useTranslation("delegates");
  const names = useNames();
  return (
    <dl className={styles.support}>
      {(["supports", "withdrew", "silent"] as const).map((what) =>
        of[what].length === 0 ? null : (
          <div key={what}>
            <dt>{t(`live.${what}`)}</dt>
            <dd>{names(of[what], 20)}</dd>
            <dd className={styles.number}>{of[what].length}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Candidates({ office, actions }: Pick<OfficeProps, "office" | "actions">) {
  const { t } = useTranslation("delegates");
  const names = useNames();
  const iStand = office.candidates.some(({ member, stands }) => member.me && stands);
  const iHold = office.holders.some(({ member }) => member.me);
  return (
    <>
      {office.candidates.map((one) => (
        <p key={one.member.id} className={styles.acts}>
          <bdi>{one.member.name}</bdi> <span>{one.stands ? t("stands", { count: one.supports.length }) : t("asked", { names: names(one.askedBy) })}</span>
          {one.stands && office.iDecide && (
            <Button small onPress={() => actions.support(office.id, [one.member.id])}>
              {t("support", { name: one.member.name })}
            </Button>
          )}
          {one.stands && office.iDecide && (
            <Button small onPress={() => actions.certify(office.id, one.member.id)}>
              {t("certify", { name: one.member.name })}
            </Button>
          )}
        </p>
      ))}
      {!iHold && (
        <p className={styles.acts}>
          <Button small onPress={() => actions.stand(office.id, !iStand)}>
            {t(iStand ? "standNoMore" : "standMyself")}
          </Button>
        </p>
      )}
    </>
  );
}

/** The credential, and the groups it is presented to by itself. */
function ForOthers({ office, snapshot, actions }: OfficeProps) {
  const { t } = useTranslation("delegates");
  if (office.holders.length === 0 && office.ended.length === 0) return null;
  const isShown = (id: string): boolean => office.presentedTo.some((one) => one.group === id);
  return (
    <div className={styles.others}>
      <p className={styles.acts}>
        <Button small icon="save" onPress={() => actions.saveCredential(office.id)}>
          {t("credential.save")}
        </Button>
        {snapshot.otherGroups.map(({ id, name }) => (
          <Button key={id} small onPress={() => actions.link(office.id, id, !isShown(id))}>
            {t(isShown(id) ? "credential.unlink" : "credential.link", { group: name })}
          </Button>
        ))}
      </p>
      {snapshot.otherGroups.length > 0 && <p className={styles.faint}>{t("credential.seen")}</p>}
    </div>
  );
}

const chosen = ({ mySupport }: OfficeView): readonly string[] => (mySupport === "conflict" ? [] : mySupport);
const without = (office: OfficeView, member: string): readonly string[] => chosen(office).filter((id) => id !== member);
/** At most one a seat: the oldest choice gives way. */
const and = (office: OfficeView, member: string): readonly string[] => [...without(office, member), member].slice(-office.seats);
