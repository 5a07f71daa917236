/** `veche relay`: keeps sealed blobs for groups it knows nothing about, until they are fetched or their time is over (SYNC-6). */
import { machineAddresses } from "../../host/signal/addresses.ts";
import { command, portOf, Refused, WrongUsage } from "../command.ts";
import { interrupted } from "../interrupted.ts";

const reasons = {
  InUse: "Another relay runs on this folder.",
  PortTaken: "The port cannot be used: another program has it, or it needs rights this one has not.",
  NoCertificate: "--cert and --key are to be a certificate and its key, in PEM files that can be read.",
};

export default command({
  name: "relay",
  usage: "--data DIR --port N [--cert FILE --key FILE]",
  summary: "Keeps sealed parcels for groups it knows nothing about.",
  help: `
  --data DIR              the folder to keep them in
  --port N                the port to listen on
  --host ADDRESS          listens on this address alone, such as 127.0.0.1 behind a reverse proxy or Tor
  --cert FILE             speaks TLS with this certificate (PEM), and
  --key FILE              its key; otherwise plain HTTP
  --behind-proxy          a reverse proxy says in X-Forwarded-For who asks, for the limits of one address
  --days N                keeps each parcel so long (default 30)
  --quota MB              keeps so much altogether, in megabytes (default 2048)
  --counters PORT         how much it does, without content, for Prometheus, on 127.0.0.1 only

It needs no profile and no passphrase, and writes no log. /health answers whether it is well. Ends when it is interrupted
(Ctrl-C), and goes on where it was when it is started again.

Example: veche relay --data /var/lib/veche-relay --port 8440`,
  options: {
    data: { type: "string" },
    port: { type: "string" },
    host: { type: "string" },
    cert: { type: "string" },
    key: { type: "string" },
    "behind-proxy": { type: "boolean", default: false },
    days: { type: "string" },
    quota: { type: "string" },
    counters: { type: "string" },
  },
  words: [0, 0],
  run: async ({ values, out }) => {
    const port = portOf(values.port, "port");
    if (values.data === undefined || port === undefined) throw new WrongUsage("A relay needs --data DIR and --port N.");
    if ((values.cert === undefined) !== (values.key === undefined)) throw new WrongUsage("--cert and --key go together.");
    const countersPort = portOf(values.counters, "counters");
    const days = countOf(values.days, "days", 365);
    const megabytes = countOf(values.quota, "quota", 100_000_000);
    const { runRelay } = await import("../../host/relay/run.ts");
    const started = await runRelay({
      directory: values.data,
      port,
      ...(values.host === undefined ? {} : { host: values.host }),
      ...(values.cert === undefined ? {} : { tls: { cert: values.cert, key: values.key! } }),
      behindProxy: values["behind-proxy"] === true,
      ...(countersPort === undefined ? {} : { countersPort }),
      limits: { ...(days === undefined ? {} : { days }), ...(megabytes === undefined ? {} : { quota: megabytes * 1_000_000 }) },
    });
    if (!started.ok) throw new Refused(reasons[started.error.kind]);
    const { server, pin, desk, close } = started.value;
    const scheme = pin === null ? "http" : "https";
    const addresses = values.host === undefined ? machineAddresses(server.port, scheme) : [`${scheme}://${values.host.includes(":") ? `[${values.host}]` : values.host}:${server.port}`];
    const pinned = addresses.map((address) => (pin === null ? address : `${address}#${pin}`));
    out.event({ event: "relay", port: server.port, addresses: pinned, counters: server.countersPort, held: desk.load }, () => `Relay at\n${pinned.map((address) => `  ${address}`).join("\n")}`);
    await interrupted();
    await close();
  },
});

function countOf(typed: string | undefined, name: string, most: number): number | undefined {
  if (typed === undefined) return undefined;
  const count = Number(typed);
  if (!/^\d{1,9}$/u.test(typed) || count < 1 || count > most) throw new WrongUsage(`--${name} takes a whole number from 1 to ${most}, not “${typed}”.`);
  return count;
}
