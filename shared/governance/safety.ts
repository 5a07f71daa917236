/** ID-3. Sixty digits that are the same on two members' machines exactly when both see the same two roots and machines. */
import { idBytes, type DeviceId, type GroupId, type MemberId } from "../base/ids.ts";
import { labels } from "../crypto/labels.ts";
import { labelledHash } from "../crypto/sodium.ts";

export interface Compared {
  readonly id: MemberId;
  /** Those that are not revoked. */
  readonly devices: readonly DeviceId[];
}

const digits = 60;
const most = 10n ** BigInt(digits);

/** In groups of five. Whose machine it is does not matter. */
export function safetyNumber(group: GroupId, one: Compared, other: Compared): string {
  const sides = [one, other].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, devices }) => [idBytes(id), [...devices].sort().map(idBytes)]);
  const digest = labelledHash(labels.safety, idBytes(group), sides);
  const number = digest.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n) % most;
  return String(number).padStart(digits, "0").match(/\d{5}/gu)!.join(" ");
}
