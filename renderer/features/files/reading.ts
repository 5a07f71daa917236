/** A file's bytes from the engine, piece by piece. */
import type { Run } from "../../../shared/contract/answers.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { err, ok, type Result } from "../../../shared/base/result.ts";
import { mib } from "../../../shared/base/units.ts";

const piece = mib(1);

export interface Readable {
  readonly group: string;
  readonly file: string;
  readonly size: number;
}

export async function readPiece(run: Run, { group, file }: Readable, at: number, length = piece): Promise<Result<Uint8Array, Refusal>> {
  const read = await run({ type: "file.read", group, file, at, length });
  return read.ok ? ok(read.value.bytes) : read;
}

/** All of it in one piece of memory: for what is small enough to be shown. */
export async function readAll(run: Run, what: Readable): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  const all = new Uint8Array(what.size);
  for (let at = 0; at < what.size; ) {
    const read = await readPiece(run, what, at);
    if (!read.ok) return read;
    if (read.value.length === 0) return err({ kind: "FileNotHere" });
    all.set(read.value, at);
    at += read.value.length;
  }
  return ok(all);
}
