/** Where the address of a link is written. */
import { useState } from "react";
import type { Editor } from "@tiptap/core";
import { useTranslation } from "react-i18next";
import { Button } from "../../design/Button.tsx";
import { TextField } from "../../design/Field.tsx";
import { isAddress } from "./editor/extensions.ts";
import { LineForm } from "./LineForm.tsx";

export function LinkLine({ editor, onDone }: { readonly editor: Editor; readonly onDone: () => void }) {
  const { t } = useTranslation("documents");
  const before = String(editor.getAttributes("link")["href"] ?? "");
  const [address, setAddress] = useState(before);
  const [tried, setTried] = useState(false);
  const wrong = tried && !isAddress(address);
  const set = (): void => {
    setTried(true);
    if (!isAddress(address)) return;
    const href = address.trim();
    const { selection } = editor.state;
    if (selection.empty && before === "") editor.chain().insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else editor.chain().extendMarkRange("link").setLink({ href }).run();
    onDone();
  };
  const acts = (
    <>
      <Button kind="first" small type="submit">
        {t("link.set")}
      </Button>
      {before !== "" && (
        <Button
          small
          onPress={() => {
            editor.chain().extendMarkRange("link").unsetLink().run();
            onDone();
          }}
        >
          {t("link.remove")}
        </Button>
      )}
    </>
  );
  return (
    <LineForm onSubmit={set} onDone={onDone} acts={acts}>
      <TextField label={t("link.address")} value={address} onChange={setAddress} hint={t("link.hint")} problem={wrong ? t("link.wrong") : null} autoFocus />
    </LineForm>
  );
}
