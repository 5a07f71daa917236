import { describe, expect, it } from "vitest";
import { fromBase64url, toBase64url } from "../../shared/base/bytes.ts";
import { decodeCbor, encodeCbor, type CborMap } from "../../shared/base/cbor.ts";
import type { DeviceId, GroupId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { linkPrefix, readLink, writeLink } from "../../shared/governance/invite.ts";

await cryptoReady;

const link = {
  group: "ab".repeat(32) as GroupId,
  seed: Uint8Array.from({ length: 16 }, (_, i) => i),
  inviter: "cd".repeat(32) as DeviceId,
  signalling: ["ws://192.168.1.20:41337"],
  stun: [],
  expires: 1_800_000_000_000,
};
const text = writeLink(link);
const map = (): Map<number, unknown> => new Map(decodeCbor(fromBase64url(text.slice(linkPrefix.length))!) as CborMap);
const written = (changed: Map<number, unknown>): string => linkPrefix + toBase64url(encodeCbor(changed as CborMap));

describe("[MEM-3] an invite link", () => {
  it("is read back as it was written, also with white space and line breaks around and inside it", () => {
    expect(readLink(text)).toEqual({ version: 1, ...link });
    expect(readLink(`\n  ${text}\t`)).toEqual({ version: 1, ...link });
    expect(readLink(text.replace(/(.{20})/gu, "$1\r\n > ".replace(" > ", "  ")))).toEqual({ version: 1, ...link });
  });

  it("is garbled when cut, added to, of another kind, or not in its one form", () => {
    for (const bad of ["", "veche:join#", "veche:join", text.slice(0, -1), text.slice(0, 40), `${text}A`, text.slice(1), `${text}=`, text.replace("veche:", "https:"), `>${text}`]) {
      expect(readLink(bad), bad).toBe("LinkGarbled");
    }
    expect(readLink(written(map().set(8, 1)))).toBe("LinkGarbled");
    expect(readLink(written(map().set(3, new Uint8Array(15))))).toBe("LinkGarbled");
    expect(readLink(written(map().set(5, ["x".repeat(201)])))).toBe("LinkGarbled");
    expect(readLink(written(map().set(1, 0)))).toBe("LinkGarbled");
  });

  it("with any one character changed never reads as the link it was", () => {
    for (let i = linkPrefix.length; i < text.length; i += 3) {
      const other = text[i] === "A" ? "B" : "A";
      expect(readLink(text.slice(0, i) + other + text.slice(i + 1))).not.toEqual({ version: 1, ...link });
    }
  });

  it("of a newer version says so, whatever else is in it", () => {
    expect(readLink(written(map().set(1, 2)))).toBe("LinkNewerVersion");
    expect(readLink(written(new Map<number, unknown>([[1, 7], [2, "something else"]])))).toBe("LinkNewerVersion"); // prettier-ignore
  });
});
