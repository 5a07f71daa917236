/** Members by name: last heard from, whether they vote, who let them in. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { paths } from "../../app/paths.ts";
import { classes } from "../../design/classes.ts";
import { StateMark } from "../../design/StateMark.tsx";
import { Time } from "../../design/Time.tsx";
import table from "../../design/Table.module.css";
import { ComparedMark } from "./Comparing.tsx";
import styles from "./Members.module.css";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";

export function MemberTable({ group, members }: { readonly group: string; readonly members: readonly MemberRow[] }) {
  const { t } = useTranslation("members");
  return (
    <table className={classes(table.table, styles.people)}>
      <thead>
        <tr>
          <th scope="col">{t("col.name")}</th>
          <th scope="col">{t("col.heard")}</th>
          <th scope="col">{t("col.votes")}</th>
          <th scope="col">{t("col.admitted")}</th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id}>
            <th scope="row" className={table.name}>
              <Link href={paths.member(group, member.id)} className={styles.person}>
                <bdi>{member.name}</bdi>
              </Link>{" "}
              {member.me && <span className={styles.me}>{t("you")}</span>}
              <ComparedMark compared={member.compared} />
            </th>
            <td>
              <Heard member={member} />
            </td>
            <td data-label={t("col.votes")}>
              <Vote group={group} member={member} />
            </td>
            <td className={styles.admitted}>{member.founder ? t("founder") : member.admittedBy !== null && <bdi>{member.admittedBy}</bdi>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Heard({ member }: { readonly member: MemberRow }) {
  const { t } = useTranslation("members");
  if (member.me) return <>{t("thisMachine")}</>;
  if (member.reached) return <>{t("now")}</>;
  return member.heard === null ? <>{t("never")}</> : <Time at={member.heard} />;
}

function Vote({ group, member }: { readonly group: string; readonly member: MemberRow }) {
  const { t } = useTranslation("members");
  if (member.forked) {
    return (
      <span className={styles.marked} title={t("forked.why")}>
        <StateMark mark="conflict" bare /> <span className={styles.why}>{t("forked")}</span>
      </span>
    );
  }
  const [disputed] = member.removals;
  if (member.standing === "suspended" && disputed) return <Link href={paths.motion(group, disputed.motion)}>{t("suspended")}</Link>;
  if (member.inviteDoubled) return <span title={t("doubled.why")}>{t("doubled")}</span>;
  if (member.votes) return <>{t("votes")}</>;
  if (member.namingMotion !== null) return <Link href={paths.motion(group, member.namingMotion)}>{t("beingNamed")}</Link>;
  return <span className={styles.faint}>{t("notYet")}</span>;
}
