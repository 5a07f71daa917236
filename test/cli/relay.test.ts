/** `veche relay`: a real process, from its first start to a clean end and a second start. */
import { expect, it } from "vitest";
import { cryptoReady } from "../../shared/crypto/sodium.ts";
import { blobId } from "../../shared/mailbox/mailbox.ts";
import { blob, mailbox, toPut, toRead } from "../host/relay/mailboxes.ts";
import { client } from "../host/relay/running.ts";
import { vecheProgram } from "./program.ts";

const { veche, relay, file, path } = vecheProgram();

it("[SYNC-6] keeps what it is given until it is asked, over a clean end and a new start", async () => {
  await cryptoReady;
  const first = await relay("--data", path("kept"), "--port", "0");
  expect(first.started).toMatchObject({ event: "relay", counters: null, held: { mailboxes: 0, blobs: 0, bytes: 0 } });
  const bytes = blob();
  const at = (port: number) => ({ relay: `http://127.0.0.1:${port}` });
  expect(await client().put(toPut(at(first.port), mailbox(1), bytes), blobId(bytes), bytes)).toMatchObject({ ok: true });
  expect(await veche("relay", "--data", path("kept"), "--port", "0")).toEqual({ code: 1, stdout: "", stderr: "Another relay runs on this folder.\n" });
  expect(await first.stop()).toBe(0);

  const second = await relay("--data", path("kept"), "--port", "0", "--counters", "0");
  expect(second.started).toMatchObject({ held: { mailboxes: 1, blobs: 1 } });
  expect(await client().list(toRead(at(second.port), mailbox(1)), null)).toMatchObject({ ok: true, value: { blobs: [blobId(bytes)] } });
  expect(await second.stop()).toBe(0);
});

it("says in one sentence what is wrong", async () => {
  expect(await veche("relay", "--data", path("a"))).toMatchObject({ code: 2, stderr: "A relay needs --data DIR and --port N.\n" });
  expect(await veche("relay", "--data", path("a"), "--port", "1", "--cert", "x")).toMatchObject({ code: 2, stderr: "--cert and --key go together.\n" });
  expect(await veche("relay", "--data", path("a"), "--port", "0", "--days", "0")).toMatchObject({ code: 2, stderr: "--days takes a whole number from 1 to 365, not “0”.\n" });
  expect(await veche("relay", "--data", path("a"), "--port", "0", "--cert", file("x.pem", "none"), "--key", file("y.pem", "none"))).toMatchObject({
    code: 1,
    stderr: "--cert and --key are to be a certificate and its key, in PEM files that can be read.\n",
  });
});
