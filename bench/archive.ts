/** A profile on disk whose group holds a long discussion: written by the engine's own commands, synced to disk at the end alone. */
import { Engine } from "../shared/client/engine.ts";
import type { Answer, CommandOf } from "../shared/contract/answers.ts";
import type { CommandType } from "../shared/contract/commands.ts";
import type { Dialler } from "../shared/ports/dialler.ts";
import type { Storage, StorageWrite } from "../shared/ports/storage.ts";
import type { Vault } from "../shared/ports/vault.ts";
import { ok } from "../shared/base/result.ts";
import { systemClock } from "../host/clock.ts";
import { systemRandom } from "../host/random.ts";
import { openHostServices } from "../host/services.ts";

export const passphrase = "a long enough passphrase";
export const postCount = 10_000;
export const postLength = 200;

/** Words that do not repeat exactly, so that nothing along the way profits from sameness. */
export const textsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => {
    let text = `${i}:`;
    for (let n = i + 1; text.length < postLength; n = (n * 48_271) % 2_147_483_647) text += ` ${n.toString(36)}`;
    return `${text.slice(0, postLength - 1)}.`;
  });
export const posts = textsOf(postCount);

/** Commands under way together, so that the engine never waits for the next. */
const atOnce = 500;

export interface Archive {
  readonly profile: string;
  readonly group: string;
  readonly thread: string;
}

/** The thread's first text counts as a post too. */
export async function writeArchive(profile: string, texts = posts): Promise<Archive> {
  const services = await openHostServices(profile, { signalPort: 0, lan: false });
  const { rendezvous } = services.openNetwork();
  const engine = new Engine({
    vault: hasty(services.vault),
    rendezvous,
    dialler: unconnected,
    clock: systemClock,
    random: systemRandom,
    passphraseCost: { operations: 1, memoryBytes: 8192 },
  });
  const does = async <T extends CommandType>(command: CommandOf<T> & { type: T }): Promise<Answer<T>> => {
    const done = await engine.run<T>(command);
    if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`);
    return done.value;
  };
  await does({ type: "profile.create", name: "Ada", passphrase });
  const { group } = await does({ type: "group.found", name: "Archive", template: "assembly" });
  const { thread } = await does({ type: "thread.start", group, title: "Everything so far", text: texts[0]! });
  for (let at = 1; at < texts.length; at += atOnce) await Promise.all(texts.slice(at, at + atOnce).map((text) => does({ type: "post.write", group, thread, text })));
  await engine.close();
  rendezvous.close();
  await services.close();
  return { profile, group, thread };
}

const nothing = (): void => undefined;
/** Reaches nobody. */
export const unconnected: Dialler = { join: () => ({ peerId: "", announce: nothing, signal: nothing, onSignal: nothing, onLink: nothing, leave: nothing }), pair: () => ({ onDescribed: nothing, answer: nothing, onLink: nothing, close: nothing }) };

/** Answers a commit before it is on disk. For making ready only: nothing of it is measured. */
export function hasty(vault: Vault): Vault {
  return {
    place: () => vault.place(),
    readSlots: () => vault.readSlots(),
    writeSlots: (slots) => vault.writeSlots(slots),
    blobs: vault.blobs,
    destroy: () => vault.destroy(),
    async open(key) {
      const opened = await vault.open(key);
      return opened.ok ? ok(hastyStorage(opened.value)) : opened;
    },
  };
}

function hastyStorage(storage: Storage): Storage {
  let waiting: StorageWrite[] = [];
  const flush = async (): Promise<void> => {
    const writes = waiting;
    waiting = [];
    if (writes.length > 0) await storage.commit(writes);
  };
  return {
    get: async (space, key) => flush().then(() => storage.get(space, key)),
    range: async (space, options) => flush().then(() => storage.range(space, options)),
    async commit(writes) {
      waiting.push(...writes);
      if (waiting.length > 1000) await flush();
    },
    search: storage.search,
    close: async () => flush().then(() => storage.close()),
  };
}
