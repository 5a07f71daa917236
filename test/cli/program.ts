/** The built command line, run in processes of its own, each profile in a folder of the test's. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { afterAll, beforeAll } from "vitest";
import { build } from "vite";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const passphrase = "correct horse battery";

/** To be called once in a test file, outside of its tests. */
export function vecheProgram() {
  let program = "";
  let folder = "";
  const running = new Set<ChildProcess>();

  beforeAll(async () => {
    mkdirSync(at("test-results"), { recursive: true }); // inside the project, where its packages are found
    program = mkdtempSync(at("test-results/cli-"));
    folder = mkdtempSync(join(tmpdir(), "veche-test-"));
    writeFileSync(join(folder, "passphrase"), `${passphrase}\n`);
    await build({
      configFile: false,
      publicDir: false,
      logLevel: "error",
      build: { ssr: true, outDir: program, target: "node20", rolldownOptions: { input: { veche: at("cli/veche.ts") }, output: { format: "esm" } } },
    });
  });

  afterAll(async () => {
    await Promise.all([...running].map((child) => ended(child)));
    rmSync(program, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  function start(args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [join(program, "veche.js"), ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, TZ: "UTC" } });
    running.add(child);
    child.once("exit", () => running.delete(child));
    return child;
  }

  async function veche(...args: readonly string[]): Promise<Ended> {
    const child = start(args);
    const [stdout, stderr, code] = await Promise.all([textOf(child.stdout!), textOf(child.stderr!), new Promise<number>((resolve) => child.once("close", (c) => resolve(c ?? -1)))]);
    return { code, stdout, stderr };
  }

  return {
    veche,
    path: (name: string) => join(folder, name),
    /** A relay, once it listens. */
    async relay(...args: readonly string[]) {
      const child = start(["relay", ...args, "--json"]);
      const started = await firstLine(child, "veche relay");
      return { started, port: started["port"] as number, stop: (signal?: NodeJS.Signals) => ended(child, signal) };
    },
    /** A file of the test's folder. */
    file(name: string, content: string | Uint8Array): string {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    person: (name: string) => new Person(name, ["--profile", join(folder, name), "--passphrase-file", join(folder, "passphrase")], veche, start),
  };
}

/** Somebody with a profile. */
export class Person {
  #serving: ChildProcess | null = null;

  constructor(
    readonly name: string,
    readonly profile: readonly string[],
    private readonly run: (...args: readonly string[]) => Promise<Ended>,
    private readonly start: (args: readonly string[]) => ChildProcess,
  ) {}

  veche(...args: readonly string[]): Promise<Ended> {
    return this.run(...args, ...this.profile);
  }

  /** The JSON document of a command that must succeed. */
  async answer<T>(...args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await this.veche(...args, "--json");
    if (code !== 0) throw new Error(`${this.name}: veche ${args.join(" ")}: ${stderr}`);
    return JSON.parse(stdout) as T;
  }

  /** Runs until the document of a command is as wanted: what others do arrives when it does. */
  async sees<T>(args: readonly string[], holds: (document: T) => boolean): Promise<T> {
    for (;;) {
      const document = await this.answer<T>(...args);
      if (holds(document)) return document;
    }
  }

  /** Goes online; resolves with its first event. */
  async serve(...args: readonly string[]): Promise<Record<string, unknown>> {
    const child = this.start(["serve", ...args, ...this.profile, "--json"]);
    this.#serving = child;
    return firstLine(child, `${this.name}: veche serve`);
  }

  /** Goes offline; resolves with the exit code. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const child = this.#serving;
    this.#serving = null;
    return child === null ? null : ended(child, signal);
  }

  /** A command that goes on: it may be killed, and its events waited for. */
  begin(...args: readonly string[]) {
    const child = this.start([...args, ...this.profile]);
    child.stderr!.resume();
    const lines: string[] = [];
    const arrived = new Set<() => void>();
    createInterface({ input: child.stdout! }).on("line", (line) => {
      lines.push(line);
      for (const look of arrived) look();
    });
    const over = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
    return {
      kill: () => ended(child, "SIGKILL"),
      ended: over,
      /** The first event of that name, of a command with --json. */
      event: <T>(event: string) =>
        new Promise<T>((resolve, reject) => {
          const look = (): void => {
            const found = lines.map((line) => JSON.parse(line) as { event?: string }).find((one) => one.event === event);
            if (found === undefined) return;
            arrived.delete(look);
            resolve(found as T);
          };
          arrived.add(look);
          void over.then((code) => reject(new Error(`${this.name}: veche ${args.join(" ")} ended with ${String(code)} before “${event}”`)));
          look();
        }),
    };
  }
}

/** The first event of a command that goes on. */
async function firstLine(child: ChildProcess, what: string): Promise<Record<string, unknown>> {
  child.stderr!.resume();
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`${what} ended with ${String(code)}`)));
  });
  child.stdout!.resume();
  return JSON.parse(line) as Record<string, unknown>;
}

function ended(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve(child.exitCode);
    child.once("exit", (code) => resolve(code));
    child.kill(signal);
  });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  stream.setEncoding("utf8");
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}
