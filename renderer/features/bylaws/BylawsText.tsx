/** Bylaws in sentences, and what a change would make of them. */
import { useTranslation } from "react-i18next";
import type { Bylaws } from "../../../shared/contract/bylaws.ts";
import { paragraphs, useBylawSentences } from "./sentences.ts";
import styles from "./Bylaws.module.css";

export function BylawsText({ bylaws }: { readonly bylaws: Bylaws }) {
  const sentences = useBylawSentences();
  return (
    <div className={styles.laws}>
      {sentences(bylaws).map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}

/** What they ask, in a few paragraphs; that there is no such rule is left to the page of the bylaws. */
export function BylawsInShort({ bylaws }: { readonly bylaws: Bylaws }) {
  const sentences = useBylawSentences();
  const said = new Map(sentences(bylaws).flatMap(({ id, text, none }) => (none ? [] : [[id, text]])));
  const texts = paragraphs.map((ids) => ids.flatMap((id) => said.get(id) ?? []).join(" ")).filter((text) => text !== "");
  return (
    <div className={styles.laws}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  );
}

/** Each sentence that would read otherwise, old and new. */
export function Difference({ from, to }: { readonly from: Bylaws; readonly to: Bylaws }) {
  const { t } = useTranslation("bylaws");
  const sentences = useBylawSentences();
  const next = new Map(sentences(to).map(({ id, text }) => [id, text]));
  const changed = sentences(from).filter(({ id, text }) => next.get(id) !== text);
  if (changed.length === 0) return <p className={styles.note}>{t("difference.none")}</p>;
  return (
    <dl className={styles.difference}>
      {changed.map(({ id, text }) => (
        <div key={id}>
          <dt>{t("difference.now")}</dt>
          <dd>
            <del>{text}</del>
          </dd>
          <dt>{t("difference.then")}</dt>
          <dd>
            <ins>{next.get(id)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
