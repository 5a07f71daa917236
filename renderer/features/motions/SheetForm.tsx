/** POLL-11. A teller's sheet: the members of the roll with what each put on paper. What other tellers entered stands beside, to be compared line by line. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Select } from "../../design/Select.tsx";
import text from "../../design/text.module.css";
import type { Choice } from "../../../shared/contract/commands.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { MemberRef, MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { Kept } from "../discussions/Composer.tsx";
import { useDraft } from "../discussions/draft.ts";
import { ChoiceMark } from "./ChoiceMark.tsx";
import { shortNames } from "./member-names.ts";
import { sameChoice } from "./same-choice.ts";
import { pickedFrom, readTyped, typedOf } from "./typed-choice.ts";
import styles from "./SheetForm.module.css";

export type SheetLines = readonly { readonly member: string; readonly choice: Choice | null }[];

interface SheetFormProps {
  readonly motion: MotionSnapshot;
  readonly refusal: Refusal | null;
  readonly onEnter: (lines: SheetLines) => Promise<unknown>;
  readonly onCancel: () => void;
}

/** Typed: nothing is said of the member where it is empty. */
type Typed = Readonly<Record<string, string>>;
const gaveNone = "gaveNone";

export function SheetForm({ motion, refusal, onEnter, onCancel }: SheetFormProps) {
  const { t } = useTranslation("motions");
  const { method, options, rollCall } = motion;
  const draft = useDraft(`sheet:${motion.id}`, JSON.stringify(signedByMe(motion)));
  const typed = useMemo(() => readTypedLines(draft.text), [draft.text]);
  const members = rollCall.map(({ member }) => member);
  const nameOf = shortNames(members);
  const read = (member: MemberRef): Choice | null | undefined => (typed[member.id] === gaveNone ? null : readTyped(method, options.length, typed[member.id] ?? ""));
  const wrong = members.find((member) => (typed[member.id] ?? "") !== "" && read(member) === undefined);
  const write = (member: MemberRef, value: string): void => draft.write(JSON.stringify({ ...typed, [member.id]: value }));
  const lines = members.flatMap((member) => {
    const choice = read(member);
    return choice === undefined ? [] : [{ member: member.id, choice }];
  });
  return (
    <form
      className={styles.form}
      onSubmit={async (event) => {
        event.preventDefault();
        if (wrong === undefined && (await onEnter(lines)) !== false) draft.clear();
      }}
    >
      <p>{t("paper.formSay")}</p>
      {pickedFrom(method) === null && <p className={text.dim}>{t(`paper.type.${method as "approval"}`)}</p>}
      <ul className={styles.lines}>
        {members.map((member) => (
          <li key={member.id}>
            <Line motion={motion} name={nameOf(member)} value={typed[member.id] ?? ""} wrong={member === wrong} onChange={(value) => write(member, value)} />
            <Others motion={motion} member={member} mine={read(member)} onSame={(value) => write(member, value)} />
          </li>
        ))}
      </ul>
      <RefusalNote refusal={refusal} />
      <div className={text.line}>
        <Button kind="first" small type="submit" waits={wrong === undefined ? null : t("paper.waits", { name: wrong.name })}>
          {t("paper.sign", { count: lines.length })}
        </Button>
        <Button kind="quiet" small onPress={onCancel}>
          {t("hands.cancel")}
        </Button>
        <Kept state={draft.state} />
      </div>
    </form>
  );
}

interface LineProps {
  readonly motion: MotionSnapshot;
  readonly name: string;
  readonly value: string;
  readonly wrong: boolean;
  readonly onChange: (value: string) => void;
}

function Line({ motion, name, value, wrong, onChange }: LineProps) {
  const { t } = useTranslation("motions");
  const words = pickedFrom(motion.method);
  if (words === null) return <TextField label={name} value={value === gaveNone ? "" : value} onChange={onChange} problem={wrong ? t("paper.notUnderstood") : null} />;
  const options = [{ value: "unsaid", name: t("paper.unsaid") }, ...words.map((word) => ({ value: word, name: t(`choice.${word as "yes"}`) })), { value: gaveNone, name: t("paper.none") }];
  return <Select label={name} value={value === "" ? "unsaid" : value} onChange={(next) => onChange(next === "unsaid" ? "" : next)} options={options} />;
}

interface OthersProps {
  readonly motion: MotionSnapshot;
  readonly member: MemberRef;
  readonly mine: Choice | null | undefined;
  readonly onSame: (typed: string) => void;
}

/** What other tellers say of this member: to be held against the paper, and taken over where it is right. */
function Others({ motion, member, mine, onSame }: OthersProps) {
  const { t } = useTranslation("motions");
  const said = motion.paper.lines.find((line) => line.member.id === member.id)?.said.filter(({ teller }) => !teller.me) ?? [];
  return said.map(({ teller, choice }, at) => {
    const isSame = mine !== undefined && (mine === null || choice === null ? mine === choice : sameChoice(mine, choice));
    return (
      <p key={at} className={styles.other}>
        <bdi>{teller.name}</bdi>: {choice === null ? t("paper.none") : <ChoiceMark choice={choice} />}{" "}
        {mine === undefined ? (
          <Button kind="quiet" small onPress={() => onSame(choice === null ? gaveNone : typedOf(choice))}>
            {t("paper.same", { name: member.name })}
          </Button>
        ) : (
          <span className={isSame ? text.faint : text.need}>{t(isSame ? "paper.agrees" : "paper.differs")}</span>
        )}
      </p>
    );
  });
}

/** What I signed before. */
function signedByMe({ paper }: MotionSnapshot): Typed {
  return Object.fromEntries(paper.lines.flatMap(({ member, said }) => said.filter(({ teller }) => teller.me).map(({ choice }) => [member.id, choice === null ? gaveNone : typedOf(choice)] as const)));
}

function readTypedLines(kept: string): Typed {
  const said: unknown = kept === "" ? {} : JSON.parse(kept);
  return typeof said === "object" && said !== null ? (Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value === "string")) as Typed) : {};
}
