/**
 * Two machines on one cable, for tests of what crosses a network: two network namespaces joined by a veth pair, each
 * the other's gateway unless told otherwise. Nothing else is reachable from either. Needs root and iproute2.
 */
import { execFile, execFileSync, spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ip = (...args: readonly string[]): Promise<unknown> => run("ip", [...args]);

export interface Machine {
  /** Its address on the cable. */
  readonly address: string;
  /** Starts a program there. */
  spawn(command: string, args: readonly string[], options?: SpawnOptions): ChildProcess;
  /** A script that runs `command` there with the arguments given to it: an `executablePath` for Chromium, say. */
  starterOf(command: string): Promise<string>;
}

export interface Cable {
  readonly a: Machine;
  readonly b: Machine;
  /** Pulls the plug: both ends lose the carrier. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Kills what still runs on either machine, and removes both. */
  close(): Promise<void>;
}

/** Why there can be no namespaces here, or null. */
export function whyNoNetns(): string | null {
  if (process.getuid?.() !== 0) return "needs root";
  const name = `probe-${process.pid}`;
  try {
    execFileSync("ip", ["netns", "add", name], { stdio: "pipe" });
    execFileSync("ip", ["netns", "delete", name], { stdio: "pipe" });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

let cablesLaid = 0;

export async function layCable({ gateways = true } = {}): Promise<Cable> {
  const prefix = `v${process.pid}x${++cablesLaid}`;
  const [a, b] = [
    { name: `${prefix}a`, address: "10.77.0.1" },
    { name: `${prefix}b`, address: "10.77.0.2" },
  ];
  const scripts = await mkdtemp(join(tmpdir(), "machine-"));
  const route = async (): Promise<void> => {
    if (!gateways) return;
    await ip("-n", a.name, "route", "replace", "default", "via", b.address);
    await ip("-n", b.name, "route", "replace", "default", "via", a.address);
  };

  for (const { name } of [a, b]) {
    await ip("netns", "add", name);
    await ip("-n", name, "link", "set", "lo", "up");
  }
  await ip("link", "add", "eth0", "netns", a.name, "type", "veth", "peer", "name", "eth0", "netns", b.name);
  for (const { name, address } of [a, b]) {
    await ip("-n", name, "address", "add", `${address}/24`, "dev", "eth0");
    await ip("-n", name, "link", "set", "eth0", "up");
  }
  await route();

  return {
    a: machineIn(a.name, a.address, scripts),
    b: machineIn(b.name, b.address, scripts),
    cut: async () => void (await ip("-n", a.name, "link", "set", "eth0", "down")),
    async restore() {
      await ip("-n", a.name, "link", "set", "eth0", "up");
      await route();
    },
    async close() {
      for (const { name } of [a, b]) await removeNamespace(name);
      await rm(scripts, { recursive: true });
    },
  };
}

export interface Switch {
  readonly machines: readonly Machine[];
  /** Parts the first `count` machines from the others: nothing passes between, and no carrier is lost. */
  part(count: number): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Machines on one switch: no router, no default route, no name server, so that nothing but each other can be reached. The
 * switch is a namespace with two bridges and a trunk between them.
 */
export async function layNetwork(count: number): Promise<Switch> {
  const prefix = `v${process.pid}s${++cablesLaid}`;
  const hub = `${prefix}hub`;
  const names = Array.from({ length: count }, (_, at) => `${prefix}m${at}`);
  const scripts = await mkdtemp(join(tmpdir(), "machine-"));
  await ip("netns", "add", hub);
  for (const bridge of ["left", "right"]) {
    await ip("-n", hub, "link", "add", bridge, "type", "bridge");
    await ip("-n", hub, "link", "set", bridge, "up");
  }
  await ip("-n", hub, "link", "add", "trunk0", "type", "veth", "peer", "name", "trunk1");
  const plug = (port: string, bridge: string): Promise<unknown> => ip("-n", hub, "link", "set", port, "master", bridge);
  await plug("trunk0", "left");
  await plug("trunk1", "right");
  for (const port of ["trunk0", "trunk1"]) await ip("-n", hub, "link", "set", port, "up");
  const machines: Machine[] = [];
  for (const [at, name] of names.entries()) {
    const address = `10.77.1.${at + 1}`;
    await ip("netns", "add", name);
    await ip("-n", name, "link", "set", "lo", "up");
    await ip("link", "add", "eth0", "netns", name, "type", "veth", "peer", "name", `port${at}`, "netns", hub);
    await ip("-n", name, "address", "add", `${address}/24`, "dev", "eth0");
    await ip("-n", name, "link", "set", "eth0", "up");
    await plug(`port${at}`, "left");
    await ip("-n", hub, "link", "set", `port${at}`, "up");
    machines.push(machineIn(name, address, scripts));
  }
  return {
    machines,
    async part(left) {
      await ip("-n", hub, "link", "set", "trunk0", "down");
      for (let at = left; at < count; at++) await plug(`port${at}`, "right");
    },
    mend: async () => void (await ip("-n", hub, "link", "set", "trunk0", "up")),
    async close() {
      for (const name of [...names, hub]) await removeNamespace(name);
      await rm(scripts, { recursive: true });
    },
  };
}

function machineIn(name: string, address: string, scripts: string): Machine {
  return {
    address,
    spawn: (command, args, options = {}) => spawn("ip", ["netns", "exec", name, command, ...args], options),
    async starterOf(command) {
      const script = join(scripts, `${name}.sh`);
      await writeFile(script, `#!/bin/sh\nexec ip netns exec ${name} ${command} "$@"\n`);
      await chmod(script, 0o755);
      return script;
    },
  };
}

async function removeNamespace(name: string): Promise<void> {
  const { stdout } = await run("ip", ["netns", "pids", name]);
  for (const pid of stdout.split("\n").filter(Boolean)) killIfAlive(Number(pid));
  await ip("netns", "delete", name);
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
