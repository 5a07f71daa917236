/** `veche relay proxy`: the SOCKS5 proxy, such as Tor, that everything to relays goes through. */
import { command, WrongUsage } from "../command.ts";
import { withSession } from "../session.ts";

export default command({
  name: "relay proxy",
  usage: "[HOST:PORT | --none]",
  summary: "Reaches relays through a SOCKS5 proxy, such as Tor.",
  help: `
  --none                  reaches them directly again

Of all groups of this profile. Where the proxy does not answer, nothing goes another way. Other members' machines are
still met directly.

Example: veche relay proxy 127.0.0.1:9050`,
  options: { none: { type: "boolean", default: false } },
  words: [0, 1],
  run: ({ values, words: [proxy], out }) => {
    if ((proxy === undefined) !== (values.none === true)) throw new WrongUsage("Give either HOST:PORT or --none.");
    return withSession(values, out, async (session) => {
      await session.run({ type: "profile.setProxy", proxy: proxy ?? null });
      out.answer({ proxy: proxy ?? null }, () => (proxy === undefined ? "Relays are reached directly." : `Relays are reached through ${proxy}.`));
    });
  },
});
