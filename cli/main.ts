/** Finds the command, runs it, and turns what went wrong into one sentence and an exit code. */
import { Refused, WrongUsage, type Command } from "./command.ts";
import { processOutput } from "./output.ts";

/** Loaded when asked for, so that counting a sheet does not load WebRTC. */
export const commands: Readonly<Record<string, () => Promise<{ readonly default: Command }>>> = {
  found: () => import("./commands/found.ts"),
  invite: () => import("./commands/invite.ts"),
  join: () => import("./commands/join.ts"),
  pair: () => import("./commands/pair.ts"),
  constitute: () => import("./commands/constitute.ts"),
  post: () => import("./commands/post.ts"),
  threads: () => import("./commands/threads.ts"),
  files: () => import("./commands/files.ts"),
  fetch: () => import("./commands/fetch.ts"),
  "file clear": () => import("./commands/file-clear.ts"),
  "bundle save": () => import("./commands/bundle-save.ts"),
  "bundle open": () => import("./commands/bundle-open.ts"),
  "folder add": () => import("./commands/folder-add.ts"),
  "folder list": () => import("./commands/folder-list.ts"),
  "folder remove": () => import("./commands/folder-remove.ts"),
  "library list": () => import("./commands/library-list.ts"),
  "library add": () => import("./commands/library-add.ts"),
  "motion open": () => import("./commands/motion-open.ts"),
  "motion list": () => import("./commands/motion-list.ts"),
  "motion show": () => import("./commands/motion-show.ts"),
  search: () => import("./commands/search.ts"),
  vote: () => import("./commands/vote.ts"),
  close: () => import("./commands/close.ts"),
  hands: () => import("./commands/hands.ts"),
  "motion withdraw": () => import("./commands/motion-withdraw.ts"),
  "motion draw-again": () => import("./commands/motion-draw-again.ts"),
  "motion repeal": () => import("./commands/motion-repeal.ts"),
  evidence: () => import("./commands/evidence.ts"),
  expel: () => import("./commands/expel.ts"),
  reinstate: () => import("./commands/reinstate.ts"),
  "office list": () => import("./commands/office-list.ts"),
  "office propose": () => import("./commands/office-propose.ts"),
  "office certify": () => import("./commands/office-certify.ts"),
  "office act": () => import("./commands/office-act.ts"),
  nominate: () => import("./commands/nominate.ts"),
  support: () => import("./commands/support.ts"),
  recall: () => import("./commands/recall.ts"),
  "credential save": () => import("./commands/credential-save.ts"),
  "credential check": () => import("./commands/credential-check.ts"),
  "credential present": () => import("./commands/credential-present.ts"),
  "credential link": () => import("./commands/credential-link.ts"),
  bylaws: () => import("./commands/bylaws.ts"),
  "bylaws change": () => import("./commands/bylaws-change.ts"),
  sponsor: () => import("./commands/sponsor.ts"),
  admit: () => import("./commands/admit.ts"),
  safety: () => import("./commands/safety.ts"),
  leave: () => import("./commands/leave.ts"),
  decisions: () => import("./commands/decisions.ts"),
  task: () => import("./commands/task.ts"),
  implement: () => import("./commands/implement.ts"),
  report: () => import("./commands/report.ts"),
  meeting: () => import("./commands/meeting.ts"),
  review: () => import("./commands/review.ts"),
  sheet: () => import("./commands/sheet.ts"),
  "record export": () => import("./commands/record-export.ts"),
  verify: () => import("./commands/verify.ts"),
  tally: () => import("./commands/tally.ts"),
  replay: () => import("./commands/replay.ts"),
  serve: () => import("./commands/serve.ts"),
  "device link": () => import("./commands/device-link.ts"),
  "device accept": () => import("./commands/device-accept.ts"),
  "device confirm": () => import("./commands/device-confirm.ts"),
  "device list": () => import("./commands/device-list.ts"),
  "device know": () => import("./commands/device-know.ts"),
  "device revoke": () => import("./commands/device-revoke.ts"),
  "identity words": () => import("./commands/identity-words.ts"),
  "identity confirm": () => import("./commands/identity-confirm.ts"),
  "identity recover": () => import("./commands/identity-recover.ts"),
  "relay add": () => import("./commands/relay-add.ts"),
  "relay list": () => import("./commands/relay-list.ts"),
  "relay remove": () => import("./commands/relay-remove.ts"),
  "relay proxy": () => import("./commands/relay-proxy.ts"),
  relay: () => import("./commands/relay.ts"),
  demo: () => import("./commands/demo.ts"),
};

export async function main(args: readonly string[]): Promise<number> {
  const say = processOutput(false);
  try {
    await dispatch(args);
    return 0;
  } catch (error) {
    if (error instanceof Refused) {
      say.note(error.message);
      return 1;
    }
    if (error instanceof WrongUsage) {
      say.note(error.message);
      return 2;
    }
    throw error;
  }
}

async function dispatch(args: readonly string[]): Promise<void> {
  const [first = "", second = ""] = args;
  if (first === "" || first === "--help" || first === "-h" || first === "help") {
    if (first === "") throw new WrongUsage(await overview());
    return processOutput(false).text(await overview());
  }
  const name = [`${first} ${second}`, first].find((each) => each in commands);
  if (name !== undefined) {
    const { default: command } = await commands[name]!();
    return command.run(args.slice(name.split(" ").length), processOutput);
  }
  const family = Object.keys(commands).filter((each) => each.startsWith(`${first} `));
  if (family.length === 0) throw new WrongUsage(`There is no command “${first}”. See veche --help.`);
  if (second === "--help" || second === "-h") return processOutput(false).text(await overview(family));
  throw new WrongUsage(`'veche ${first}' is one of: ${family.map((each) => `veche ${each}`).join(", ")}.`);
}

async function overview(names: readonly string[] = Object.keys(commands)): Promise<string> {
  const rows = await Promise.all(names.map(async (name) => `  ${name.padEnd(14)} ${(await commands[name]!()).default.summary}`));
  return `Usage: veche COMMAND …

A group discusses and decides together: end-to-end encrypted, without a server, every ballot signed, every machine counting.

${rows.join("\n")}

veche COMMAND --help explains each, with an example.
Exit codes: 0 done, 1 refused with a reason on stderr, 2 wrong usage.`;
}
