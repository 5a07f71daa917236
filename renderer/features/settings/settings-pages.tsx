/** Settings and the list of keys, tied to the engine and to this machine's choices. */
import { usePreferences } from "../../app/preferences.tsx";
import { MachinesPart } from "../machines/MachinesPart.tsx";
import { WordsPart } from "../identity/WordsPart.tsx";
import { useSettings } from "./settings-model.ts";
import { SettingsView } from "./SettingsView.tsx";
import { ShortcutsView } from "./ShortcutsView.tsx";

export function SettingsPage() {
  const { snapshot, actions } = useSettings();
  return <SettingsView snapshot={snapshot} actions={actions} machines={<><MachinesPart /><WordsPart /></>} />;
}

export function ShortcutsPage() {
  const { shortcuts, choose } = usePreferences();
  return <ShortcutsView on={shortcuts} turn={(on) => choose({ shortcuts: on })} />;
}
