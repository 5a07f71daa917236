/** Every command that needs an open profile, and what does it. */
import type { GroupId } from "../../base/ids.ts";
import { refuse, type Done } from "../checks.ts";
import { bylawsHandlers } from "./bylaws.ts";
import { bundlesOfGroup, bundlesOfProfile } from "./bundles.ts";
import { deedHandlers } from "./deeds.ts";
import { devicesOfGroup, devicesOfProfile } from "./devices.ts";
import { discussionHandlers } from "./discussion.ts";
import { documentHandlers } from "./documents.ts";
import { evidenceHandlers } from "./evidence.ts";
import { fileHandlers } from "./files.ts";
import { foldersOfGroup, foldersOfProfile } from "./folders.ts";
import { groupsOfGroup, groupsOfProfile } from "./groups.ts";
import type { GroupCommand, GroupHandlers, InGroup, InProfile, ProfileCommand, ProfileHandlers } from "./handlers.ts";
import { handCountHandlers } from "./hand-counts.ts";
import { identityHandlers } from "./identity.ts";
import { libraryHandlers } from "./library.ts";
import { mandateHandlers } from "./mandates.ts";
import { meetingHandlers } from "./meetings.ts";
import { memberHandlers } from "./membership.ts";
import { motionHandlers } from "./motions.ts";
import { noticeHandlers } from "./notices.ts";
import { pairingHandlers } from "./pairing.ts";
import { profileHandlers } from "./profile-settings.ts";
import { recordHandlers } from "./records.ts";
import { relaysOfGroup, relaysOfProfile } from "./relays.ts";
import { searchHandlers } from "./search.ts";
import { drawAgainHandlers } from "./draw-again.ts";
import { withdrawingHandlers } from "./withdrawing.ts";

const ofProfile: ProfileHandlers = {
  ...profileHandlers,
  ...groupsOfProfile,
  ...pairingHandlers,
  ...devicesOfProfile,
  ...identityHandlers,
  ...bundlesOfProfile,
  ...foldersOfProfile,
  ...relaysOfProfile,
  ...searchHandlers,
};

const ofGroup: GroupHandlers = {
  ...groupsOfGroup,
  ...memberHandlers,
  ...bylawsHandlers,
  ...devicesOfGroup,
  ...discussionHandlers,
  ...noticeHandlers,
  ...documentHandlers,
  ...libraryHandlers,
  ...fileHandlers,
  ...motionHandlers,
  ...deedHandlers,
  ...withdrawingHandlers,
  ...drawAgainHandlers,
  ...handCountHandlers,
  ...mandateHandlers,
  ...meetingHandlers,
  ...recordHandlers,
  ...evidenceHandlers,
  ...bundlesOfGroup,
  ...foldersOfGroup,
  ...relaysOfGroup,
};

const isOfGroup = (command: ProfileCommand | GroupCommand): command is GroupCommand => command.type in ofGroup;

export async function runCommand(at: InProfile, command: ProfileCommand | GroupCommand): Promise<Done<unknown>> {
  if (!isOfGroup(command)) return (ofProfile[command.type] as Handler<InProfile>)(at, command);
  const open = at.profile.groups.get(command.group as GroupId);
  if (open === undefined) return refuse({ kind: "NoSuchGroup" });
  return (ofGroup[command.type] as Handler<InGroup>)({ ...at, open, context: open.context }, command);
}

/** The tables tie each handler to its command; of a command that is only known to be one of them the compiler cannot tell. */
type Handler<At> = (at: At, command: unknown) => Done<unknown> | Promise<Done<unknown>>;
