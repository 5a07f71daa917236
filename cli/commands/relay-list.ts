/** `veche relay list`: the relays of a group, after looking at each once. */
import { command, groupHelp, inGroup, secondsOf } from "../command.ts";
import { groupOf, withSession } from "../session.ts";
import { relayWords } from "../words/relays.ts";

const usualWait = 20;

export default command({
  name: "relay list",
  usage: "",
  summary: "Looks at the group's relays, and says how each fares.",
  help: `
  --wait SECONDS          waits at most so long for them (default ${usualWait})
${groupHelp}

What lies there for this profile is taken in, and what is new here is put there.

Example: veche relay list --json`,
  options: { ...inGroup, wait: { type: "string" } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const wait = secondsOf(values.wait, "wait", usualWait) * 1000;
      const asked = Date.now();
      await session.run({ type: "relay.look", group });
      const looked = await session.until({ query: "relays", group }, ({ relays }) => relays.every(({ state, checked }) => state === "trouble" || (checked ?? 0) >= asked), wait);
      const relays = looked ?? (await session.look({ query: "relays", group }));
      out.answer(relays, () => (relays.relays.length === 0 ? "No relay. Enter one: veche relay add ADDRESS" : relays.relays.map(relayWords).join("\n")));
    }),
});
