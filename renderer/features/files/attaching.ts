/** Files that go with what is being written: read into the engine piece by piece, and kept there as the draft is. */
import { useCallback, useRef, useState } from "react";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import type { Run } from "../../../shared/contract/answers.ts";
import type { UploadView } from "../../../shared/contract/file-snapshots.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import { ok, type Result } from "../../../shared/base/result.ts";
import { mib } from "../../../shared/base/units.ts";

const piece = mib(1);

export interface Attaching {
  readonly uploads: readonly UploadView[];
  /** Some are still being read in. */
  readonly reading: boolean;
  readonly refusal: Refusal | null;
  readonly attach: (files: Iterable<File>) => void;
  readonly drop: (upload: string) => void;
}

/** `place`: the key of the draft. */
export function useAttaching(group: string, place: string): Attaching {
  const run = useRun();
  const uploads = useSnapshot({ query: "uploads", group, place }) ?? noUploads;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [begun, setBegun] = useState(0);
  const dropped = useRef(new Set<string>());

  const attach = useCallback(
    (files: Iterable<File>) => {
      setRefusal(null);
      for (const file of files) {
        setBegun((now) => now + 1);
        void readIn(run, { group, place, file, dropped: dropped.current }).then((read) => {
          setBegun((now) => now - 1);
          if (!read.ok) setRefusal(read.error);
        });
      }
    },
    [run, group, place],
  );
  const drop = useCallback(
    (upload: string) => {
      dropped.current.add(upload);
      void run({ type: "file.abandon", group, upload });
    },
    [run, group],
  );
  return { uploads, reading: begun > 0 || uploads.some(({ ready }) => !ready), refusal, attach, drop };
}

const noUploads: readonly UploadView[] = [];

interface ReadIn {
  readonly group: string;
  readonly place: string;
  readonly file: File;
  /** Uploads the person has given up meanwhile. */
  readonly dropped: ReadonlySet<string>;
}

/** The upload; null when it was given up meanwhile. */
export async function readIn(run: Run, { group, place, file, dropped }: ReadIn): Promise<Result<string | null, Refusal>> {
  const begun = await run({ type: "file.begin", group, place, name: file.name, mediaType: file.type, size: file.size });
  if (!begun.ok) return begun;
  const { upload } = begun.value;
  const failed = async (error: Refusal): Promise<Result<null, Refusal>> => {
    if (dropped.has(upload)) return ok(null);
    await run({ type: "file.abandon", group, upload });
    return { ok: false, error };
  };
  for (let at = 0; at < file.size; at += piece) {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.slice(at, at + piece).arrayBuffer());
    } catch {
      return failed({ kind: "FileChanged" }); // moved, removed or written to since it was chosen
    }
    const taken = await run({ type: "file.append", group, upload, bytes });
    if (!taken.ok) return failed(taken.error);
  }
  const done = await run({ type: "file.finish", group, upload });
  return done.ok ? ok(upload) : failed(done.error);
}
