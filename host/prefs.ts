/**
 * prefs.json: settings that are no secret and are needed before unlocking. A file that cannot be read counts as empty
 * and is replaced at the next change: nothing in it is worth stopping for.
 */
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import * as v from "valibot";
import { readIfPresent, writeDurably } from "./durable-file.ts";
import { fromUtf8, utf8 } from "../shared/base/bytes.ts";
import { kib } from "../shared/base/units.ts";
import type { Prefs } from "../shared/contract/host.ts";

const maxKey = 64;
const maxValue = kib(16);
const maxKeys = 200;

const prefsSchema = v.record(v.string(), v.string());

export function filePrefs(file: string): Prefs {
  let known: Promise<Map<string, string>> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const all = (): Promise<Map<string, string>> => (known ??= readPrefs(file));

  return {
    get: async (key) => (await all()).get(key) ?? null,

    set(key, value) {
      const change = async (): Promise<void> => {
        const prefs = new Map(await all());
        if (value === null) prefs.delete(key);
        else prefs.set(key, value);
        if (key.length > maxKey || (value ?? "").length > maxValue || prefs.size > maxKeys) {
          throw new Error(`too large a setting: ${key.slice(0, maxKey)}`);
        }
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await writeDurably(file, utf8(`${JSON.stringify(Object.fromEntries(prefs), null, 2)}\n`));
        known = Promise.resolve(prefs);
      };
      const result = turn.then(change);
      turn = result.catch(() => undefined); // one failed change does not stop the next
      return result;
    },
  };
}

async function readPrefs(file: string): Promise<Map<string, string>> {
  const text = fromUtf8((await readIfPresent(file)) ?? new Uint8Array());
  const parsed = v.safeParse(prefsSchema, parseJson(text ?? ""));
  return new Map(parsed.success ? Object.entries(parsed.output) : []);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
