/** Acts folded behind one button. An act that is not possible stays, and its words say why. */
import { Fragment, type ReactElement } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Separator } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./Menu.module.css";

export interface MenuAct {
  readonly id: string;
  readonly name: string;
  readonly icon?: IconName;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly apart?: boolean;
  readonly onAct: () => void;
}

/** `children` is the Button or IconButton that opens it. */
export function Menu({ label, acts, children }: { readonly label: string; readonly acts: readonly MenuAct[]; readonly children: ReactElement }) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.float ?? ""} offset={4} placement="bottom end">
        <AriaMenu className={styles.menu ?? ""} aria-label={label}>
          {acts.map((act) => (
            <Fragment key={act.id}>
              {act.apart && <Separator className={styles.line ?? ""} />}
              <MenuItem className={styles.item ?? ""} isDisabled={act.disabled ?? false} textValue={act.name} onAction={act.onAct}>
                {act.icon && <Icon name={act.icon} />}
                {act.name}
                {act.shortcut !== undefined && <kbd>{act.shortcut}</kbd>}
              </MenuItem>
            </Fragment>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
