/** A motion about a document leads to it: there its text is checked, and what the vote accepted is put in. */
import { useTranslation } from "react-i18next";
import { paths } from "../../app/paths.ts";
import { LinkButton } from "../../design/Button.tsx";
import { Part } from "../../design/Part.tsx";
import type { MotionSnapshot } from "../../../shared/contract/snapshots.ts";
import { readLines, readReference, saidBy } from "../documents/motion-words.ts";

export function OfDocument({ group, motion }: { readonly group: string; readonly motion: MotionSnapshot }) {
  const { t } = useTranslation("motions");
  const named = readReference(motion.situation);
  if (named === null) return null;
  const { text, passed } = saidBy(motion);
  const amends = readLines(text).length > 0;
  return (
    <Part title={t("document.title")}>
      <LinkButton small to={paths.document(group, named.document, motion.id)} {...(passed && amends && { kind: "first" as const })}>
        {t(amends ? (passed ? "document.put" : "document.amended") : "document.compare")}
      </LinkButton>
    </Part>
  );
}
