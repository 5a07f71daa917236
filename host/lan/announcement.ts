/**
 * LAN-2. What a machine says of itself on its networks, as DNS-SD (RFC 6763) over multicast DNS (RFC 6762): that a program
 * of this kind is here, the port of its door, and tags. Names and port are chosen by chance and replaced each day; the
 * tags are filled up to a multiple of eight with others that nobody can tell from them.
 */
import { randomBytes } from "node:crypto";
import { decode, encode, type Answer, type Packet } from "dns-packet";
import { seconds } from "../../shared/base/units.ts";

const service = "_veche._tcp.local";
export const tagBytes = 8;
const tagsInGroup = 8;
/** What is shown, and what is looked at of another's. */
export const mostTags = 64;
const timeToLive = seconds(120) / 1000;

/** By which a machine could be recognised: another each day. */
export interface Guise {
  readonly instance: string;
  readonly host: string;
  readonly decoys: readonly Buffer[];
}

export function newGuise(): Guise {
  const name = (): string => randomBytes(10).toString("hex");
  return { instance: name(), host: `${name()}.local`, decoys: Array.from({ length: mostTags }, () => randomBytes(tagBytes)) };
}

export interface Announcement {
  readonly port: number;
  readonly tags: readonly Uint8Array[];
}

export const query = (): Buffer => encode({ type: "query", questions: [{ type: "PTR", name: service }] });

/** `address`: where the packet goes out. */
export function announce({ instance, host, decoys }: Guise, { port, tags }: Announcement, address: string): Buffer {
  const name = `${instance}.${service}`;
  const shown = tags.slice(0, mostTags);
  const filled = Math.ceil(shown.length / tagsInGroup) * tagsInGroup;
  const all = [...shown.map((tag) => Buffer.from(tag)), ...decoys.slice(0, filled - shown.length)].sort(Buffer.compare);
  const texts: Buffer[] = [];
  for (let at = 0; at < all.length; at += tagsInGroup) texts.push(Buffer.concat(all.slice(at, at + tagsInGroup)));
  const answers: (Answer & { readonly flush?: true })[] = [
    { type: "PTR", name: service, ttl: timeToLive, data: name },
    { type: "SRV", name, ttl: timeToLive, flush: true, data: { target: host, port, priority: 0, weight: 0 } },
    { type: "TXT", name, ttl: timeToLive, flush: true, data: texts },
    { type: address.includes(":") ? "AAAA" : "A", name: host, ttl: timeToLive, flush: true, data: address.split("%")[0]! },
  ];
  return encode({ type: "response", flags: authoritative, answers });
}

const authoritative = 0x0400;

/** What a packet of ours says; null for all others, whoever made them. */
export function read(bytes: Buffer): "query" | Announcement | null {
  const packet = decoded(bytes);
  if (packet === null) return null;
  if (packet.type === "query") return packet.questions?.some(({ type, name }) => type === "PTR" && name.toLowerCase() === service) === true ? "query" : null;
  const ours = [...(packet.answers ?? []), ...(packet.additionals ?? [])].filter(({ name }) => name.toLowerCase().endsWith(`.${service}`));
  const srv = ours.find((answer) => answer.type === "SRV");
  const txt = ours.find((answer) => answer.type === "TXT");
  if (srv?.type !== "SRV" || txt?.type !== "TXT") return null;
  const { port } = srv.data;
  return port < 1 ? null : { port, tags: tagsOf(txt.data) };
}

function tagsOf(data: unknown): readonly Uint8Array[] {
  const texts = (Array.isArray(data) ? data : [data]).filter((one): one is Buffer => Buffer.isBuffer(one));
  const tags: Uint8Array[] = [];
  for (const text of texts.slice(0, mostTags / tagsInGroup)) {
    for (let at = 0; at + tagBytes <= text.length; at += tagBytes) tags.push(text.subarray(at, at + tagBytes));
  }
  return tags;
}

function decoded(bytes: Buffer): Packet | null {
  try {
    return decode(bytes);
  } catch {
    return null; // anybody on the network may send anything
  }
}
