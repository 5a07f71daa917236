/**
 * All sessions of one group. Tells them what was placed, keeps one session a peer, wakes them, and sums up what people are
 * shown of the connection.
 */
import type { ContentId, DeviceId, EntryId } from "../base/ids.ts";
import type { Range } from "../base/ranges.ts";
import { seconds } from "../base/units.ts";
import type { Placed } from "../log/log.ts";
import type { Clock } from "../ports/clock.ts";
import type { Link } from "../ports/link.ts";
import type { Random } from "../ports/random.ts";
import type { EndReason, Surroundings } from "./channel.ts";
import { Claims } from "./claims.ts";
import { Conversation } from "./conversation.ts";
import { Duplicates } from "./duplicates.ts";
import { FileTraffic } from "./file-traffic.ts";
import type { GroupSide, Hub, HubFacts, Incident, SessionFacts } from "./group-side.ts";
import { limits, patience as usual, type Patience } from "./limits.ts";
import { reusable } from "./reusable-link.ts";
import type { LiveText } from "./live-side.ts";
import type { Input } from "./session-steps.ts";

export interface Around {
  readonly clock: Clock;
  readonly random: Random;
  readonly patience?: Patience;
}

export function createHub(group: GroupSide, around: Around): Hub {
  return new Sessions(group, { patience: usual, ...around, instance: around.random.bytes(16) });
}

class Sessions implements Hub {
  readonly #conversations = new Set<Conversation>();
  readonly #claims = new Claims();
  readonly #traffic: FileTraffic;
  readonly #duplicates: Duplicates;
  readonly #reached = new Map<DeviceId, number>();
  readonly #heard = new Map<DeviceId, number>();
  #incidents: readonly Incident[] = [];
  #changed: (() => void) | null = null;
  #ticking: (() => void) | null = null;
  #flushing: (() => void) | null = null;
  #telling: (() => void) | null = null;
  #spreading = false;
  /** How many were quiet at the last tick. */
  #quiet = 0;
  #closed = false;

  constructor(
    private readonly group: GroupSide,
    private readonly around: Surroundings,
  ) {
    this.#traffic = new FileTraffic(() => group.files);
    this.#duplicates = new Duplicates(around.clock, around.patience);
  }

