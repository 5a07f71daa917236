/** SYNC-6: the fixed bytes of a mailbox, of proofs and of a listing. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fromHex, toHex } from "../../shared/base/bytes.ts";
import { parseId, type GroupId } from "../../shared/base/ids.ts";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { blobId, listingCodec, mailboxOf, mayPut, mayRead, proofToPut, proofToRead, smallestBlob } from "../../shared/mailbox/mailbox.ts";

await cryptoReady;
const vector = JSON.parse(readFileSync(new URL("../vectors/mailbox.json", import.meta.url), "utf8")) as Record<string, string> & { day: number };
const bytes = (name: string): Uint8Array => fromHex(vector[name]!)!;
const box = mailboxOf(bytes("key"), parseId<GroupId>(vector["group"]!)!, vector.day);

it("[SYNC-6] a mailbox's name and proofs are these bytes, and another day's are others", () => {
  expect(box.name).toBe(vector["mailbox"]);
  expect(mailboxOf(bytes("key"), parseId<GroupId>(vector["group"]!)!, vector.day + 1).name).toBe(vector["tomorrow"]);
  const blob = blobId(new Uint8Array(smallestBlob));
  expect(blob).toBe(vector["blob"]);
  expect(toHex(proofToRead(box))).toBe(vector["read"]);
  expect(toHex(proofToPut(box, blob))).toBe(vector["put"]);
  expect([mayRead(box.name, bytes("read")), mayPut(box.name, blob, bytes("put"))]).toEqual([true, true]);
});

it("[SYNC-6] no proof serves for another mailbox, another blob or the other purpose", () => {
  const blob = vector["blob"]!;
  expect(mayRead(box.name, bytes("put"))).toBe(false);
  expect(mayPut(box.name, blob, bytes("read"))).toBe(false);
  expect(mayRead(vector["tomorrow"]!, bytes("read"))).toBe(false);
  expect(mayPut(box.name, vector["tomorrow"]!, bytes("put"))).toBe(false);
  expect(mayRead("00".repeat(32), bytes("read"))).toBe(false);
});

it("[SYNC-6] a listing is these bytes", () => {
  const listing = { blobs: [vector["blob"]!], days: 30 };
  expect(toHex(listingCodec.encode(listing))).toBe(vector["listing"]);
  expect(listingCodec.decode(bytes("listing"))).toEqual(listing);
});
