/**
 * LAN-2. Doors of other machines whose announcements bear a tag of ours. Anybody can repeat an announcement under other
 * addresses and ports, so their number is bounded, altogether and by address, and one that was never reached gives way.
 */
import { minutes } from "../../shared/base/units.ts";
import { endpointText, type Endpoint } from "./own-networks.ts";

const most = 64;
const mostOfOne = 4;
/** Not announced for so long: the machine has left, or shows itself otherwise since midnight. */
const kept = minutes(10);

export interface FoundDoor {
  readonly endpoint: Endpoint;
  /** Of the mark by which it was found. */
  readonly key: Uint8Array;
  seen: number;
  /** Its meeting point is connected now. */
  reached: boolean;
}

export class FoundDoors {
  readonly #doors = new Map<string, FoundDoor>();

  /** True when the set changed. */
  add(endpoint: Endpoint, key: Uint8Array, now: number): boolean {
    const known = this.#doors.get(endpointText(endpoint));
    if (known !== undefined) {
      known.seen = now;
      return false;
    }
    const sameAddress = this.all.filter((one) => one.endpoint.host === endpoint.host);
    if (sameAddress.length >= mostOfOne && !this.#giveWay(sameAddress)) return false;
    if (this.#doors.size >= most && !this.#giveWay(this.all)) return false;
    this.#doors.set(endpointText(endpoint), { endpoint, key, seen: now, reached: false });
    return true;
  }

  /** Forgets who left, and whose mark is not `wanted` any more; true when the set changed. */
  sweep(now: number, wanted: (key: Uint8Array) => boolean): boolean {
    const before = this.#doors.size;
    for (const [name, door] of this.#doors) if (!wanted(door.key) || (now - door.seen > kept && !door.reached)) this.#doors.delete(name);
    return this.#doors.size < before;
  }

  get all(): readonly FoundDoor[] {
    return [...this.#doors.values()];
  }

  #giveWay(among: readonly FoundDoor[]): boolean {
    const oldest = among.filter((one) => !one.reached).sort((a, b) => a.seen - b.seen)[0];
    return oldest !== undefined && this.#doors.delete(endpointText(oldest.endpoint));
  }
}