  adopt(link: Link): void {
    if (this.#closed) {
      link.close("Left");
      return;
    }
    const conversation: Conversation = new Conversation(reusable(link), this.group, this.#claims, this.#traffic, this.around, {
      opened: () => this.#opened(conversation),
      stepped: () => this.#stepped(conversation),
      wrongChunk: (peer) => this.#note("WrongChunk", peer),
      ended: (reason) => this.#ended(conversation, reason),
    });
    this.#conversations.add(conversation);
    this.#bound([...this.#conversations].filter(({ open }) => open === null), limits.connecting, "Timeout");
    this.#ticking ??= this.around.clock.after(seconds(1), () => this.#tick());
    conversation.start();
    this.#tell();
  }

  #opened({ open }: Conversation): void {
    const same = [...this.#conversations].filter((other) => other.open?.peer.device === open?.peer.device);
    this.#bound(same, limits.sessionsOfDevice, "Duplicate");
    this.#tell();
  }

  /** Ends the oldest of too many: who opens links without end puts out its own before it keeps others from opening one. */
  #bound(some: readonly Conversation[], most: number, reason: EndReason): void {
    for (const conversation of some.slice(0, Math.max(0, some.length - most))) conversation.end(reason);
  }

  placed(entries: readonly Placed[], from: DeviceId | null): void {
    if (entries.length === 0) return;
    this.#toAll({ is: "placed", entries, own: from === null });
    this.#flushing ??= this.around.clock.after(this.around.patience.gather, () => {
      this.#flushing = null;
      this.#toAll({ is: "flush" });
    });
  }

  forked(device: DeviceId, entries: readonly [EntryId, EntryId]): void {
    this.#toAll({ is: "forked", device, entries });
  }

  forged(from: DeviceId): void {
    this.#note("BadSignature", from);
  }

  refresh(): void {
    this.#toAll({ is: "refresh" });
  }

  tell(said: LiveText): void {
    this.#toAll({ is: "tell", said });
  }

  holds(content: ContentId, chunks: readonly Range[]): void {
    this.#toAll({ is: "holds", held: { content, chunks } });
  }

  wanting(): void {
    this.#toAll({ is: "wanting" });
  }

  holdersOf(content: ContentId): readonly DeviceId[] {
    const holders = new Set(this.#traffic.remembered(content));
    for (const { open } of this.#conversations) if (open?.session.files.holdsAll(content) === true) holders.add(open.peer.device);
    return [...holders];
  }

  sourcesOf(content: ContentId): readonly DeviceId[] {
    return this.#traffic.sourcesOf(content);
  }

  facts(): HubFacts {
    const sessions = [...this.#conversations].map((conversation) => this.#factsOf(conversation)).filter((facts) => facts !== null);
    const heard = new Map(this.#heard);
    for (const conversation of this.#conversations) if (conversation.open !== null) heard.set(conversation.open.peer.device, conversation.lastHeard);
    return { sessions, connecting: this.#conversations.size - sessions.length, reached: this.#reached, heard, incidents: this.#incidents };
  }

  onChange(handler: () => void): void {
    this.#changed = handler;
  }

  close(): void {
    this.#closed = true;
    for (const conversation of [...this.#conversations]) conversation.end("Left");
    for (const cancel of [this.#ticking, this.#flushing, this.#telling]) cancel?.();
    this.#changed = null;
  }

  #toAll(input: Input): void {
    for (const conversation of [...this.#conversations]) conversation.input(input);
  }

  #tick(): void {
    this.#ticking = this.#conversations.size === 0 || this.#closed ? null : this.around.clock.after(seconds(1), () => this.#tick());
    this.#toAll({ is: "tick" });
    this.#duplicates.settle(this.#conversations);
    const quiet = [...this.#conversations].filter((conversation) => this.#isQuiet(conversation)).length;
    if (quiet !== this.#quiet) this.#tell();
    this.#quiet = quiet;
  }

  #isQuiet({ lastHeard }: Conversation): boolean {
    const { clock, patience } = this.around;
    return clock.now() - lastHeard > patience.idle + patience.idle / 3 + patience.sign; // it is asked at most a third of `idle` late
  }

  #factsOf(conversation: Conversation): SessionFacts | null {
    const { open, sent, received } = conversation;
    if (open === null) return null;
    const { session, peer, since } = open;
    const quiet = this.#isQuiet(conversation);
    return { device: peer.device, way: conversation.way, since, sent, received, coming: session.coming, chunks: session.files.asked, level: session.level, quiet };
  }

  #stepped(conversation: Conversation): void {
    const { open } = conversation;
    if (open !== null && open.session.reached > (this.#reached.get(open.peer.device) ?? -1)) this.#reached.set(open.peer.device, open.session.reached);
    this.#tell();
    if (this.#spreading) return;
    this.#spreading = true;
    while (this.#claims.wereFreed()) this.#toAll({ is: "freed" });
    this.#spreading = false;
  }

  #ended(conversation: Conversation, reason: EndReason): void {
    this.#conversations.delete(conversation);
    const device = conversation.open?.peer.device;
    if (device !== undefined) this.#heard.set(device, conversation.lastHeard);
    const kind = incidentOf(reason);
    if (kind !== null) this.#note(kind, device ?? conversation.linkId);
    if (device !== undefined && ![...this.#conversations].some(({ open }) => open?.peer.device === device)) {
      this.group.live.left(device);
      this.group.ahead.drop(device);
    }
    if (!this.#closed) this.#stepped(conversation);
  }

  #note(kind: Incident["kind"], from: string): void {
    this.#incidents = [{ time: this.around.clock.now(), kind, from }, ...this.#incidents].slice(0, mostIncidents);
    this.#tell();
  }

  #tell(): void {
    this.#telling ??= this.around.clock.after(tellEvery, () => {
      this.#telling = null;
      this.#changed?.();
    });
  }
}

const mostIncidents = 20;
/** Facts change with every frame; people need not see each. */
const tellEvery = 100;

/** What people are told of; an end that happens to honest peers is none. */
function incidentOf(reason: EndReason): Incident["kind"] | null {
  switch (reason) {
    case "Garbled":
    case "BadFrame":
    case "Malformed":
    case "Unexpected":
    case "SmallOrder":
    case "Reflected":
      return "BadFrame";
    case "WrongKey":
      return "WrongKey";
    case "BadSignature":
      return "BadSignature";
    case "Flood":
      return "Flood";
    case "NothingInCommon":
    case "OtherVersion":
      return "Stranger";
    case "Timeout":
    case "Silent":
    case "Stalled":
    case "Bye":
    case "Closed":
    case "Duplicate":
    case "Left":
      return null;
  }
}
