/**
 * What a person can ask of the engine, from the window or the command line. Each command is checked against its schema
 * at the edge and answered with its `Answers` type or a Refusal. Times are ms since 1970; durations ms. Texts are
 * people's words, limits in UTF-8 bytes are checked by the engine (ENC-5).
 */
import * as v from "valibot";
import { bylawsCommands } from "./commands/bylaws.ts";
import { carryingCommands } from "./commands/carrying.ts";
import { deedCommands } from "./commands/deeds.ts";
import { discussionCommands } from "./commands/discussion.ts";
import { documentCommands } from "./commands/documents.ts";
import { fileCommands } from "./commands/files.ts";
import { groupCommands } from "./commands/groups.ts";
import { identityCommands } from "./commands/identity.ts";
import { libraryCommands } from "./commands/library.ts";
import { mandateCommands } from "./commands/mandates.ts";
import { deviceCommands } from "./commands/devices.ts";
import { pairingCommands } from "./commands/pairing.ts";
import { profileCommands } from "./commands/profile.ts";
import { recordCommands } from "./commands/records.ts";
import { meetingCommands } from "./commands/meetings.ts";
import { motionCommands, type choiceSchema, type methodNames, type option } from "./commands/motions.ts";
import type { fraction } from "./commands/fields.ts";

export { choiceSchema, methodNames, rankedMethods } from "./commands/motions.ts";

export const commandSchema = v.variant("type", [
  ...profileCommands,
  ...groupCommands,
  ...bylawsCommands,
  ...pairingCommands,
  ...deviceCommands,
  ...identityCommands,
  ...carryingCommands,
  ...discussionCommands,
  ...libraryCommands,
  ...documentCommands,
  ...fileCommands,
  ...motionCommands,
  ...deedCommands,
  ...mandateCommands,
  ...meetingCommands,
  ...recordCommands,
]);

export type Command = v.InferOutput<typeof commandSchema>;
export type CommandType = Command["type"];
export type Choice = v.InferOutput<typeof choiceSchema>;
export type Fraction = v.InferOutput<typeof fraction>;
export type MotionOptionInput = v.InferOutput<typeof option>;
export type MethodName = (typeof methodNames)[number];
