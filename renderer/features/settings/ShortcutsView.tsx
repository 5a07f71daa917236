/** The list of keys. Letters mean places on the keyboard, so they work in every layout. */
import { useTranslation } from "react-i18next";
import { places } from "../../app/paths.ts";
import { placeKeys } from "../../app/shortcuts.ts";
import { Checkbox } from "../../design/Checkbox.tsx";
import { Page } from "../../design/Page.tsx";
import { Part } from "../../design/Part.tsx";
import styles from "./Settings.module.css";

interface ShortcutsProps {
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
}

export function ShortcutsView({ on, turn }: ShortcutsProps) {
  const { t } = useTranslation("settings");
  const { t: tApp } = useTranslation("app");
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ...places.map((place) => [tApp(`place.${place}`), ["g", placeKeys[place]]] as const),
    [t("title"), ["g", "s"]],
    [t("keys.next"), ["j"]],
    [t("keys.before"), ["k"]],
    [t("keys.reply"), ["r"]],
    [t("keys.post"), ["Ctrl", "Enter"]],
    [t("keys.search"), ["Ctrl", "K"]],
    [t("keys.list"), ["?"]],
  ];
  return (
    <Page title={t("keys.title")} under={t("keys.under")}>
      <Part title={t("keys.letters")}>
        <table className={styles.keys}>
          <tbody>
            {rows.map(([name, keys]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Part title={t("keys.switch")}>
        <Checkbox checked={on} onChange={turn} explained={t("keys.switch.why")}>
          {t("keys.switch.act")}
        </Checkbox>
      </Part>
    </Page>
  );
}
