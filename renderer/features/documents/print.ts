/** A document on paper: with all its pictures that are on this machine, also those the window was never near. */
import type { Editor } from "@tiptap/core";
import { picturesOf } from "./editor/picture.ts";

/** Pictures that take longer are left out, ms. */
const longest = 5_000;
const between = 50;

export async function print(editor: Editor): Promise<void> {
  picturesOf(editor).want();
  const end = performance.now() + longest;
  do await new Promise((resolve) => setTimeout(resolve, between));
  while (editor.view.dom.querySelector("figure [aria-busy]") !== null && performance.now() < end);
  window.print();
}
