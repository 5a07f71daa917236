/** Members whom the bylaws keep from a vote until others stand for them, or a motion admits them (LAW-4). */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import styles from "./Members.module.css";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";

interface WaitingProps {
  readonly members: readonly MemberRow[];
  readonly iVote: boolean;
  readonly busy: boolean;
  readonly sponsor: (member: string) => void;
  readonly admit: (member: string, name: string) => void;
}

export function Waiting({ members, iVote, busy, sponsor, admit }: WaitingProps) {
  const { t } = useTranslation("members");
  const names = useNames();
  const waiting = members.filter(({ awaits, namingMotion }) => awaits !== null && namingMotion === null);
  if (waiting.length === 0) return null;
  const waits = busy ? t("naming.busy") : null;
  return (
    <Part title={t("waiting")} count={waiting.length}>
      <ul className={styles.arrived}>
        {waiting.map((member) => (
          <li key={member.id}>
            <span>
              <b dir="auto">{member.name}</b> {t(`waiting.${member.awaits!}`)}{" "}
              {member.sponsors.length > 0 && t("waiting.by", { names: names(member.sponsors, 6) })}
            </span>
            {iVote && !member.me && member.awaits === "sponsors" && !member.sponsors.some(({ me }) => me) && (
              <Button small onPress={() => sponsor(member.id)} waits={waits}>
                {t("waiting.sponsor", { name: member.name })}
              </Button>
            )}
            {iVote && !member.me && member.awaits === "motion" && (
              <Button small onPress={() => admit(member.id, member.name)} waits={waits}>
                {t("waiting.admit", { name: member.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
