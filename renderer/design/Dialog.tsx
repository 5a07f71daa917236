/**
 * Asking once, before what cannot be undone. The safe choice has the focus and Escape takes it. Everything else is a page.
 */
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./Button.tsx";
import styles from "./Dialog.module.css";

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, in words. */
  readonly children: ReactNode;
  readonly keep: string;
  readonly act: string;
  readonly onKeep: () => void;
  readonly onAct: () => void;
  /** What the act still waits for, e.g. a passphrase typed into `children`. */
  readonly waits?: string | null;
}

export function Dialog({ open, title, children, keep, act, onKeep, onAct, waits = null }: DialogProps) {
  return (
    <ModalOverlay className={styles.overlay ?? ""} isOpen={open} onOpenChange={(now) => !now && onKeep()}>
      <Modal className={styles.dialog ?? ""}>
        <AriaDialog role="alertdialog" className={styles.inside ?? ""}>
          <Heading slot="title" level={2} className={styles.title ?? ""}>
            {title}
          </Heading>
          <div className={styles.words}>{children}</div>
          <div className={styles.acts}>
            <Button onPress={onKeep} autoFocus>
              {keep}
            </Button>
            <Button kind="first" onPress={onAct} waits={waits}>
              {act}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
