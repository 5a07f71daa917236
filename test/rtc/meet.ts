/** The measure of success of a dial: every member exchanges a frame with every other over its link. */
import { toHex, utf8 } from "../../shared/base/bytes.ts";
import { seconds } from "../../shared/base/units.ts";
import type { Member } from "./member.ts";

const patience = seconds(15);

/** Milliseconds until all pairs have exchanged frames; fails after 15 s. */
export async function meet(members: readonly Member[]): Promise<number> {
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not all linked after 15 s: ${missing(members).join(", ")}`)), patience);
  });
  try {
    await Promise.race([late, Promise.all(members.flatMap((me) => members.map((you) => greet(me, you))))]);
  } finally {
    clearTimeout(timer);
  }
  return performance.now() - started;
}

async function greet(me: Member, you: Member): Promise<void> {
  if (me === you) return;
  const link = await me.linkTo(you.peerId);
  await link.listen();
  await link.send(toHex(utf8(`from ${me.peerId}`)));
  const [frame] = await link.frames(1);
  if (frame !== toHex(utf8(`from ${you.peerId}`))) throw new Error("another frame than the one sent");
}

function missing(members: readonly Member[]): string[] {
  return members.flatMap((me) =>
    members.filter((you) => me !== you && !me.linked.has(you.peerId)).map((you) => `${me.peerId}→${you.peerId}`),
  );
}
