/** Linking two machines of one person: a code, six digits, and what became of it. */
import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { TextField } from "../../design/Field.tsx";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { Part } from "../../design/Part.tsx";
import { QrCode } from "../codes/QrCode.tsx";
import styles from "./Machines.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { GroupRow, LinkingSnapshot, OwnMachineRow } from "../../../shared/contract/snapshots.ts";

export interface LinkingView {
  readonly linking: LinkingSnapshot;
  readonly groups: readonly GroupRow[];
  readonly machines: readonly OwnMachineRow[];
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface LinkingActions {
  show(name: string): void;
  accept(code: string): void;
  confirm(equal: boolean): void;
  stop(): void;
  copy(code: string): void;
}

interface MachinesProps {
  readonly snapshot: LinkingView;
  readonly actions: LinkingActions;
  /** The machines there are. */
  readonly children: ReactNode;
}

export function MachinesView({ snapshot, actions, children }: MachinesProps) {
  const { t } = useTranslation("machines");
  const { linking, groups, machines, busy, refusal } = snapshot;
  const nameHere = machines.find(({ here }) => here)?.name ?? "";
  const under = linking.is === "showing" || linking.is === "looking" || linking.is === "comparing" || linking.is === "linking";
  return (
    <Part title={t("title")}>
      <div className={styles.machines}>
        <p className={styles.dim}>{t("what")}</p>
        {!under && children}
        <div role="status">
          <State linking={linking} />
        </div>
        {linking.is === "showing" && <Code code={linking.code} copy={actions.copy} />}
        {linking.is === "comparing" && linking.asks !== "digits" && <p className={styles.digits}>{linking.digits}</p>}
        {linking.is === "comparing" && linking.asks === "typed" && <WasTyped onSaid={actions.confirm} />}
        {linking.is === "comparing" && linking.asks === "digits" && <Typed label={t("digits")} act={t("compare")} lack={t("digits.empty")} least={6} onDone={(typed) => actions.confirm(digitsIn(typed) === digitsIn(linking.digits))} />}
        {!under && groups.length > 0 && <Typed label={t("accept.label")} act={t("accept")} lack={t("accept.empty")} least={1} onDone={actions.accept} />}
        {!under && <Typed key={nameHere} label={t("name")} act={t("show")} lack={t("name.empty")} least={1} begin={nameHere} onDone={actions.show} />}
        {!busy && <RefusalNote refusal={refusal} />}
        {under && !(linking.is === "comparing" && linking.asks === "typed") && (
          <Button small onPress={actions.stop}>
            {t("stop")}
          </Button>
        )}
        {/* What is asked of the person stands first, in sight. */}
        {under && children}
      </div>
    </Part>
  );
}

const digitsIn = (text: string): string => text.replace(/\D/gu, "");

function State({ linking }: { readonly linking: LinkingSnapshot }) {
  const { t } = useTranslation("machines");
  const locale = useLocale();
  const words = (names: readonly string[]): string => listWords(names, locale);
  switch (linking.is) {
    case "none":
      return null;
    case "showing":
    case "looking":
      return <p>{t(linking.is)}</p>;
    case "comparing":
      return <p>{t(`comparing.${linking.asks ?? "shown"}`, { name: linking.name })}</p>;
    case "linking":
      return <p>{t("linking", { count: linking.done })}</p>;
    case "linked":
      return (
        <>
          <p>{linking.groups.length === 0 ? t("linked.none") : t("linked", { groups: words(linking.groups) })}</p>
          {linking.left.length > 0 && <p>{t("left", { groups: words(linking.left) })}</p>}
        </>
      );
    case "failed":
      return <ErrorNote>{t(`failed.${linking.why}`)}</ErrorNote>;
  }
}

/** Only the person knows what the other machine said of the digits. */
function WasTyped({ onSaid }: { readonly onSaid: (typed: boolean) => void }) {
  const { t } = useTranslation("machines");
  return (
    <div className={styles.acts}>
      <Button onPress={() => onSaid(true)}>{t("typed.yes")}</Button>
      <Button kind="quiet" onPress={() => onSaid(false)}>
        {t("typed.no")}
      </Button>
    </div>
  );
}

function Code({ code, copy }: { readonly code: string; readonly copy: (code: string) => void }) {
  const { t } = useTranslation("machines");
  return (
    <div className={styles.code}>
      <QrCode text={code} label={t("code")} />
      <div className={styles.text}>
        <code title={code}>{code}</code>
        <Button small onPress={() => copy(code)}>
          {t("copy")}
        </Button>
      </div>
    </div>
  );
}

interface TypedProps {
  readonly label: string;
  readonly act: string;
  /** What is said while too little is typed. */
  readonly lack: string;
  readonly least: number;
  /** What stands there at first. */
  readonly begin?: string;
  readonly onDone: (typed: string) => void;
}

function Typed({ label, act, lack, least, begin = "", onDone }: TypedProps) {
  const [typed, setTyped] = useState(begin);
  const waits = typed.trim().length < least ? lack : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (waits === null) onDone(typed);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField label={label} autoComplete="off" value={typed} onChange={setTyped} />
      <Button type="submit" waits={waits}>
        {act}
      </Button>
    </form>
  );
}
