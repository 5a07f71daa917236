/** What acts change in the story: no more than a page needs to answer. */
import { days } from "../../../shared/base/units.ts";
import type { Answer } from "../../../shared/contract/answers.ts";
import type { Command, CommandType } from "../../../shared/contract/commands.ts";
import type { Refusal } from "../../../shared/contract/refusals.ts";
import type { ShelfSnapshot, ThreadSnapshot } from "../../../shared/contract/snapshots.ts";
import { historyOf } from "./documents.ts";
import { group } from "./harbour-street.ts";
import { performIdentity } from "./identity.ts";
import { shelvesOf } from "./library.ts";
import { motionId } from "./motions.ts";
import { eightWords, idOf, ref } from "./people.ts";
import { relayRow } from "./relays.ts";
import type { World } from "./world.ts";

export const storyPassphrase = "harbour lantern oak seven";

export function perform(world: World, command: Command, now: number): { readonly answer: Answer<CommandType> | null } | Refusal {
  switch (command.type) {
    case "profile.create":
      world.profile = { ...world.profile, state: "open", name: command.name };
      return { answer: null };
    case "profile.unlock":
      if (command.passphrase !== storyPassphrase) return { kind: "WrongPassphrase" };
      world.profile = { ...world.profile, state: "open" };
      return { answer: null };
    case "profile.lock":
      world.profile = { ...world.profile, state: "locked" };
      return { answer: null };
    case "profile.panic":
      world.profile = { ...world.profile, state: "none" };
      return { answer: null };
    case "profile.changePassphrase":
      return command.current === storyPassphrase ? { answer: null } : { kind: "WrongPassphrase" };
    case "profile.setAddresses": {
      const bad = command.signalling.find((address) => !/^wss?:\/\//.test(address));
      if (bad !== undefined) return { kind: "BadAddress", address: bad };
      world.profile = { ...world.profile, signalling: command.signalling, stun: command.stun };
      return { answer: null };
    }
    case "profile.settleCopy":
      world.profile = { ...world.profile, copy: command.isCopy ? "waiting" : "no" };
      return { answer: null };
    case "draft.save":
      world.drafts.set(command.key, command.text);
      return { answer: null };
    case "relay.add":
      if (!/^https?:\/\//u.test(command.address)) return { kind: "BadRelay", address: command.address };
      world.relays = { ...world.relays, relays: [...world.relays.relays, relayRow(command.address)] };
      return { answer: null };
    case "relay.remove":
      world.relays = { ...world.relays, relays: world.relays.relays.filter(({ address }) => address !== command.address) };
      return { answer: null };
    case "profile.setProxy":
      world.relays = { ...world.relays, proxy: command.proxy };
      return { answer: null };
    case "group.join":
      if (!command.link.startsWith("veche:join#")) return { kind: "LinkGarbled" };
      world.joins = [{ id: "join 1", group, returns: false, state: { is: "looking", tried: [], unreachable: ["ws://192.168.1.20:41711"] } }];
      return { answer: { join: "join 1", group } };
    case "device.know":
      world.unknownMachine = false;
      return { answer: null };
    case "identity.words":
    case "identity.confirm":
    case "identity.enter":
      return performIdentity(world.identity, command, now);
    case "group.cancelJoin":
      world.joins = [];
      return { answer: null };
    case "group.found":
      world.empty = false;
      world.founding = true;
      return { answer: { group, eightWords } };
    case "group.constitute":
      world.founding = false;
      return { answer: { motion: motionId(31) } };
    case "member.mute":
      if (command.muted) world.muted.add(command.member);
      else world.muted.delete(command.member);
      world.threads = world.threads.map((thread) => ({ ...thread, posts: thread.posts.map((post) => (post.author.id === command.member ? { ...post, muted: command.muted } : post)) }));
      return { answer: null };
    case "bylaws.change":
    case "member.admit":
    case "member.propose":
      return { answer: { motion: motionId(31) } };
    case "invite.create": {
      const invite = idOf(`invite ${world.invites.length}`);
      const link = `veche:join#${"AZmk3QpV7xTnK28rLhWc".repeat(9)}`;
      const expires = now + days(7);
      world.invites = [{ id: invite, by: ref("ines"), created: now, expires, state: "open", link }, ...world.invites];
      return { answer: { invite, link, expires } };
    }
    case "invite.revoke":
      world.invites = world.invites.map((invite) => (invite.id === command.invite ? { ...invite, state: "revoked", link: null } : invite));
      return { answer: null };
    case "ballot.cast":
      world.motions = world.motions.map((motion) =>
        motion.id === command.motion ? { ...motion, myBallot: command.choice, ballotReached: 0 } : motion,
      );
      return { answer: null };
    case "meeting.minutes":
      return { answer: { document: world.letter.id } };
    case "document.create":
      return { answer: { document: world.letter.id } };
    case "document.write":
      world.letter = { ...world.letter, updates: [...world.letter.updates, command.update] };
      return { answer: null };
    case "document.flush":
      return { answer: { heads: [historyOf(now).at(-1)!.id] } };
    case "document.at":
      return { answer: { state: world.letter.updates[0]! } };
    case "comment.resolve":
      world.letter = { ...world.letter, comments: world.letter.comments.map((comment) => (comment.id === command.comment ? { ...comment, resolved: command.resolved } : comment)) };
      return { answer: null };
    case "thread.mute": {
      const mute = (thread: ThreadSnapshot): ThreadSnapshot => (thread.id === command.thread ? { ...thread, muted: command.muted } : thread);
      world.threads = world.threads.map(mute);
      return { answer: null };
    }
    case "post.write": {
      const post = idOf(`post ${now} ${command.text}`);
      const written = { id: post, author: ref("ines"), time: now, text: command.text, replyTo: null, quote: command.quote ?? null, retracted: false, earlier: [], reactions: [], files: [], filesComing: 0, muted: false, reachedMembers: 0, ahead: false, outside: false };
      const add = (thread: ThreadSnapshot): ThreadSnapshot => (thread.id === command.thread ? { ...thread, posts: [...thread.posts, written] } : thread);
      world.threads = world.threads.map(add);
      world.notes = world.notes.map(add);
      return { answer: { post } };
    }
    case "item.move": {
      const moved = (list: ShelfSnapshot["list"]): ShelfSnapshot["list"] => {
        const item = list.find(({ id }) => id === command.item);
        const others = list.filter(({ id }) => id !== command.item);
        const at = command.before === null ? others.length : others.findIndex(({ id }) => id === command.before);
        return item ? others.toSpliced(at, 0, item) : list;
      };
      world.shelves = world.shelves.map((shelf) => ({ ...shelf, list: moved(shelf.list) }));
      return { answer: null };
    }
    case "library.remove": {
      if (!command.removed) world.shelves = shelvesOf(now);
      else world.shelves = world.shelves.filter(({ id }) => id !== command.of).map((shelf) => ({ ...shelf, list: shelf.list.filter(({ id }) => id !== command.of) }));
      return { answer: null };
    }
    case "item.progress": {
      const mine = { state: command.state, shared: command.shared };
      world.shelves = world.shelves.map((shelf) => ({ ...shelf, list: shelf.list.map((item) => (item.id === command.item ? { ...item, mine } : item)) }));
      return { answer: null };
    }
    default:
      return { answer: null };
  }
}
