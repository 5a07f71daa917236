/** One sentence about what was just done, with at most one act. Stays 8 seconds, longer while pointed at or focused. */
import { useTranslation } from "react-i18next";
import { Button as AriaButton, Text, UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as AriaRegion } from "react-aria-components/Toast";
import styles from "./Toast.module.css";

export interface ToastMessage {
  readonly text: string;
  readonly act?: { readonly name: string; readonly onAct: () => void };
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 2 });
const shownFor = 8_000;

/** Says a sentence at the foot of the window. What it gives takes the sentence away before its time. */
export function useToast(): (message: ToastMessage) => () => void {
  return say;
}

function say(message: ToastMessage): () => void {
  const key = queue.add(message, { timeout: shownFor });
  return () => queue.close(key);
}

export function ToastRegion() {
  const { t } = useTranslation("design");
  return (
    <AriaRegion queue={queue} className={styles.region ?? ""} aria-label={t("toasts")}>
      {({ toast }) => (
        <AriaToast toast={toast} className={styles.toast ?? ""}>
          <ToastContent className={styles.words ?? ""}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.act && (
            <AriaButton
              className={styles.act ?? ""}
              onPress={() => {
                toast.content.act?.onAct();
                queue.close(toast.key);
              }}
            >
              {toast.content.act.name}
            </AriaButton>
          )}
          <AriaButton slot="close" className={styles.act ?? ""} aria-label={t("closeToast")}>
            ×
          </AriaButton>
        </AriaToast>
      )}
    </AriaRegion>
  );
}
