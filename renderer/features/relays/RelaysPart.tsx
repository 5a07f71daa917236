/** By relay: which there are and how each fares, entering one by text or code, and the proxy they are reached through. */
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../app/refusal.tsx";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Part } from "../../design/Part.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import { useWhen } from "../../design/Time.tsx";
import { CodeSource } from "../codes/CodeSource.tsx";
import { QrCode } from "../codes/QrCode.tsx";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { RelayRow, RelaysSnapshot } from "../../../shared/contract/relay-snapshots.ts";
import styles from "./Relays.module.css";

export interface RelaysViewSnapshot extends RelaysSnapshot {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export interface RelaysActions {
  /** Resolves to true when it is used from now on. */
  add(address: string): Promise<boolean>;
  remove(address: string): void;
  look(): void;
  setProxy(proxy: string | null): void;
}

interface RelaysProps {
  readonly snapshot: RelaysViewSnapshot;
  readonly actions: RelaysActions;
}

export function RelaysPart({ snapshot, actions }: RelaysProps) {
  const { t } = useTranslation("relays");
  return (
    <Part title={t("title")}>
      <p className={styles.explained}>{t("what")}</p>
      {snapshot.relays.length > 0 && (
        <>
          <NoteRows>
            {snapshot.relays.map((relay) => (
              <RelayNote key={relay.address} relay={relay} remove={actions.remove} />
            ))}
          </NoteRows>
          <Button small onPress={actions.look}>
            {t("look")}
          </Button>
        </>
      )}
      <Entering snapshot={snapshot} actions={actions} />
      <Proxy key={snapshot.proxy ?? ""} proxy={snapshot.proxy} set={actions.setProxy} />
      {!snapshot.busy && <RefusalNote refusal={snapshot.refusal} />}
    </Part>
  );
}

function RelayNote({ relay, remove }: { readonly relay: RelayRow; readonly remove: (address: string) => void }) {
  const { t } = useTranslation("relays");
  const when = useWhen();
  const [shown, setShown] = useState(false);
  const sentences = [
    relay.state === "trouble" && relay.problem !== null ? t(`problem.${relay.problem}`) : t(`state.${relay.state}`),
    ...(relay.checked === null ? [] : [t("checked", { when: when.ago(relay.checked) })]),
    ...(relay.coming > 0 ? [t("coming", { count: relay.coming })] : []),
    ...(relay.going > 0 ? [t("going", { count: relay.going })] : []),
    ...(relay.withheld > 0 ? [t("withheld", { count: relay.withheld })] : []),
    ...(relay.loses ? [t("loses")] : []),
    ...(relay.entered ? [] : [t("told")]),
  ];
  return (
    <NoteRow
      what={<bdi className={styles.address}>{relay.address}</bdi>}
      below={
        <>
          <span>{sentences.join(" ")}</span>
          <span className={styles.acts}>
            <Button kind="quiet" small pressed={shown} onPress={() => setShown(!shown)}>
              {t("code")}
            </Button>
            <Button kind="quiet" small onPress={() => remove(relay.address)}>
              {t("remove")}
            </Button>
          </span>
          {shown && <QrCode text={relay.address} label={t("code.of", { address: relay.address })} />}
        </>
      }
    />
  );
}

function Entering({ snapshot, actions }: RelaysProps) {
  const { t } = useTranslation("relays");
  const [address, setAddress] = useState("");
  const add = async (typed: string): Promise<void> => {
    setAddress(typed);
    if (await actions.add(typed)) setAddress("");
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (address.trim() !== "" && !snapshot.busy) void add(address);
  };
  return (
    <form className={styles.entering} onSubmit={submit}>
      <TextField label={t("address")} value={address} onChange={setAddress} placeholder="https://relay.example" hint={t("address.what")} />
      <Button type="submit" waits={address.trim() === "" ? t("add.waits") : null}>
        {t("add")}
      </Button>
      <CodeSource onCode={(code) => void add(code)} />
    </form>
  );
}

function Proxy({ proxy, set }: { readonly proxy: string | null; readonly set: (proxy: string | null) => void }) {
  const { t } = useTranslation("relays");
  const [typed, setTyped] = useState(proxy ?? "");
  const changed = typed.trim() !== (proxy ?? "");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (changed) set(typed.trim() === "" ? null : typed);
  };
  return (
    <form className={styles.entering} onSubmit={submit}>
      <TextField label={t("proxy")} value={typed} onChange={setTyped} placeholder="127.0.0.1:9050" hint={t("proxy.what")} />
      <Button type="submit" waits={changed ? null : t("proxy.waits")}>
        {t("proxy.keep")}
      </Button>
    </form>
  );
}
