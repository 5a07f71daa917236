/** The history of a document as a timeline: a bar for what one member wrote at a time, and any earlier state to be looked at. */
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { useWhen } from "../../design/Time.tsx";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { VersionRow } from "../../../shared/contract/snapshots.ts";
import prose from "./editor/Prose.module.css";
import type { Author } from "./document-model.ts";
import styles from "./History.module.css";

interface HistoryProps {
  readonly group: string;
  readonly document: string;
  readonly authors: readonly Author[];
  /** Which version is looked at; null: the present. */
  readonly version: string | null;
  readonly onLook: (version: string | null) => void;
  readonly onRestore: () => void;
}

/** Bars drawn; older ones are still reached by the slider. */
const mostBars = 400;
const tallest = 30;
const none: readonly never[] = [];

export function History({ group, document, authors, version, onLook, onRestore }: HistoryProps) {
  const { t } = useTranslation("documents");
  const when = useWhen();
  const versions = useSnapshot({ query: "documentHistory", group, document }) ?? none;
  const first = versions[0];
  if (first === undefined) return null;
  const now = versions.length;
  const found = version === null ? -1 : versions.findIndex(({ id }) => id === version);
  const at = found === -1 ? now : found;
  const shown = versions[at];
  const name = (version: VersionRow): string => t("history.of", { name: version.author.name, when: when.at(version.time), context: version.author.me ? "me" : "" });
  return (
    <section className={styles.history} aria-label={t("history")}>
      <div className={styles.words}>
        <b>{shown ? when.at(shown.time) : t("history.now")}</b>
        <span>{shown ? name(shown) : t("history.changes", { count: versions.length, date: when.date(first.time) })}</span>
      </div>
      <div className={styles.scrub}>
        <Bars versions={versions} authors={authors} at={at} />
        <input
          type="range"
          min={0}
          max={now}
          value={at}
          aria-label={t("history.version")}
          aria-valuetext={shown ? name(shown) : t("history.now")}
          onChange={({ target }) => onLook(versions[target.valueAsNumber]?.id ?? null)}
        />
      </div>
      <div className={styles.acts}>
        {shown && (
          <>
            <Button kind="quiet" small onPress={() => onLook(null)}>
              {t("history.back")}
            </Button>
            <Button kind="quiet" small icon="undo" onPress={onRestore}>
              {t("history.restore")}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

interface BarsProps {
  /** Oldest first. */
  readonly versions: readonly VersionRow[];
  readonly authors: readonly Author[];
  readonly at: number;
}

function Bars({ versions, authors, at: looked }: BarsProps) {
  const colourOf = new Map(authors.map(({ member, colour }) => [member.id, colour]));
  const most = Math.max(1, ...versions.map(({ added, removed }) => added + removed));
  const step = Math.max(1, Math.ceil(versions.length / mostBars));
  return (
    <div className={styles.bars} aria-hidden="true">
      {versions.map(({ id, author, added, removed }, at) =>
        at % step === 0 ? (
          <i
            key={id}
            className={prose[`author${colourOf.get(author.id) ?? 6}`]}
            style={{ insetInlineStart: `${(100 * at) / versions.length}%`, blockSize: `${4 + tallest * Math.sqrt((added + removed) / most)}px` }}
          />
        ) : null,
      )}
      <em style={{ insetInlineStart: `${(100 * looked) / versions.length}%` }} />
    </div>
  );
}
