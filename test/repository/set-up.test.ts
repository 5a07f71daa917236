/** What `./run` does before it hands over. */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { inTurn } from "../../scripts/proof.mjs";
import { isNodeNewEnough } from "../../scripts/setup/node-version.mjs";
import { root } from "./sources.ts";

const run = (...args: string[]) => spawnSync(`${root}run`, args, { cwd: "/", encoding: "utf8" });

it("explains itself on stdout, from any folder", () => {
  const { status, stdout, stderr } = run("--help");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("./run test");
});

it("answers an unknown command with its usage, on stderr, as wrong usage", () => {
  const { status, stdout, stderr } = run("tset");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("there is no './run tset'");
});

it("hands stdout, arguments and the exit code over to the command line", () => {
  const right = run("veche", "--help");
  expect(right.status).toBe(0);
  expect(right.stdout).toMatch(/^Usage: veche/);
  const wrong = run("veche", "no-such-command");
  expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: "" });
});

it("runs every proof, also after one that failed, and says which; none after somebody ended one", async () => {
  const proofs = async (codes: Readonly<Record<string, number>>) => {
    const ran: string[] = [];
    let said = "";
    const run = (part: string): Promise<number> => Promise.resolve(codes[(ran.push(part), part)]!);
    const code = await inTurn(Object.keys(codes), run, (line) => void (said += line), () => 0);
    return { code, ran: ran.join(" "), said };
  };
  expect(await proofs({ a: 0, b: 1, c: 0 })).toEqual({ code: 1, ran: "a b c", said: "\nholds   a  0 s\nFAILED  b  0 s\nholds   c  0 s\n2 of 3 proofs hold" });
  expect(await proofs({ a: 0, b: 130, c: 0 })).toEqual({ code: 130, ran: "a b", said: "" });
  expect((await proofs({ a: 0 })).code).toBe(0);
});

it.each([
  ["20.19.0", true],
  ["20.18.3", false],
  ["18.20.8", false],
  ["22.0.0", true],
  ["26.1.0", true],
])("runs on Node %s: %s", (version, enough) => {
  expect(isNodeNewEnough(version)).toBe(enough);
});

const holder = (): ChildProcess => {
  const program = `
    import { withLock } from ${JSON.stringify(new URL("../../scripts/setup/lock.mjs", import.meta.url).href)};
    await withLock(async () => {
      console.log("in");
      await new Promise((resolve) => process.stdin.once("data", resolve));
      console.log("out");
    });
    process.exit();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
};
/** The next line it prints. */
const says = async (child: ChildProcess): Promise<string> => String((await once(child.stdout!, "data"))[0]).trim();

it("sets up once at a time, and a killed set-up keeps nobody waiting", async () => {
  const first = holder();
  expect(await says(first)).toBe("in");
  const second = holder();
  const third = holder();
  const [waiting] = (await once(second.stderr!, "data")) as [Buffer];
  expect(String(waiting)).toContain("waiting for another ./run");
  const entered = Promise.race([says(second).then(() => second), says(third).then(() => third)]);

  first.kill("SIGKILL");
  const next = await entered;
  const last = next === second ? third : second;
  const lastIn = says(last);
  next.stdin!.write("done");
  expect(await says(next)).toBe("out");
  expect(await lastIn).toBe("in");
});
