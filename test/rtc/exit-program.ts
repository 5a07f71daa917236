/** A program that links four members and ends in the way its argument says (exit.test.ts). */
import { nodeDialler } from "../../rtc/node-rtc.ts";
import { meet } from "./meet.ts";
import { localMember } from "./member.ts";
import { Relay } from "./relay.ts";

const relay = new Relay(0);
const dialler = nodeDialler();
const members = Array.from({ length: 4 }, () => localMember(relay, dialler));
const [ada, bela] = members;

if (process.argv[2] === "while dialling") setTimeout(() => process.exit(0), Math.random() * 200);
await meet(members);
if (process.argv[2] === "closed") {
  relay.close();
  await dialler.close();
} else if (process.argv[2] === "while sending") {
  const link = await ada!.linkTo(bela!.peerId);
  setTimeout(() => process.exit(0), Math.random() * 200);
  await link.flood(100_000, 16 * 1024);
}
