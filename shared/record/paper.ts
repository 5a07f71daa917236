/** POLL-11. What tellers entered by name, and whether it is counted. */
import type { MemberId } from "../base/ids.ts";
import type { MemberRef } from "../contract/member-ref.ts";
import type { PaperView } from "../contract/result-snapshots.ts";
import type { Count } from "../poll/count.ts";
import type { MotionView } from "../poll/motion-view.ts";

export const paperView = ({ motion }: MotionView, { paper }: Count, ref: (member: MemberId) => MemberRef): PaperView => ({
  tellers: (motion.record.tellers ?? []).map(ref),
  lines: paper.map(({ member, said, is }) => ({ member: ref(member), said: said.map(({ teller, choice }) => ({ teller: ref(teller), choice })), is })),
});
