/** ID-3. The number two members compare face to face: read aloud, or each scans the other's code. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { ErrorNote } from "../../design/ErrorNote.tsx";
import { TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { Icon } from "../../design/Icon.tsx";
import { useWhen } from "../../design/Time.tsx";
import { CodeSource } from "../codes/CodeSource.tsx";
import { QrCode } from "../codes/QrCode.tsx";
import styles from "./Comparing.module.css";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { ComparedState, MemberSnapshot } from "../../../shared/contract/snapshots.ts";

interface ComparingProps {
  readonly member: MemberSnapshot;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** The number on their machine; null takes the mark away. */
  readonly compare: (number: string | null) => void;
}

/** What stands in the code, so that no other is taken for one. */
const codeOf = (number: string): string => `veche:safety#${number.replaceAll(" ", "")}`;

export function Comparing(props: ComparingProps) {
  const { t } = useTranslation("members");
  const { name, safetyNumber, compared } = props.member;
  const [open, setOpen] = useState(false);
  if (safetyNumber === null) return null;
  return (
    <Part title={t("compare")}>
      <div className={styles.comparing}>
        <ComparedWords name={name} compared={compared} />
        {open ? (
          <Number {...props} number={safetyNumber} />
        ) : (
          <Button onPress={() => setOpen(true)}>{t("compare.show")}</Button>
        )}
      </div>
    </Part>
  );
}

function Number({ member: { name, compared }, number, busy, refusal, compare }: ComparingProps & { readonly number: string }) {
  const { t } = useTranslation("members");
  const [theirs, setTheirs] = useState("");
  const lacks = theirs.replace(/\D/gu, "").length < 60;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!lacks && !busy) compare(theirs);
  };
  return (
    <>
      <p className={styles.dim}>{t("compare.what", { name })}</p>
      <div className={styles.number}>
        <ol className={styles.digits} aria-label={t("compare.number")} translate="no">
          {number.split(" ").map((group, at) => (
            <li key={at}>{group}</li>
          ))}
        </ol>
        <QrCode text={codeOf(number)} label={t("compare.code", { name })} />
      </div>
      <div className={styles.acts}>
        {compared.is !== "compared" && (
          <Button onPress={() => compare(number)} waits={busy ? "" : null}>
            {t("compare.same")}
          </Button>
        )}
        {(compared.is === "compared" || compared.is === "changed") && (
          <Button onPress={() => compare(null)} waits={busy ? "" : null}>
            {t("compare.forget")}
          </Button>
        )}
      </div>
      {compared.is !== "compared" && (
        <form className={styles.form} onSubmit={submit}>
          <CodeSource onCode={setTheirs} />
          <TextField label={t("compare.theirs", { name })} value={theirs} onChange={setTheirs} />
          <Button type="submit" waits={lacks ? t("compare.lacks") : busy ? "" : null}>
            {t("compare.act")}
          </Button>
        </form>
      )}
      {!busy && <RefusalNote refusal={refusal} />}
    </>
  );
}

function ComparedWords({ name, compared }: { readonly name: string; readonly compared: ComparedState }) {
  const { t } = useTranslation("members");
  const when = useWhen();
  switch (compared.is) {
    case "no":
      return <p>{t("compared.no", { name })}</p>;
    case "compared":
      return (
        <p>
          <Icon name="check" /> {t("compared.compared", { date: when.date(compared.at) })}
        </p>
      );
    case "changed":
      return <ErrorNote>{t("compared.changed", { name, date: when.date(compared.at) })}</ErrorNote>;
    case "namesake":
      return <ErrorNote>{t("compared.namesake", { name })}</ErrorNote>;
  }
}

/** Beside a name. */
export function ComparedMark({ compared }: { readonly compared: ComparedState }) {
  const { t } = useTranslation("members");
  if (compared.is === "no") return null;
  return (
    <span className={styles.mark} title={t(`mark.${compared.is}.why`)}>
      {compared.is === "compared" && <Icon name="check" />} {t(`mark.${compared.is}`)}
    </span>
  );
}
