/** What of a session description travels in a code: all that is needed, nothing else, and nothing hostile. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesOf, decodeHalf, encodeHalf, sdpOf } from "../../rtc/session-half.ts";
import { fingerprint } from "../../rtc/framed-connection.ts";

const print = Array.from({ length: 32 }, (_, at) => (at * 7).toString(16).padStart(2, "0").toUpperCase().slice(-2)).join(":");
const sdp = (candidates: readonly string[]): string =>
  [
    "v=0",
    "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "a=group:BUNDLE 0",
    "m=application 61665 UDP/DTLS/SCTP webrtc-datachannel",
    "c=IN IP4 192.168.1.20",
    ...candidates.map((line) => `a=candidate:${line}`),
    "a=ice-ufrag:Zk3+",
    "a=ice-pwd:AbCdEfGhIjKlMnOpQrStUv+/",
    "a=ice-options:trickle",
    `a=fingerprint:sha-256 ${print}`,
    "a=setup:actpass",
    "a=mid:0",
    "a=sctp-port:5000",
    "",
  ].join("\r\n");

const four = [
  "1 1 udp 2113937151 192.168.1.20 61665 typ host generation 0 network-cost 999",
  "2 1 udp 2113939711 fd00::1:2ff 61666 typ host generation 0",
  "3 1 udp 1677729535 203.0.113.9 40000 typ srflx raddr 0.0.0.0 rport 0",
  "4 1 udp 2113937151 3f1c9a52-0d6e-4a77-9a55-2f8e7c1b9d04.local 61667 typ host",
];

describe("half of a connection", () => {
  it("keeps each way to a machine, and makes a description of it again", () => {
    const bytes = encodeHalf(sdp(four))!;
    expect(bytes.length).toBeLessThan(220);
    const half = decodeHalf(bytes)!;
    expect(candidatesOf(half).map(({ candidate }) => candidate!.split(" ").slice(4, 8).join(" "))).toEqual([
      "192.168.1.20 61665 typ host",
      "fd00:0000:0000:0000:0000:0000:0001:02ff 61666 typ host",
      "203.0.113.9 40000 typ srflx",
      "3f1c9a52-0d6e-4a77-9a55-2f8e7c1b9d04.local 61667 typ host",
    ]);
    const again = sdpOf(half);
    expect(fingerprint(again)).toEqual(fingerprint(sdp(four)));
    for (const line of ["a=ice-ufrag:Zk3+", "a=ice-pwd:AbCdEfGhIjKlMnOpQrStUv+/", "a=setup:actpass"]) expect(again).toContain(`${line}\r\n`);
    expect(encodeHalf(again + candidatesOf(half).map(({ candidate }) => `a=${candidate}\r\n`).join(""))).toEqual(bytes);
  });

  it("leaves out what is of no use: TCP, relays it was not asked for, addresses nobody can read", () => {
    const odd = ["5 1 tcp 1518280447 192.168.1.20 9 typ host tcptype active", "6 1 udp 1 10.0.0.1 5 typ relay raddr 0.0.0.0 rport 0", "7 1 udp 1 999.1.1.1 5 typ host", "8 1 udp 1 ::1::2 5 typ host"];
    expect(encodeHalf(sdp([...odd, four[0]!]))).toEqual(encodeHalf(sdp([four[0]!])));
    expect(encodeHalf(sdp(odd))).toBeNull();
    expect(encodeHalf("v=0\r\n")).toBeNull();
    expect(decodeHalf(encodeHalf(sdp(Array.from({ length: 30 }, () => four[0]!)))!)!.candidates).toHaveLength(8);
  });

  it("is read within bounds: whatever bytes come, a description has no line of theirs", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => decodeHalf(bytes) === null));
    const valid = encodeHalf(sdp(four))!;
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.nat(255), (at, byte) => {
        const altered = valid.slice();
        altered[at] = byte;
        const half = decodeHalf(altered);
        if (half === null) return true;
        const lines = sdpOf(half).split("\r\n").length;
        return lines === sdpOf(decodeHalf(valid)!).split("\r\n").length && candidatesOf(half).every(({ candidate }) => !/[\r\n]/u.test(candidate!));
      }),
      { numRuns: 2000 },
    );
    expect(decodeHalf(new Uint8Array(100_000))).toBeNull();
  });
});
