/** `veche implement`: hands a decision over to another who implements it from then on, or answers such an offer. */
import { orCaughtUp } from "../catching-up.ts";
import { command, Refused, WrongUsage } from "../command.ts";
import { handOver, writing, writingHelp } from "../handing-over.ts";
import { groupOf, memberOf, motionOf, withSession } from "../session.ts";
import { refusalSentence } from "../words/refusals.ts";

export default command({
  name: "implement",
  usage: "DECISION (--offer NAME | --accept | --decline)",
  summary: "Hands a decision over to another member, or answers such an offer.",
  help: `
  DECISION is the number, id or title of a motion that was adopted.
  --offer NAME            offers it; only who implements it can. It passes when they accept
  --accept, --decline     answers an offer made to you
${writingHelp}

Example: veche implement 7 --offer Bela`,
  options: { ...writing, offer: { type: "string" }, accept: { type: "boolean", default: false }, decline: { type: "boolean", default: false } },
  words: [1, 1],
  run: ({ values, words: [typed], out }) =>
    withSession(values, out, async (session) => {
      const { offer, accept, decline } = values;
      if ([offer !== undefined, accept, decline].filter(Boolean).length !== 1) throw new WrongUsage("Give one of --offer NAME, --accept and --decline.");
      const group = await groupOf(session, values.group);
      const motion = await orCaughtUp(session, group, values.wait, () => motionOf(session, group, typed!));
      if (offer !== undefined) {
        const to = await memberOf(session, group, offer);
        const made = await session.run({ type: "implementing.offer", group, motion, to: to.id });
        out.answer(made, () => `Offered to ${to.name}. Until they accept, nothing changes.`);
      } else {
        const open = (await session.look({ query: "decision", group, motion }))?.offer ?? null;
        if (open === null || !open.to.me) throw new Refused(refusalSentence({ kind: "NoSuchOffer" }));
        await session.run({ type: "implementing.answer", group, offer: open.id, accepts: accept });
        out.answer({ offer: open.id, accepts: accept }, () => (accept ? "You implement it from now on." : "Declined."));
      }
      await handOver(session, group, values.wait, out);
    }),
});
