/** Who is reachable and how, what is coming, and the addresses by which machines find each other. */
import { allowMedia, useMediaNeeded } from "../../engine/media.ts";
import { useAct } from "../../engine/use-act.ts";
import { useRun } from "../../engine/run.ts";
import { useSnapshot } from "../../engine/snapshot.ts";
import { useTranslation } from "react-i18next";
import { useToast } from "../../design/Toast.tsx";
import type { ConnectionSnapshot } from "../../../shared/contract/snapshots.ts";
import type { ConnectionActions, ConnectionViewSnapshot } from "./ConnectionView.tsx";

export function useConnection(group: string): { snapshot: ConnectionViewSnapshot; actions: ConnectionActions } | null {
  const { t } = useTranslation("connection");
  const run = useRun();
  const say = useToast();
  const { act, busy, refusal } = useAct();
  const connection = useSnapshot({ query: "connection", group });
  const mediaNeeded = useMediaNeeded();
  const profile = useSnapshot({ query: "profile" });
  if (!connection || !profile) return null;

  async function setAddresses(signalling: readonly string[], stun: readonly string[]): Promise<void> {
    const done = await act(run({ type: "profile.setAddresses", signalling: [...signalling], stun: [...stun] }));
    if (done) say({ text: t("addresses.kept") });
  }

  const others = connection.members.filter(({ member }) => !member.me);
  return {
    snapshot: {
      foot: connection.foot,
      servers: [...connection.servers].sort((a, b) => rank(a, profile.signalling) - rank(b, profile.signalling)),
      // Reached first, then by who was heard last.
      members: [...others].sort((a, b) => Number(b.link !== null) - Number(a.link !== null) || (b.heard ?? 0) - (a.heard ?? 0)),
      waiting: connection.waiting,
      lan: connection.ways.lan,
      incidents: connection.incidents,
      signalling: profile.signalling,
      stun: profile.stun,
      ownAddresses: profile.ownAddresses,
      // Where sockets work, nobody has to permit a medium for the sake of WebRTC.
      mediaNeeded: mediaNeeded && !others.some(({ link }) => link?.way === "lan"),
      busy,
      refusal,
    },
    actions: {
      allowMedia: () => void allowMedia(),
      setAddresses: (signalling, stun) => void setAddresses(signalling, stun),
    },
  };
}

/** This machine's own, then those entered by hand, then those that answer. */
function rank({ address, state, mine }: ConnectionSnapshot["servers"][number], entered: readonly string[]): number {
  if (mine) return 0;
  if (entered.includes(address)) return 1;
  return state === "reached" ? 2 : 3;
}
