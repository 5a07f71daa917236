/**
 * Writing a file to where the person wants it. Small ones go by the shell's own dialog; larger ones are written piece by
 * piece where the browser can do that, so that their size does not matter.
 */
import type { Shell } from "../../app/shell.ts";
import type { Run } from "../../../shared/contract/answers.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { err, ok, type Result } from "../../../shared/base/result.ts";
import { mib } from "../../../shared/base/units.ts";
import { readAll, readPiece, type Readable } from "./reading.ts";

const smallEnough = mib(32);

interface Writable {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** Of Chromium; TypeScript's declarations do not have it. */
interface Picker {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<{ createWritable(): Promise<Writable> }>;
}

/** False when the person thought better of it. */
export async function save(run: Run, shell: Shell, what: Readable & { readonly name: string }): Promise<Result<boolean, Refusal>> {
  const { showSaveFilePicker } = window as Picker;
  if (what.size <= smallEnough || showSaveFilePicker === undefined) {
    const all = await readAll(run, what);
    return all.ok ? ok(await shell.saveFile(what.name, all.value)) : all;
  }
  let out: Writable;
  try {
    out = await (await showSaveFilePicker.call(window, { suggestedName: what.name })).createWritable();
  } catch {
    return ok(false); // closing the dialog and not being allowed to write there look alike
  }
  for (let at = 0; at < what.size; ) {
    const read = await readPiece(run, what, at);
    if (!read.ok || read.value.length === 0) {
      await out.abort();
      return read.ok ? err({ kind: "FileNotHere" }) : read;
    }
    try {
      await out.write(read.value);
    } catch (error) {
      return err({ kind: "StorageFailed", detail: error instanceof Error ? error.message : String(error) });
    }
    at += read.value.length;
  }
  await out.close();
  return ok(true);
}
