/** Settings: this person's machines, group by group, and linking another. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { Dialog } from "../../design/Dialog.tsx";
import { listWords } from "../../design/list-words.ts";
import { useLocale } from "../../design/locale.ts";
import { useWhen } from "../../design/Time.tsx";
import { NoteRow, NoteRows } from "../../design/Rows.tsx";
import type { MachineRow, OwnMachineRow } from "../../../shared/contract/snapshots.ts";
import { MachinesView } from "./MachinesView.tsx";
import { useLinking, useMachines } from "./machines-model.ts";

export function MachinesPart() {
  const { snapshot, actions } = useLinking();
  return (
    <MachinesView snapshot={snapshot} actions={actions}>
      <Where machines={snapshot.machines} />
      {snapshot.groups.map(({ id, name }) => (
        <InGroup key={id} group={id} name={name} />
      ))}
    </MachinesView>
  );
}

/** Which machine is in which groups; nothing where there is one machine only. */
function Where({ machines }: { readonly machines: readonly OwnMachineRow[] }) {
  const { t } = useTranslation("machines");
  const locale = useLocale();
  if (machines.length < 2) return null;
  const words = (names: readonly string[]): string => listWords(names, locale);
  return (
    <NoteRows>
      {machines.map(({ name, here, in: groups, comes, linkable, elsewhere }) => (
        <NoteRow
          key={`${here ? "here" : "other"} ${name}`}
          what={t(here ? "here" : "named", { name })}
          below={
            <>
              {t("in", { groups: words(groups) })}
              {comes.length > 0 && ` ${t("comes", { groups: words(comes), name })}`}
              {linkable.length > 0 && ` ${t("notIn", { groups: words(linkable), name })}`}
              {elsewhere.length > 0 && ` ${t("notInElsewhere", { groups: words(elsewhere), name })}`}
            </>
          }
        />
      ))}
    </NoteRows>
  );
}

/** ID-6. */
function Unknown({ machine, group, know }: { readonly machine: MachineRow; readonly group: string; readonly know: () => void }) {
  const { t } = useTranslation("machines");
  const when = useWhen();
  return (
    <>
      {t("unknown", { date: when.date(machine.since) })}{" "}
      <Button small label={t("know.label", { name: machine.name, group })} onPress={know}>
        {t("know")}
      </Button>
    </>
  );
}

/** Nothing where there is one machine only. */
function InGroup({ group, name }: { readonly group: string; readonly name: string }) {
  const { t } = useTranslation("machines");
  const { machines, revoke, know } = useMachines(group);
  const [asked, setAsked] = useState<MachineRow | null>(null);
  if (machines.length < 2) return null;
  return (
    <>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <NoteRows>
        {machines.map((one) => (
          <NoteRow
            key={one.id}
            what={t(one.here ? "here" : "named", { name: one.name })}
            below={one.unknown ? <Unknown machine={one} group={name} know={() => know(one.id)} /> : one.state === "active" ? undefined : t(`state.${one.state}`)}
            when={
              one.state !== "revoked" &&
              !one.here && (
                <Button small label={t("revoke.label", { name: one.name, group: name })} onPress={() => setAsked(one)}>
                  {t("revoke")}
                </Button>
              )
            }
          />
        ))}
      </NoteRows>
      <Dialog
        open={asked !== null}
        title={t("revoke.title", { name: asked?.name ?? "" })}
        keep={t("revoke.keep")}
        act={t("revoke")}
        onKeep={() => setAsked(null)}
        onAct={() => {
          if (asked !== null) revoke(asked.id);
          setAsked(null);
        }}
      >
        <p>{t("revoke.what", { group: name })}</p>
      </Dialog>
    </>
  );
}
