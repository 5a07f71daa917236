/**
 * One side of a connection as people carry it to the other by hand: what of a session description (RFC 8829) the other
 * side cannot know, in some hundred bytes. A session description is made of it again there. The engine seals these bytes;
 * here they are shaped and, on the way in, checked within bounds, because another member's program wrote them.
 */
import { bytesUpTo, fields, list, record, text, whole, word, type Field } from "../shared/base/record.ts";
import { fingerprint } from "./framed-connection.ts";

export interface SessionHalf {
  readonly setup: "actpass" | "active" | "passive";
  readonly ufrag: string;
  readonly pwd: string;
  /** SHA-256, of the DTLS certificate (RFC 8122). */
  readonly fingerprint: Uint8Array;
  readonly candidates: readonly Candidate[];
}

/** A way to this side over UDP, best first. */
interface Candidate {
  readonly kind: "host" | "srflx";
  /** 4 bytes of IPv4, 16 of IPv6, or 16 of the random name that a browser gives for an address it hides (RFC draft mdns-ice-candidates). */
  readonly family: "ip4" | "ip6" | "mdns";
  readonly address: Uint8Array;
  readonly port: number;
}

const mostCandidates = 8;
const mostBytes = 600;
/** RFC 8839 §5.4: ice-char, 4 to 256 of them; no browser takes more than 32. */
const iceText = (least: number): Field<string> => {
  const any = text(64);
  return {
    write: any.write,
    read: (v) => {
      const read = any.read(v);
      return read !== undefined && read.length >= least && /^[A-Za-z0-9+/]+$/u.test(read) ? read : undefined;
    },
  };
};

const addressLengths: Readonly<Record<Candidate["family"], number>> = { ip4: 4, ip6: 16, mdns: 16 };

const anyCandidate = fields<Candidate>({
  kind: [1, word(["host", "srflx"])],
  family: [2, word(["ip4", "ip6", "mdns"])],
  address: [3, bytesUpTo(16)],
  port: [4, whole(1, 65_535)],
});
const candidate: Field<Candidate> = {
  write: anyCandidate.write,
  read: (v) => {
    const read = anyCandidate.read(v);
    return read?.address.length === (read && addressLengths[read.family]) ? read : undefined;
  },
};

const codec = record<SessionHalf>({
  setup: [1, word(["actpass", "active", "passive"])],
  ufrag: [2, iceText(4)],
  pwd: [3, iceText(22)],
  fingerprint: [4, { write: (v) => v, read: (v) => (v instanceof Uint8Array && v.length === 32 ? v : undefined) }],
  candidates: [5, list(candidate, mostCandidates)],
});

/** Null when the description is not one of ours: one data section, one fingerprint, at least one address. */
export function encodeHalf(sdp: string): Uint8Array | null {
  const setup = /^a=setup:(actpass|active|passive)\s*$/mu.exec(sdp)?.[1] as SessionHalf["setup"] | undefined;
  const ufrag = /^a=ice-ufrag:(\S+)\s*$/mu.exec(sdp)?.[1];
  const pwd = /^a=ice-pwd:(\S+)\s*$/mu.exec(sdp)?.[1];
  const print = fingerprint(sdp);
  const candidates = [...sdp.matchAll(candidateLine)].map(readCandidate).filter((found) => found !== null).slice(0, mostCandidates);
  if (setup === undefined || ufrag === undefined || pwd === undefined || print === null || candidates.length === 0) return null;
  const bytes = codec.encode({ setup, ufrag, pwd, fingerprint: print, candidates });
  return decodeHalf(bytes) === null ? null : bytes;
}

/** Null for anything that is no half, or more than one may hold. */
export function decodeHalf(bytes: Uint8Array): SessionHalf | null {
  if (bytes.length > mostBytes) return null;
  const half = codec.decode(bytes);
  return half === null || half.candidates.length === 0 ? null : half;
}

/** The session description, without candidates: one of them that a browser will not have must not spoil the others. */
export const sdpOf = (half: SessionHalf): string =>
  [
    "v=0",
    "o=- 1 1 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "a=group:BUNDLE 0",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    "c=IN IP4 0.0.0.0",
    `a=ice-ufrag:${half.ufrag}`,
    `a=ice-pwd:${half.pwd}`,
    `a=fingerprint:sha-256 ${[...half.fingerprint].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":")}`,
    `a=setup:${half.setup}`,
    "a=mid:0",
    "a=sctp-port:5000",
    "a=max-message-size:262144",
    "",
  ].join("\r\n");

export const candidatesOf = (half: SessionHalf): readonly RTCIceCandidateInit[] =>
  half.candidates.map(({ kind, family, address, port }, at) => {
    const preference = kind === "host" ? 126 : 100;
    const priority = preference * 2 ** 24 + (65_535 - at) * 2 ** 8 + 255;
    const related = kind === "srflx" ? " raddr 0.0.0.0 rport 0" : "";
    return { candidate: `candidate:${at + 1} 1 udp ${priority} ${writeAddress(family, address)} ${port} typ ${kind}${related}`, sdpMLineIndex: 0, sdpMid: "0" };
  });

// ---------------------------------------------------------------- addresses

const candidateLine = /^a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ (host|srflx)\b/gimu;

function readCandidate([, address = "", port = "", kind = ""]: RegExpMatchArray): Candidate | null {
  const mdns = /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.local$/iu.exec(address)?.[1];
  const found =
    mdns !== undefined
      ? { family: "mdns" as const, address: Uint8Array.from(mdns.replaceAll("-", "").match(/../gu)!, (pair) => Number.parseInt(pair, 16)) }
      : address.includes(":")
        ? { family: "ip6" as const, address: readIp6(address) }
        : { family: "ip4" as const, address: readIp4(address) };
  return found.address === null ? null : { kind: kind.toLowerCase() as Candidate["kind"], family: found.family, address: found.address, port: Number(port) };
}

function readIp4(text: string): Uint8Array | null {
  const parts = text.split(".").map(Number);
  return parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255) ? Uint8Array.from(parts) : null;
}

function readIp6(text: string): Uint8Array | null {
  const [before = "", after, more] = text.split("::");
  const words = (part: string): number[] => (part === "" ? [] : part.split(":").map((word) => (/^[0-9a-f]{1,4}$/iu.test(word) ? Number.parseInt(word, 16) : Number.NaN)));
  const [head, tail] = [words(before), words(after ?? "")];
  const missing = 8 - head.length - tail.length;
  if (more !== undefined || (after === undefined ? missing !== 0 : missing < 1)) return null;
  const all = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return all.some(Number.isNaN) ? null : Uint8Array.from(all.flatMap((word) => [word >> 8, word & 255]));
}

function writeAddress(family: Candidate["family"], address: Uint8Array): string {
  if (family === "ip4") return address.join(".");
  const pairs = [...address].map((byte) => byte.toString(16).padStart(2, "0"));
  if (family === "ip6") return Array.from({ length: 8 }, (_, at) => pairs[2 * at]! + pairs[2 * at + 1]!).join(":");
  const hex = pairs.join("");
  return `${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}.local`;
}
