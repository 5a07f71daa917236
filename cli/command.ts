/** What a command of `veche` is: its words and options, checked by `parseArgs`, and the work it does. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import type { Output } from "./output.ts";

/** Said on stderr as one sentence; exit code 1. */
export class Refused extends Error {}

/** The command cannot be understood; exit code 2. */
export class WrongUsage extends Error {}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O & typeof common; allowPositionals: true; strict: true }>>["values"];

/** Understood by every command. */
const common = {
  profile: { type: "string" },
  "passphrase-file": { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const satisfies Options;

export type CommonValues = Values<Record<never, never>>;

/** Of commands that work in one group. */
export const inGroup = { group: { type: "string" } } as const satisfies Options;
export const groupHelp = "  --group GROUP           where the profile has several: an id, the beginning of one, or a name";

/** LOG-7. Of commands that write. */
export const maybeCopy = { copy: { type: "string" } } as const satisfies Options;
export const copyHelp = "  --copy yes|no           where the profile lies in another place than before: whether it is a copy";

export interface Given<O extends Options> {
  readonly values: Values<O>;
  readonly words: readonly string[];
  readonly out: Output;
}

interface Definition<O extends Options> {
  /** As typed: `motion open`. */
  readonly name: string;
  /** What follows the name, in the usage line. */
  readonly usage: string;
  readonly summary: string;
  /** The rest of its help: options of its own and an example. */
  readonly help: string;
  readonly options: O;
  /** Least and most words besides options. */
  readonly words: readonly [number, number];
  readonly run: (given: Given<O>) => Promise<void>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  /** Names of its options, the common ones included. */
  readonly options: readonly string[];
  run(args: readonly string[], output: (json: boolean) => Output): Promise<void>;
}

const commonHelp = `Options of every command:
  --profile DIR           the folder of the profile (default: the app's own)
  --passphrase-file FILE  reads the passphrase from a file; otherwise it is asked for
  --json                  one JSON document, or one line an event
  --help                  this text`;

export function command<const O extends Options>({ name, usage, summary, help, options, words: [least, most], run }: Definition<O>): Command {
  const text = `Usage: veche ${name} ${usage}`.trimEnd() + `\n\n${summary}\n\n${help.trim()}\n\n${commonHelp}`;
  return {
    name,
    summary,
    help: text,
    options: Object.keys({ ...options, ...common }),
    async run(args, output) {
      const { values, positionals } = parsed(args, { ...options, ...common });
      if ((values as CommonValues).help === true) return output(false).text(text);
      if (positionals.length < least) throw new WrongUsage(`'veche ${name}' needs more: veche ${name} ${usage}`);
      if (positionals.length > most) throw new WrongUsage(`'veche ${name}' does not know what to do with “${positionals[most]}”; texts of several words need quotes.`);
      await run({ values: values as Values<O>, words: positionals, out: output((values as CommonValues).json === true) });
    },
  };
}

function parsed(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      throw new WrongUsage(`${error.message.split(/\. |\n/u)[0]!.replace(/\.$/u, "")}.`);
    }
    throw error;
  }
}

/** A whole number of seconds given as an option. */
export function secondsOf(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const seconds = Number(text);
  if (!/^\d+(\.\d+)?$/u.test(text) || seconds > 1_000_000) throw new WrongUsage(`--${name} takes a number of seconds, not “${text}”.`);
  return seconds;
}

export function portOf(typed: string | undefined, name: string): number | undefined {
  if (typed === undefined) return undefined;
  const port = Number(typed);
  if (!/^\d{1,5}$/u.test(typed) || port > 65_535) throw new WrongUsage(`--${name} takes a port number, not “${typed}”.`);
  return port;
}
