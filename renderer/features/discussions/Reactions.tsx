/** Reactions to a post, and choosing one: a few signs with a word, a few without, or one of one's own. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Button, IconButton } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { Icon } from "../../design/Icon.tsx";
import { useNames } from "../../design/list-words.ts";
import type { PostView } from "../../../shared/contract/snapshots.ts";
import { knownReactions, longestReaction, plainReactions } from "./reactions.ts";
import styles from "./Reactions.module.css";

interface ReactionsProps {
  readonly reactions: PostView["reactions"];
  /** An empty reaction takes mine back. */
  readonly onReact: (reaction: string) => void;
}

export function Reactions({ reactions, onReact }: ReactionsProps) {
  const { t } = useTranslation("discussions");
  const names = useNames();
  if (reactions.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t("react.label")}>
      {reactions.map(({ reaction, by, mine }) => {
        const known = knownReactions.find((each) => each.reaction === reaction);
        const name = known ? t(known.name) : reaction;
        return (
          <li key={reaction}>
            <button
              type="button"
              className={styles.reaction}
              aria-pressed={mine}
              title={t("react.by", { reaction: name, names: names(by, 12) })}
              onClick={() => onReact(mine ? "" : reaction)}
            >
              {known && <Icon name={known.icon} />}
              <bdi>{name}</bdi> <b>{by.length}</b>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The button that opens the choice. */
export function ReactButton({ onReact }: { readonly onReact: (reaction: string) => void }) {
  const { t } = useTranslation("discussions");
  return (
    <DialogTrigger>
      <IconButton kind="quiet" small icon="smile" label={t("react.add")} />
      <Popover className={styles.float ?? ""} offset={4} placement="bottom end">
        <Dialog className={styles.choice ?? ""} aria-label={t("react.choose")}>
          {({ close }) => (
            <Choice
              onReact={(reaction) => {
                close();
                onReact(reaction);
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Choice({ onReact }: { readonly onReact: (reaction: string) => void }) {
  const { t } = useTranslation("discussions");
  const [own, setOwn] = useState("");
  return (
    <>
      <div className={styles.offered}>
        {knownReactions.map(({ reaction, icon, name }) => (
          <Button key={reaction} kind="quiet" small icon={icon} onPress={() => onReact(reaction)}>
            {t(name)}
          </Button>
        ))}
      </div>
      <div className={styles.offered}>
        {plainReactions.map((reaction) => (
          <Button key={reaction} kind="quiet" small onPress={() => onReact(reaction)}>
            {reaction}
          </Button>
        ))}
      </div>
      <form
        className={styles.own}
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim() !== "") onReact(own.trim());
        }}
      >
        <TextField label={t("react.ownLabel")} value={own} onChange={setOwn} maxLength={longestReaction} hint={t("react.ownHelp")} />
        <Button small type="submit">
          {t("react.use")}
        </Button>
      </form>
    </>
  );
}
