/** Members whom the bylaws keep from a vote until others stand for them, or a motion admits them (LAW-4). */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextArea } from "../../design/Field.tsx";
import { useNames } from "../../design/list-words.ts";
import { Part } from "../../design/Part.tsx";
import styles from "./Members.module.css";
import type { MemberRow } from "../../../shared/contract/snapshots.ts";

interface WaitingProps {
  readonly members: readonly MemberRow[];
  readonly iVote: boolean;
  readonly busy: boolean;
  readonly sponsor: (member: string) => void;
  /** Opens the motion that admits one. */
  readonly admit: (member: string, name: string, grounds: string) => void;
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
            {iVote && !member.me && member.awaits === "motion" && <Admitting member={member} waits={waits} admit={admit} />}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** LAW-4. A motion to admit says why: all who vote read it. */
function Admitting({ member, waits, admit }: Pick<WaitingProps, "admit"> & { readonly member: MemberRow; readonly waits: string | null }) {
  const { t } = useTranslation("members");
  const [grounds, setGrounds] = useState<string | null>(null);
  if (grounds === null) {
    return (
      <Button small onPress={() => setGrounds("")} waits={waits}>
        {t("waiting.admit", { name: member.name })}
      </Button>
    );
  }
  return (
    <form
      className={styles.grounds}
      onSubmit={(event) => {
        event.preventDefault();
        if (waits === null) admit(member.id, member.name, grounds);
      }}
    >
      <TextArea label={t("waiting.grounds")} value={grounds} onChange={setGrounds} hint={t("waiting.groundsHelp")} rows={3} people autoFocus />
      <p>
        <Button kind="first" type="submit" waits={waits}>
          {t("waiting.open")}
        </Button>
        <Button kind="quiet" onPress={() => setGrounds(null)}>
          {t("waiting.keep")}
        </Button>
      </p>
    </form>
  );
}
