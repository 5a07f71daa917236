/** The acts of writing. One stop of the Tab key; arrows walk within. Narrow windows keep all of them behind "More". */
import { useTranslation } from "react-i18next";
import type { Editor } from "@tiptap/core";
import { redo, undo } from "@tiptap/y-tiptap";
import { Toolbar as AriaToolbar } from "react-aria-components/Toolbar";
import { Button, IconButton } from "../../../design/Button.tsx";
import { Menu, type MenuAct } from "../../../design/Menu.tsx";
import { headingLevels } from "./extensions.ts";
import { useMarksHere, type Here } from "./marks-here.ts";
import styles from "./Toolbar.module.css";

interface ToolbarProps {
  readonly editor: Editor | null;
  /** Acts on the document as a whole. */
  readonly acts: readonly MenuAct[];
  /** Whether what is written is a suggestion only. */
  readonly suggests: boolean;
  readonly onSuggest: (suggests: boolean) => void;
  readonly onLink: () => void;
  /** A picture is to be chosen, or the chosen one described. */
  readonly onPicture: () => void;
  readonly onComment: () => void;
}

export function Toolbar({ editor, acts, suggests, onSuggest, onLink, onPicture, onComment }: ToolbarProps) {
  const { t } = useTranslation("documents");
  const here = useMarksHere(editor);
  const on = (act: (editor: Editor) => void) => () => editor && act(editor);
  // Tiptap's own focus comes with the next frame, and a key before that would be the button's.
  const pressed = (act: (editor: Editor) => void): (() => void) =>
    on((now) => {
      now.view.focus();
      act(now);
    });
  return (
    <AriaToolbar aria-label={t("tools")} className={styles.tools ?? ""}>
      <span className={styles.wide}>
        <Menu label={t("tool.heading")} acts={headings(t, here, on)}>
          <IconButton kind="quiet" small icon="heading" label={t("tool.heading")} />
        </Menu>
        <IconButton kind="quiet" small icon="bold" label={t("tool.bold")} pressed={here.has("bold")} onPress={pressed((now) => now.commands.toggleBold())} />
        <IconButton kind="quiet" small icon="italic" label={t("tool.italic")} pressed={here.has("italic")} onPress={pressed((now) => now.commands.toggleItalic())} />
        <IconButton kind="quiet" small icon="list" label={t("tool.list")} pressed={here.has("bulletList")} onPress={pressed((now) => now.commands.toggleBulletList())} />
      </span>
      <Button
        kind="quiet"
        small
        icon="pencil"
        pressed={suggests}
        onPress={pressed(() => onSuggest(!suggests))}
      >
        {t("tool.suggest")}
      </Button>
      <IconButton kind="quiet" small icon="talk" label={t("tool.comment")} onPress={onComment} />
      <Menu label={t("tool.more")} acts={[...others(t, here, on, { onLink, onPicture }), ...acts]}>
        <IconButton kind="quiet" small icon="more" label={t("tool.more")} />
      </Menu>
    </AriaToolbar>
  );
}

type Translate = (key: string) => string;
type On = (act: (editor: Editor) => void) => () => void;

const act = (id: string, name: string, onAct: () => void, more: Partial<MenuAct> = {}): MenuAct => ({ id, name, onAct, ...more });

function headings(t: Translate, here: Here, on: On): readonly MenuAct[] {
  return [
    ...headingLevels.map((level) => act(`h${level}`, t(`tool.heading${level}`), on((now) => now.chain().focus().toggleHeading({ level }).run()), here.has(`heading${level}`) ? { icon: "check" } : {})),
    act("text", t("tool.text"), on((now) => now.chain().focus().setParagraph().run()), { apart: true }),
  ];
}

function others(t: Translate, here: Here, on: On, { onLink, onPicture }: Pick<ToolbarProps, "onLink" | "onPicture">): readonly MenuAct[] {
  const toggle = (name: Parameters<Here["has"]>[0], key: string, run: (editor: Editor) => void, more: Partial<MenuAct> = {}): MenuAct =>
    act(name, t(key), on(run), { ...(here.has(name) && { icon: "check" as const }), ...more });
  const inTable = here.has("table");
  return [
    act("undo", t("tool.undo"), on((now) => undo(now.state)), { shortcut: "Ctrl Z" }),
    act("redo", t("tool.redo"), on((now) => redo(now.state)), { shortcut: "Ctrl Y" }),
    ...headings(t, here, on).map((each, at) => ({ ...each, apart: at === 0 })),
    toggle("bold", "tool.bold", (now) => now.chain().focus().toggleBold().run(), { apart: true, shortcut: "Ctrl B" }),
    toggle("italic", "tool.italic", (now) => now.chain().focus().toggleItalic().run(), { shortcut: "Ctrl I" }),
    toggle("strike", "tool.strike", (now) => now.chain().focus().toggleStrike().run()),
    toggle("code", "tool.code", (now) => now.chain().focus().toggleCode().run()),
    act("link", t("tool.link"), onLink, { shortcut: "Ctrl K" }),
    act("picture", t(here.has("picture") ? "tool.describePicture" : "tool.picture"), onPicture, { icon: "image" }),
    toggle("bulletList", "tool.list", (now) => now.chain().focus().toggleBulletList().run(), { apart: true }),
    toggle("orderedList", "tool.numbered", (now) => now.chain().focus().toggleOrderedList().run()),
    toggle("taskList", "tool.tasks", (now) => now.chain().focus().toggleTaskList().run()),
    toggle("blockquote", "tool.quote", (now) => now.chain().focus().toggleBlockquote().run()),
    toggle("codeBlock", "tool.codeBlock", (now) => now.chain().focus().toggleCodeBlock().run()),
    ...(inTable
      ? [
          act("row", t("table.row"), on((now) => now.chain().focus().addRowAfter().run()), { apart: true }),
          act("column", t("table.column"), on((now) => now.chain().focus().addColumnAfter().run())),
          act("noRow", t("table.noRow"), on((now) => now.chain().focus().deleteRow().run())),
          act("noColumn", t("table.noColumn"), on((now) => now.chain().focus().deleteColumn().run())),
          act("noTable", t("table.none"), on((now) => now.chain().focus().deleteTable().run())),
        ]
      : [act("table", t("tool.table"), on((now) => now.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()), { apart: true })]),
  ];
}
