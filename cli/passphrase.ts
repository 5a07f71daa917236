/** Gets the passphrase: from a file, or typed without being shown. Never from an argument, which others can read. */
import { readFile } from "node:fs/promises";
import { Refused, WrongUsage } from "./command.ts";

interface From {
  readonly file: string | undefined;
  /** For a new profile it is typed twice. */
  readonly fresh: boolean;
}

export async function passphrase({ file, fresh }: From): Promise<string> {
  if (file !== undefined) return fromFile(file);
  if (!process.stdin.isTTY) throw new WrongUsage("There is no terminal to ask for the passphrase on; give --passphrase-file FILE.");
  const typed = await ask(fresh ? "New passphrase: " : "Passphrase: ");
  if (fresh && (await ask("The same again: ")) !== typed) throw new Refused("The two passphrases differ; nothing was made.");
  return typed;
}

/** The first line. */
async function fromFile(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).split(/\r?\n/u)[0]!;
  } catch (error) {
    throw new Refused(`The passphrase file ${file} cannot be read (${reason(error)}).`);
  }
}

export const reason = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : String(error));

const interrupt = "\u0003";
const endOfInput = "\u0004";
const erase = ["\u007f", "\b"];

function ask(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stdin.setRawMode(true); // first, so that nothing typed early is shown
  stderr.write(question);
  stdin.setEncoding("utf8");
  stdin.resume();
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (): void => {
      stdin.off("data", heard);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write("\n");
    };
    const heard = (text: string): void => {
      for (const c of text) {
        if (c === interrupt || c === endOfInput) {
          end();
          reject(new Refused("No passphrase was given."));
          return;
        }
        if (c === "\r" || c === "\n") {
          end();
          resolve(typed.join(""));
          return;
        }
        typed = erase.includes(c) ? typed.slice(0, -1) : [...typed, c];
      }
    };
    stdin.on("data", heard);
  });
}
