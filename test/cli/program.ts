/** The built command line, run in processes of its own, each profile in a folder of the test's. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, inject } from "vitest";
import { makeQuick } from "./quick-slots.ts";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const passphrase = "correct horse battery";

/** To be called once in a test file, outside of its tests. */
export function vecheProgram() {
  const program = inject("veche");
  let folder = "";
  const running = new Set<ChildProcess>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "veche-test-"));
    writeFileSync(join(folder, "passphrase"), `${passphrase}\n`);
  });

  afterAll(async () => {
    await Promise.all([...running].map((child) => ended(child)));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  function start(args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, TZ: "UTC" } });
    running.add(child);
    child.once("exit", () => running.delete(child));
    return child;
  }

  async function veche(...args: readonly string[]): Promise<Ended> {
    const child = start(args);
    child.stdin!.end();
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
    person: (name: string, stretching: Stretching = "quick") => new Person(name, join(folder, name), ["--passphrase-file", join(folder, "passphrase")], stretching, veche, start),
  };
}

/** Whether opening the profile again costs what it costs everybody, or next to nothing: most tests are about other things. */
type Stretching = "usual" | "quick";

/** Somebody with a profile. */
export class Person {
  readonly profile: readonly string[];
  #serving: ChildProcess | null = null;
  #isSettled: boolean;

  constructor(
    readonly name: string,
    private readonly folder: string,
    passphraseFrom: readonly string[],
    stretching: Stretching,
    private readonly run: (...args: readonly string[]) => Promise<Ended>,
    private readonly start: (args: readonly string[]) => ChildProcess,
  ) {
    this.profile = ["--profile", folder, ...passphraseFrom];
    this.#isSettled = stretching === "usual";
  }

  async veche(...args: readonly string[]): Promise<Ended> {
    const end = await this.run(...args, ...this.profile);
    if (!this.#isSettled && this.#serving === null) this.#isSettled = await makeQuick(this.folder, passphrase);
    return end;
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
      /** A line on its standard input. */
      say: (line: string) => void child.stdin!.write(`${line}\n`),
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
