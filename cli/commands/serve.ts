/** `veche serve`: stays online and says what happens; may also be, or only be, a signalling server. */
import { diskVault } from "../../host/vault/disk.ts";
import { startSignalServer } from "../../host/signal/server.ts";
import { machineAddresses } from "../../host/signal/addresses.ts";
import { command, copyHelp, maybeCopy, portOf, Refused } from "../command.ts";
import { connectControl } from "../control/client.ts";
import { serveControl } from "../control/server.ts";
import { tellEvents } from "../events.ts";
import type { Output } from "../output.ts";
import { passphrase } from "../passphrase.ts";
import { directoryOf, sessionOn, unlock } from "../session.ts";
import { interrupted } from "../interrupted.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "serve",
  usage: "[--signal PORT] [--only ADDRESS …]",
  summary: "Stays online for the group, saying what happens.",
  help: `
  --signal PORT           the port of this machine's meeting point (default: one chosen once); where there is no
                          profile, runs the meeting point alone: any y-webrtc client can use it
  --only ADDRESS          meets members at this meeting point and dials no other; once for each
${copyHelp}

Other commands of this profile work beside it. Ends when it is interrupted (Ctrl-C).

Example: veche serve --json`,
  options: { ...maybeCopy, signal: { type: "string" }, only: { type: "string", multiple: true } },
  words: [0, 0],
  run: async ({ values, out }) => {
    const port = portOf(values.signal, "signal");
    const directory = directoryOf(values);
    if ((await diskVault(directory).readSlots()) === null) {
      if (port === undefined) throw new Refused(`${refusalSentence({ kind: "NoProfile" })} A meeting point alone needs --signal PORT.`);
      return signalOnly(port, out);
    }
    const running = await connectControl(directory);
    if (running !== null) {
      await running.close();
      throw new Refused("'veche serve' runs already for this profile.");
    }
    const secret = await passphrase({ file: values["passphrase-file"], fresh: false });
    const { startMachine } = await import("../machine.ts");
    const machine = await startMachine({ directory, ...(port === undefined ? {} : { signalPort: port }), ...(values.only === undefined ? {} : { only: values.only }) });
    const session = sessionOn(machine.engine, false, () => machine.close());
    try {
      await unlock(session, values, secret, false, out);
      const control = await serveControl(directory, machine.engine);
      if (control === null) out.note("Other commands cannot use this profile meanwhile: the name of its folder is too long for a socket.");
      const taken = machine.services.signalInsteadOf;
      if (taken !== null) out.note(`Port ${taken}, by which members know this machine, is taken by another program; using ${machine.services.signal.port} until it is free.`);
      const { copy } = await session.look({ query: "profile" });
      if (copy === "asking") out.note(refusalSentence({ kind: "MaybeCopy" }));
      const stop = await tellEvents(session, machine.services.signal.port, out);
      await interrupted();
      stop();
      await control?.close();
    } finally {
      await session.close();
    }
  },
});

async function signalOnly(port: number, out: Output): Promise<void> {
  const started = await startSignalServer({ port });
  if (!started.ok) throw new Refused(`Port ${port} cannot be used: another program has it, or it needs rights this one has not.`);
  const server = started.value;
  const addresses = machineAddresses(server.port);
  out.event({ event: "signalling", port: server.port, addresses }, () => `Meeting point at ${addresses.join(", ")}`);
  await interrupted();
  await server.close();
}
