/** One member of a demonstration: a profile of its own, worked by `veche` processes of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Refused } from "../command.ts";
import { connectControl } from "../control/client.ts";
import { sessionOn, type Session } from "../session.ts";

const program = (): string => process.argv[1]!;

/** A folder for everything of one demonstration, and the processes it started. */
export class Neighbourhood {
  readonly #running = new Set<ChildProcess>();

  private constructor(readonly folder: string) {}

  static async open(): Promise<Neighbourhood> {
    const opened = new Neighbourhood(await mkdtemp(join(tmpdir(), "veche-demo-")));
    await writeFile(opened.passphraseFile, "only for this demonstration\n", { mode: 0o600 });
    return opened;
  }

  get passphraseFile(): string {
    return join(this.folder, "passphrase");
  }

  resident(name: string): Resident {
    return new Resident(name, join(this.folder, name.toLowerCase().replace(/[^a-z]+/gu, "-")), this);
  }

  /** Starts a `veche` process. */
  start(args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [program(), ...args], { stdio: ["ignore", "pipe", "pipe"] });
    this.#running.add(child);
    child.once("exit", () => this.#running.delete(child));
    return child;
  }

  /** Runs a `veche` command to its end. */
  async run(args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
    const child = this.start(args);
    const [stdout, stderr, code] = await Promise.all([textOf(child.stdout!), textOf(child.stderr!), new Promise<number>((resolve) => child.once("close", (c) => resolve(c ?? 1)))]);
    return { code, stdout, stderr };
  }

  /** Stops what still runs and removes every file. */
  async clear(): Promise<void> {
    await Promise.all([...this.#running].map(stopped));
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export class Resident {
  #serving: { readonly child: ChildProcess; readonly session: Session } | null = null;

  constructor(
    readonly name: string,
    readonly directory: string,
    private readonly around: Neighbourhood,
  ) {}

  /** Runs one command of this member, which must succeed; answers with its JSON document. */
  async veche<T>(...args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await this.around.run([...args, ...this.#profile, "--json"]);
    if (code !== 0) throw new Refused(`${this.name}, veche ${args[0]}: ${stderr.trim()}`);
    return JSON.parse(stdout) as T;
  }

  /** Goes online: a `veche serve` process. */
  async serve(...args: readonly string[]): Promise<Session> {
    const child = this.around.start(["serve", ...args, ...this.#profile, "--json"]);
    const complaints = textOf(child.stderr!);
    const online = await new Promise<boolean>((resolve) => {
      createInterface({ input: child.stdout! }).once("line", () => resolve(true));
      child.once("exit", () => resolve(false));
    });
    child.stdout!.resume();
    if (!online) throw new Refused(`${this.name}, veche serve: ${(await complaints).trim()}`);
    const engine = await connectControl(this.directory);
    if (engine === null) throw new Refused(`${this.name}'s veche serve does not answer.`);
    const session = sessionOn(engine, true, () => engine.close());
    this.#serving = { child, session };
    return session;
  }

  /** The engine of the running process. */
  get session(): Session {
    if (this.#serving === null) throw new Error(`${this.name} is offline`);
    return this.#serving.session;
  }

  get online(): boolean {
    return this.#serving !== null;
  }

  /** Goes offline. */
  async stop(): Promise<void> {
    const serving = this.#serving;
    this.#serving = null;
    await serving?.session.close();
    if (serving !== null) await stopped(serving.child);
  }

  /** The same profile in another folder, as somebody copies it who wants two. */
  async copied(name: string): Promise<Resident> {
    const copy = this.around.resident(name);
    await cp(this.directory, copy.directory, { recursive: true });
    return copy;
  }

  get #profile(): readonly string[] {
    return ["--profile", this.directory, "--passphrase-file", this.around.passphraseFile];
  }
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
  });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  stream.setEncoding("utf8");
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** Does the work and clears up after it, also when it is interrupted. */
export async function inNeighbourhood(work: (around: Neighbourhood) => Promise<void>): Promise<void> {
  const around = await Neighbourhood.open();
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = () => reject(new Refused("Interrupted."));
  });
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    await Promise.race([work(around), interrupted]);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    await around.clear();
  }
}
