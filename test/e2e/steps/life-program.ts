/**
 * A whole member that lives until it is killed: opens its profile (or makes it and joins), says what it finds there, then
 * posts and votes without pause and says what has been acknowledged.
 */
import { NodePeer } from "./node-peer.ts";
import { subject, type Found, type Said, type Vote } from "./life.ts";

const [, , directory = "", link = ""] = process.argv;
const say = (said: Said): void => void process.send?.(said);

async function live(): Promise<void> {
  const peer = link === "" ? await NodePeer.unlock(directory) : await NodePeer.create(directory, "Bela");
  const group = link === "" ? (await peer.sees({ query: "groups" }, (groups) => groups.length === 1))[0]!.id : await peer.join(link);
  const thread = (await peer.sees({ query: "threads", group }, (threads) => threads.length === 1))[0]!.id;
  const motions = await peer.sees({ query: "motions", group }, (known) => known.some((motion) => motion.title === subject && motion.iVote));
  const motion = motions.find((each) => each.title === subject)!.id;
  say({ found: await whatIsHere(peer, group, thread, motion) });

  const votes = async (): Promise<void> => {
    for (let at = 0; ; at++) {
      const vote: Vote = at % 2 === 0 ? "yes" : "no";
      say({ voting: vote });
      await peer.does({ type: "ballot.cast", group, motion, choice: { method: "yes-no-abstain", vote } });
      say({ voted: vote });
      await post(`vote ${at}`);
    }
  };
  const post = async (about: string): Promise<void> => {
    const text = `${process.pid} ${about} ${crypto.randomUUID()}`;
    await peer.does({ type: "post.write", group, thread, text });
    say({ posted: text });
  };
  const posts = async (): Promise<void> => {
    for (let at = 0; ; at++) await post(`post ${at}`);
  };
  await Promise.all([votes(), posts()]);
}

async function whatIsHere(peer: NodePeer, group: string, thread: string, motion: string): Promise<Found> {
  const shown = await peer.sees({ query: "thread", group, thread }, (known) => known !== null);
  const voted = await peer.sees({ query: "motion", group, motion }, (known) => known !== null);
  const ballot = voted?.myBallot ?? null;
  return { posts: shown!.posts.map((post) => post.text), vote: ballot?.method === "yes-no-abstain" && ballot.vote !== "abstain" ? ballot.vote : null };
}

void live();
